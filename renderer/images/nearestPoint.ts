import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { FoundPoint } from '#renderer/editor/tools/view.ts';
import type { CameraPoints } from '#renderer/workers/protocol.ts';

/**
 * The point whose pixel is nearest to a place in the image, at most `reach` pixels away. Looks at all of them: a hundred
 * thousand take a tenth of a millisecond, and nothing has to be kept for it.
 */
export function nearestPoint(seen: CameraPoints, [u, v]: Pixel, reach: number): FoundPoint | undefined {
  const { count, pixels, positions, origin, indices, ranges } = seen;
  let best = -1;
  let least = reach * reach;
  for (let i = 0; i < count; i++) {
    const dx = pixels[2 * i]! - u;
    const dy = pixels[2 * i + 1]! - v;
    const away = dx * dx + dy * dy;
    if (away > least) continue;
    least = away;
    best = i;
  }
  if (best < 0) return undefined;
  return {
    index: indices[best]!,
    position: [
      origin[0] + positions[3 * best]!,
      origin[1] + positions[3 * best + 1]!,
      origin[2] + positions[3 * best + 2]!,
    ],
    range: ranges[best]!,
  };
}

/** Is the point of the cloud among those that the camera sees? */
export function isSeen({ indices }: Pick<CameraPoints, 'indices'>, index: number): boolean {
  let [low, high] = [0, indices.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle]! < index) low = middle + 1;
    else high = middle;
  }
  return indices[low] === index;
}
