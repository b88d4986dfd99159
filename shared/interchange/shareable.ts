import type { InterchangeId } from './formats.ts';

/** Some of their files hold what is in all sequences: tables, lists, numbers that are counted through. */
const IN_ONE_PIECE: ReadonlySet<InterchangeId> = new Set<InterchangeId>([
  'kitti-tracking',
  'coco',
  'csv',
  'nuscenes',
  'supervisely',
  'segments',
]);

/**
 * Does the format keep each sequence in files of its own, so that the sequences of a dataset can be written by several
 * runs into one folder? The files are then the same as those of one run that writes them, to the byte.
 */
export function isShareable(id: InterchangeId): boolean {
  return !IN_ONE_PIECE.has(id);
}
