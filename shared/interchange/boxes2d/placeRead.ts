import type { Sequence } from '../../dataset/dataset.ts';
import type { PlacedForeignBox } from '../sidecar/readSidecarBoxes.ts';
import { SkippedBoxes } from './foreignBox.ts';
import { ImageIndex } from './imageIndex.ts';
import { placeBoxes, type PlacedBoxes, type SizeOfImage } from './placeBoxes.ts';
import type { ReadBoxes } from './readBoxes.ts';

/**
 * Puts all that was read on the images of a dataset's sequences; what has no place there is named.
 *
 * @param camera whose images are meant; undefined: any
 */
export function placeRead(
  { foreign, placed }: Pick<ReadBoxes, 'foreign' | 'placed'>,
  sequences: readonly Sequence[],
  camera: string | undefined,
  sizeOf: SizeOfImage,
): PlacedBoxes {
  const index = new ImageIndex(sequences, camera);
  const parts = foreign.map(({ path, boxes }) => placeBoxes(boxes, path, index, sizeOf));
  const sequenceOf = new Map(
    sequences.flatMap(({ id, frames }) => frames.map((frame) => [frame.id, id] as const)),
  );
  const skipped = new SkippedBoxes();
  const own = placed.flatMap((box): PlacedBoxes['boxes'] => {
    const sequenceId = sequenceOf.get(box.frameId);
    if (sequenceId !== undefined) return [{ ...box, sequenceId }];
    skipped.add(`${box.class} ${box.key}`, 'noSuchFrame', box.frameId);
    return [];
  });
  return {
    boxes: [...parts.flatMap(({ boxes }) => boxes), ...own],
    problems: [...parts.flatMap((part) => part.problems), ...skipped.problems],
  };
}

/** How many boxes came to the images of each camera, and to how many of its images. */
export function countByCamera(
  boxes: readonly Pick<PlacedForeignBox, 'camera' | 'frameId'>[],
): readonly { readonly camera: string; readonly boxes: number; readonly frames: number }[] {
  const cameras = [...new Set(boxes.map(({ camera }) => camera))].sort((a, b) => (a < b ? -1 : 1));
  return cameras.map((camera) => {
    const own = boxes.filter((box) => box.camera === camera);
    return { camera, boxes: own.length, frames: new Set(own.map(({ frameId }) => frameId)).size };
  });
}
