import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { folderOf, nameOf } from '../canonicalPath.ts';
import type { FileListing } from '../fileListing.ts';
import type { DatasetLayout } from '../layout.ts';
import { compareNaturally } from '../naturalOrder.ts';
import { readIfThere } from '../readIfThere.ts';
import type { NuscenesIndex } from './nuscenesIndex.ts';
import { nuscenesLabels } from './nuscenesLabels.ts';
import { readNuscenes } from './nuscenesReading.ts';
import { referenceLidar, type NuscenesFlavour } from './nuscenesMoments.ts';
import { dataPath, foldersWithTables, type TableSource } from './nuscenesTables.ts';

const FEWEST_TABLES = 2;
const COLUMNS = ['x', 'y', 'z', 'intensity', 'ring'] as const;
const MOST_COLUMNS = 64;

/**
 * TIER IV's T4: nuScenes tables in `annotation/*.json` with lens distortion and 2D boxes, and the files that they name
 * in `data/` beside it. Versions of a dataset are folders `0`, `1`, …
 */
export const t4Layout: DatasetLayout = {
  id: 't4',
  calibrationForm: 't4',
  detect: (files) => tableFolders(files).length > 0,
  read: (folder, files, choices) => readNuscenes(folder, files, choices, tableFolders(files), flavourOf),
  labels: nuscenesLabels,
};

/** The folders `annotation` with tables; of versions the latest first. */
function tableFolders(files: FileListing): string[] {
  return foldersWithTables(files, FEWEST_TABLES)
    .filter((folder) => nameOf(folder) === 'annotation')
    .sort((a, b) => compareNaturally(datasetOf(a), datasetOf(b)) || compareNaturally(b, a));
}

/** The folder of a dataset's versions. */
function datasetOf(tables: string): string {
  return folderOf(folderOf(tables));
}

async function flavourOf(source: TableSource, index: NuscenesIndex): Promise<NuscenesFlavour> {
  const flavour: NuscenesFlavour = {
    clock: 't4',
    sweepTime: 'unknown',
    referenceLidars: ['LIDAR_CONCAT', 'LIDAR_TOP'],
    joinedLidar: 'LIDAR_CONCAT',
    binColumns: COLUMNS,
  };
  const count = await columnCount(source, index, referenceLidar(index, flavour));
  const more = Array.from({ length: Math.max(0, count - COLUMNS.length) }, (_column, i) => `column${i + 6}`);
  return { ...flavour, binColumns: [...COLUMNS.slice(0, count), ...more] };
}

/** Clouds with other than five columns come with a file that says how many; those of a dataset are all alike. */
async function columnCount(
  { folder, tables, problems }: TableSource,
  { keyFiles }: NuscenesIndex,
  reference = '',
): Promise<number> {
  const [first] = keyFiles.values();
  const filename = first?.get(reference)?.row.info_filename;
  const path = filename === undefined ? undefined : dataPath({ tables }, filename);
  if (path === undefined) return COLUMNS.length;
  try {
    const text = (await readIfThere(folder, path)) ?? '{}';
    const info = parseJson(text, path, { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
    const count: unknown =
      typeof info === 'object' && info !== null ? Reflect.get(info, 'num_pts_feats') : undefined;
    const isCount =
      typeof count === 'number' && Number.isInteger(count) && count >= 3 && count <= MOST_COLUMNS;
    return isCount ? count : COLUMNS.length;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.push(error.problem);
    return COLUMNS.length;
  }
}
