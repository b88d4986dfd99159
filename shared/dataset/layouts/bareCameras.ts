import type { Problem } from '../../problems/problem.ts';
import { stemOf } from '../canonicalPath.ts';
import { isFileTime } from '../fileTimes.ts';
import { groupBy } from '../groupBy.ts';
import { skippedFile } from '../skippedFiles.ts';

/** No vehicle carries more: what differs in more ways than this is no name of a camera. */
const MOST_CAMERAS = 64;

/** The images of one camera in one folder. */
export interface CameraImages {
  /** What stands in the names besides the cloud's: `front` of `000001_front.jpg`; undefined where nothing does. */
  readonly suffix?: string;
  /** The cloud's name, or a time → image. */
  readonly byKey: ReadonlyMap<string, string>;
}

/**
 * Tells the cameras in a folder of images apart. An image named like a cloud, or by a time, is that moment's. In
 * `000001_front.jpg` and `front_000001.jpg` the rest of the name is the camera's.
 *
 * @param cloudKeys names of clouds without endings
 */
export function tellCamerasApart(
  images: readonly string[],
  cloudKeys: ReadonlySet<string>,
  problems: Problem[],
): CameraImages[] {
  const isMoment = (text: string): boolean => cloudKeys.has(text) || isFileTime(text);
  const split = images.map((path) => ({ path, ...splitName(stemOf(path), isMoment) }));
  const isTold = new Set(split.map(({ camera }) => camera)).size <= MOST_CAMERAS;
  const named: readonly NamedImage[] = isTold ? split : images.map((path) => ({ path, key: stemOf(path) }));
  return [...groupBy(named, ({ camera }) => camera)].map(([suffix, files]) => {
    const byKey = new Map<string, string>();
    for (const { path, key } of files) {
      if (byKey.has(key)) problems.push(skippedFile(path, 'duplicateImage'));
      else byKey.set(key, path);
    }
    return suffix === undefined ? { byKey } : { suffix, byKey };
  });
}

interface NamedImage {
  readonly path: string;
  readonly key: string;
  readonly camera?: string;
}

/** The longest part at either end that names a moment, and what is left as the camera. */
function splitName(stem: string, isMoment: (text: string) => boolean): { key: string; camera?: string } {
  if (isMoment(stem)) return { key: stem };
  const joints = [...stem.matchAll(/[ _.-]/g)].map(({ index }) => index).filter((at) => at > 0);
  for (const at of joints.toReversed()) {
    if (isMoment(stem.slice(0, at))) return { key: stem.slice(0, at), ...cameraNamed(stem.slice(at + 1)) };
  }
  for (const at of joints) {
    if (isMoment(stem.slice(at + 1))) return { key: stem.slice(at + 1), ...cameraNamed(stem.slice(0, at)) };
  }
  return { key: stem };
}

function cameraNamed(camera: string): { camera?: string } {
  return camera === '' ? {} : { camera };
}
