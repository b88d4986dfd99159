import type { Problem } from '../problems/problem.ts';
import { groupBy } from './groupBy.ts';
import type { Camera, Frame } from './dataset.ts';
import { MOST_LISTED } from './skippedFiles.ts';

/**
 * For each camera that has images, the frames without one: the first of them by name, the rest as a number, since a
 * recording may have tens of thousands of frames and a stray camera.
 */
export function missingImages(frames: readonly Frame[], cameras: readonly Camera[]): Problem[] {
  const framesOf = groupBy(
    frames.flatMap(({ id, images }) => images.map(({ sensor }) => ({ id, sensor }))),
    ({ sensor }) => sensor,
  );
  const listed: Problem[] = [];
  let missing = 0;
  for (const { id: camera } of cameras) {
    const seen = new Set(framesOf.get(camera)?.map(({ id }) => id));
    if (seen.size === 0 || seen.size === frames.length) continue;
    missing += frames.length - seen.size;
    for (const frame of frames) {
      if (listed.length === MOST_LISTED) break;
      if (!seen.has(frame.id)) listed.push(missingImage(camera, frame));
    }
  }
  const count = missing - listed.length;
  return count === 0
    ? listed
    : [...listed, { code: 'image.missing', severity: 'warning', params: { count } }];
}

function missingImage(camera: string, { id, name }: Frame): Problem {
  return { code: 'image.missing', severity: 'warning', path: id, params: { camera, frame: name } };
}
