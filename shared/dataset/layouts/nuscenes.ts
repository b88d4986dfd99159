import { nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetLayout } from '../layout.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { nuscenesLabels } from './nuscenesLabels.ts';
import { readNuscenes } from './nuscenesReading.ts';
import type { NuscenesFlavour } from './nuscenesMoments.ts';
import { foldersWithTables, NEEDED_TABLES } from './nuscenesTables.ts';

/** A folder with this name holds nuScenes tables even when most of them are missing. */
const VERSION = /^v\d+\.\d+-[\w-]+$/;
const FEWEST_TABLES = 2;

const NUSCENES: NuscenesFlavour = {
  clock: 'nuscenes',
  // “The timestamp of the LIDAR scan is the time when the full rotation of the current LIDAR frame is achieved”
  // (nuscenes.org, data collection). That of an image is the trigger of its exposure, which has no name here.
  sweepTime: 'sweep end',
  referenceLidars: ['LIDAR_TOP'],
  binColumns: ['x', 'y', 'z', 'intensity', 'ring'],
};

/**
 * nuScenes v1.0: tables in `v1.0-mini/*.json` (or another version) and the files that they name in `samples/` and
 * `sweeps/` beside it, in the dataset's folder or one below.
 */
export const nuscenesLayout: DatasetLayout = {
  id: 'nuscenes',
  calibrationForm: 'nuscenes',
  detect: (files) => tableFolders(files).length > 0,
  read: (folder, files, choices) => readNuscenes(folder, files, choices, tableFolders(files), () => NUSCENES),
  labels: nuscenesLabels,
};

function tableFolders(files: FileListing): string[] {
  const complete = new Set(foldersWithTables(files, NEEDED_TABLES.length));
  return foldersWithTables(files, FEWEST_TABLES)
    .filter((folder) => folder.split('/').length <= 2 && nameOf(folder) !== 'annotation')
    .filter((folder) => complete.has(folder) || VERSION.test(nameOf(folder)))
    .sort(compareNaturally);
}
