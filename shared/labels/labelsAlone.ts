import { assumed } from '../dataset/assumed.ts';
import { folderOf, nameOf, stemOf } from '../dataset/canonicalPath.ts';
import type { Dataset, Frame, Sequence } from '../dataset/dataset.ts';
import { DEFAULT_ONTOLOGY } from '../dataset/defaultOntology.ts';
import { groupBy } from '../dataset/groupBy.ts';
import { compareNaturally } from '../dataset/naturalOrder.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from './labelPaths.ts';

const LIDAR = 'lidar';

/**
 * A dataset out of label files alone, as they are handed on without clouds and images: a frame for each sidecar, in the
 * natural order of their names. A sequence is what lies below a `tracks.json`, else in one folder. Sensors and poses are
 * not known. Undefined where there is no sidecar.
 *
 * @param paths all files below the folder
 * @param described what a manifest says that came with them
 */
export function labelsAlone(
  name: string,
  paths: readonly string[],
  described?: Pick<Dataset, 'ontology' | 'thresholds'>,
): Dataset | undefined {
  const sidecars = paths.filter((path) => path.endsWith(SIDECAR_ENDING)).sort(compareNaturally);
  if (sidecars.length === 0) return undefined;
  const trackFolders = new Set(paths.filter((path) => nameOf(path) === TRACKS_NAME).map(folderOf));
  const byFolder = groupBy(sidecars, (path) => sequenceFolder(path, trackFolders));
  const sequences = [...byFolder].map(([folder, members]) => sequenceOf(folder, members));
  return {
    name,
    layout: 'boxwright',
    labelFrame: LIDAR,
    ontology: described?.ontology ?? DEFAULT_ONTOLOGY,
    ...(described?.thresholds === undefined ? {} : { thresholds: described.thresholds }),
    sequences: sequences.sort((a, b) => compareNaturally(a.id, b.id)),
    questions: [],
    problems: [assumed('assumedLabelsAlone')],
  };
}

function sequenceFolder(path: string, trackFolders: ReadonlySet<string>): string {
  const own = folderOf(path);
  for (let folder = own; ; folder = folderOf(folder)) {
    if (trackFolders.has(folder)) return folder;
    if (folder === '') return own;
  }
}

function sequenceOf(folder: string, sidecars: readonly string[]): Sequence {
  // The folder that was named may be called otherwise elsewhere; a sequence's id is the same everywhere.
  const id = folder === '' ? '.' : folder;
  return {
    id,
    name: id,
    ...(folder === '' ? {} : { folder }),
    lidars: [
      {
        id: LIDAR,
        name: LIDAR,
        labelFromLidar: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
      },
    ],
    cameras: [],
    frames: sidecars.map((path, index): Frame => {
      const frame = path.slice(0, -SIDECAR_ENDING.length);
      return {
        id: frame,
        name: stemOf(nameOf(frame)),
        index,
        clouds: [{ sensor: LIDAR, path: frame }],
        images: [],
      };
    }),
  };
}
