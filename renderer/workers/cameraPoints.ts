import { CloudPaint, type ImagePixels } from '#shared/camera/cloudPaint.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCloud, type SeenPoints } from '#shared/camera/projectCloud.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { cloudOrigin } from '#shared/pointcloud/pack.ts';
import { shownTest } from '#shared/pointcloud/shownPoints.ts';
import { tonePoints } from '#shared/pointcloud/tonePoints.ts';
import type { HeldCloud } from './cloudStore.ts';
import type { CameraPoints, PaintSource, WorkerCalls } from './protocol.ts';

/** Fetches and decodes an image; throws where there is none. */
export type OpenImage = (
  source: PaintSource,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
) => Promise<ImagePixels>;

/** The cloud, as long as the worker holds it: its memory is used for another once it is let go. */
export type CloudAtHand = () => HeldCloud | undefined;

/** What a camera sees of a cloud; undefined when the cloud is not held, or no longer. */
export async function seeCloud(
  atHand: CloudAtHand,
  { camera, shown }: WorkerCalls['project']['input'],
  signal: AbortSignal,
): Promise<CameraPoints | undefined> {
  const held = atHand();
  if (held === undefined) return undefined;
  const { cloud, ground, sensor, scalar } = held;
  const view = { ...camera, model: createCameraModel(camera.intrinsics) };
  const all = await inTurns(projectCloud(cloud, view), () => atHand() === held, signal);
  if (all === undefined) return undefined;
  const isShown = shown && shownTest(shown, ground);
  const seen =
    isShown === undefined ? all : keepPoints(all, (i) => isShown([cloud.x[i]!, cloud.y[i]!, cloud.z[i]!]));
  const origin = cloudOrigin(cloud);
  return {
    ...seen,
    origin,
    positions: positionsOf(held, seen.indices, origin),
    tones: tonePoints(cloud, seen.indices, { ground, sensor, scalar }),
  };
}

/** The colours of a cloud's points in the images; undefined when the cloud is not held, or no longer. */
export async function paintCloud(
  atHand: CloudAtHand,
  { sources, headers }: WorkerCalls['paint']['input'],
  openImage: OpenImage,
  signal: AbortSignal,
): Promise<{ readonly colors: Uint8Array<ArrayBuffer> } | undefined> {
  const held = atHand();
  if (held === undefined) return undefined;
  const paint = new CloudPaint(held.cloud.count);
  // One after the other: a decoded image takes up to 50 MB.
  for (const source of sources) {
    let image: ImagePixels;
    try {
      image = await openImage(source, headers, signal);
    } catch {
      signal.throwIfAborted();
      // The panel of that camera says what is wrong with its image.
      continue;
    }
    if (atHand() !== held) return undefined;
    const { intrinsics, cameraFromLabel } = source;
    const { width, height } = image;
    const view = { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
    const seen = await inTurns(projectCloud(held.cloud, view), () => atHand() === held, signal);
    if (seen === undefined) return undefined;
    paint.add(seen, image);
  }
  return { colors: paint.inPackOrder(held.cloud) };
}

/** Runs to the end with a turn for other questions after each step; undefined once `isWanted` denies. */
async function inTurns<T>(
  steps: Generator<undefined, T>,
  isWanted: () => boolean,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return step.value;
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
    if (!isWanted()) return undefined;
  }
}

function keepPoints(
  { count, indices, pixels, ranges }: SeenPoints,
  isKept: (index: number) => boolean,
): SeenPoints {
  const kept = {
    indices: new Uint32Array(count),
    pixels: new Float32Array(2 * count),
    ranges: new Float32Array(count),
  };
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (!isKept(indices[i]!)) continue;
    kept.indices[at] = indices[i]!;
    kept.pixels[2 * at] = pixels[2 * i]!;
    kept.pixels[2 * at + 1] = pixels[2 * i + 1]!;
    kept.ranges[at] = ranges[i]!;
    at += 1;
  }
  return {
    count: at,
    indices: kept.indices.slice(0, at),
    pixels: kept.pixels.slice(0, 2 * at),
    ranges: kept.ranges.slice(0, at),
  };
}

function positionsOf({ cloud }: HeldCloud, indices: Uint32Array, origin: Vec3): Float32Array<ArrayBuffer> {
  const positions = new Float32Array(3 * indices.length);
  indices.forEach((index, i) => {
    positions[3 * i] = cloud.x[index]! - origin[0];
    positions[3 * i + 1] = cloud.y[index]! - origin[1];
    positions[3 * i + 2] = cloud.z[index]! - origin[2];
  });
  return positions;
}
