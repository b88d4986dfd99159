import type { Problem } from '../problems/problem.ts';
import type { Camera, Frame } from './dataset.ts';

/** For each camera that has images, the frames without one. */
export function missingImages(frames: readonly Frame[], cameras: readonly Camera[]): Problem[] {
  return cameras.flatMap(({ id }) => {
    const without = frames.filter(({ images }) => !images.some(({ sensor }) => sensor === id));
    if (without.length === frames.length) return [];
    return without.map((frame): Problem => ({
      code: 'image.missing',
      severity: 'warning',
      path: frame.id,
      params: { camera: id, frame: frame.name },
    }));
  });
}
