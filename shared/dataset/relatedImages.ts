import type { Assumption } from './assumed.ts';
import { stemOf } from './canonicalPath.ts';

/** The images that a labeling tool shows beside one cloud: a bag of files, of which no camera is named. */
export interface RelatedImages {
  /** The cloud's name without its ending. */
  readonly stem: string;
  /** In natural order. */
  readonly images: readonly string[];
}

export interface ImagesByCamera {
  readonly cameras: readonly string[];
  /** image → camera. */
  readonly cameraOf: ReadonlyMap<string, string>;
  /** What was taken for granted; absent without images. */
  readonly reason?: Assumption;
}

/**
 * Says which images were taken by the same camera. One image per frame is one camera. Otherwise what is left of the
 * names without the cloud's own and without times (`000001_front.png`, `cam0_1231201437716091.png`), provided that the
 * same names come again and again; otherwise the place in the frame's list.
 */
export function groupByCamera(frames: readonly RelatedImages[]): ImagesByCamera {
  const most = frames.reduce((count, { images }) => Math.max(count, images.length), 0);
  if (most === 0) return { cameras: [], cameraOf: new Map() };
  if (most === 1) return grouped(frames, () => 'camera', 'assumedOneCamera');
  const named = grouped(frames, (path, { stem }) => cameraInName(stemOf(path), stem), 'assumedCameraByName');
  const isTold = frames.every(
    ({ images }) => new Set(images.map((path) => named.cameraOf.get(path))).size === images.length,
  );
  // A camera may be missing in a frame, but names that are new in every frame name no cameras.
  if (isTold && named.cameras.length < 2 * most) return named;
  return grouped(frames, (path, { images }) => `camera_${images.indexOf(path)}`, 'assumedCameraByOrder');
}

function grouped(
  frames: readonly RelatedImages[],
  nameOf: (path: string, frame: RelatedImages) => string,
  reason: Assumption,
): ImagesByCamera {
  const cameraOf = new Map<string, string>();
  for (const frame of frames) {
    for (const path of frame.images) cameraOf.set(path, nameOf(path, frame));
  }
  return { cameras: [...new Set(cameraOf.values())], cameraOf, reason };
}

/** Long runs of digits are times: frame numbers are the cloud's own name, camera numbers are short. */
function cameraInName(image: string, cloud: string): string {
  const rest = withoutCloud(image, cloud).replaceAll(/\d{6,}/g, '');
  return rest.replaceAll(/^[\s._-]+|[\s._-]+$/g, '') || 'camera';
}

/** `000001_front`, `front_000001`; not the 1 of `cam1`, which is no name of a cloud. */
function withoutCloud(image: string, cloud: string): string {
  if (image === cloud) return '';
  const joint = /^[\s._-]/;
  const [start, end] = [image.slice(0, -cloud.length), image.slice(cloud.length)];
  if (image.startsWith(cloud) && joint.test(end)) return end;
  return image.endsWith(cloud) && joint.test(start.slice(-1)) ? start : image;
}
