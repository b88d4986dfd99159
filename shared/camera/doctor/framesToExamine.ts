import type { Frame } from '../../dataset/dataset.ts';
import { spread } from './spread.ts';

/** At most so many frames of a sequence, spread over it, of those that have the most images. */
export function framesToExamine(frames: readonly Frame[], most: number): readonly Frame[] {
  const images = frames.reduce((largest, frame) => Math.max(largest, frame.images.length), 0);
  return spread(
    frames.filter((frame) => frame.images.length === images),
    most,
  );
}
