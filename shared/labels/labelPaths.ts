import { joinPath } from '../dataset/canonicalPath.ts';
import type { Sequence } from '../dataset/dataset.ts';

export const SIDECAR_ENDING = '.labels.json';
export const TRACKS_NAME = 'tracks.json';

/**
 * The folder of the label root that holds what keeps labels safe and is not for data engineers: the journal, leases and
 * earlier versions of files. Looking for data passes over it, as over every name that begins with a dot.
 */
export const OWN_FOLDER = '.boxwright';

/** Where the labels of a frame lie in the label root: `lidar/000965.pcd.labels.json`. */
export function sidecarPath(frameId: string): string {
  return `${frameId}${SIDECAR_ENDING}`;
}

/** Where the tracks of a sequence lie in the label root. */
export function tracksPath(sequence: Pick<Sequence, 'folder'>): string {
  return joinPath(sequence.folder ?? '', TRACKS_NAME);
}

/** Where the earlier versions of a label file lie in the label root: a folder of their own, named as the file. */
export function versionsFolder(path: string): string {
  return `${OWN_FOLDER}/backups/${path}`;
}

/** Where a label file that could not be read is kept before an earlier version takes its place. */
export function damagedFolder(path: string): string {
  return `${OWN_FOLDER}/damaged/${path}`;
}
