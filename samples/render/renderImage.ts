import type { Matrix3 } from '#shared/geometry/matrix3.ts';
import { apply } from '#shared/geometry/matrix3.ts';
import { composeTransforms } from '#shared/geometry/rigidTransform.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { RigCamera } from '../rig.ts';
import { hitObjectId, SKY_ID } from '../scene/castRay.ts';
import { createHit } from '../scene/hit.ts';
import type { World } from '../scene/world.ts';
import { pixelRay } from './lens.ts';
import { traceLight } from './shade.ts';
import type { Light } from './sky.ts';

export interface RenderedImage {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, 255 for each pixel, row by row. */
  readonly rgba: Uint8Array;
  /** The object that the middle of each pixel sees. */
  readonly objectIds: Int16Array;
}

/** The four rays of a pixel that needs them, as offsets from its middle: a grid turned by 27°. */
const SUBPIXELS = [
  [-0.125, -0.375],
  [0.375, -0.125],
  [0.125, 0.375],
  [-0.375, 0.125],
] as const;
/** Pixels whose neighbour differs by more than this (of 1, after toning) are sampled again. */
const CONTRAST = 0.035;

/** What a camera of the rig sees: one ray for each pixel, then four more where neighbours differ. */
export function renderImage(world: World, camera: RigCamera): RenderedImage {
  const { width, height } = camera;
  const worldFromCamera = composeTransforms(world.worldFromEgo, camera.egoFromCamera);
  const hit = createHit();
  const light: Light = [0, 0, 0];
  const tone = new Float32Array(width * height * 3);
  const objectIds = new Int16Array(width * height).fill(SKY_ID);

  const trace = (u: number, v: number): number => {
    const direction = worldRay(camera, worldFromCamera.rotation, u, v);
    if (direction === undefined) {
      light.fill(0);
      return SKY_ID;
    }
    traceLight(world.seenByCameras, worldFromCamera.translation, direction, hit, light);
    // The curve works on each channel and so deepens colours; a little grey beforehand makes up for it.
    const grey = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    for (let i = 0; i < 3; i++) light[i] = filmic(0.82 * light[i]! + 0.18 * grey);
    return hitObjectId(hit);
  };

  const traceFinely = (u: number, v: number): void => {
    const total: Light = [0, 0, 0];
    for (const [du, dv] of SUBPIXELS) {
      trace(u + du, v + dv);
      for (let i = 0; i < 3; i++) total[i]! += light[i]! / SUBPIXELS.length;
    }
    for (let i = 0; i < 3; i++) light[i] = total[i]!;
  };

  for (let v = 0, pixel = 0; v < height; v++) {
    for (let u = 0; u < width; u++, pixel++) {
      objectIds[pixel] = trace(u, v);
      tone.set(light, 3 * pixel);
    }
  }
  const rgba = new Uint8Array(width * height * 4);
  for (let v = 0, pixel = 0; v < height; v++) {
    for (let u = 0; u < width; u++, pixel++) {
      if (isEdge(tone, width, height, u, v)) traceFinely(u, v);
      else for (let i = 0; i < 3; i++) light[i] = tone[3 * pixel + i]!;
      for (let i = 0; i < 3; i++) rgba[4 * pixel + i] = Math.round(255 * light[i]!);
      rgba[4 * pixel + 3] = 255;
    }
  }
  return { width, height, rgba, objectIds };
}

/** A pixel's ray in the world; undefined outside a fisheye's circle. */
export function worldRay(
  camera: RigCamera,
  worldFromCamera: Matrix3,
  u: number,
  v: number,
): Vec3 | undefined {
  const ray = pixelRay(camera.intrinsics, u, v);
  return ray && apply(worldFromCamera, ray);
}

function isEdge(tone: Float32Array, width: number, height: number, u: number, v: number): boolean {
  const at = 3 * (v * width + u);
  const differs = (other: number): boolean =>
    Math.abs(tone[at]! - tone[other]!) > CONTRAST ||
    Math.abs(tone[at + 1]! - tone[other + 1]!) > CONTRAST ||
    Math.abs(tone[at + 2]! - tone[other + 2]!) > CONTRAST;
  return (
    (u > 0 && differs(at - 3)) ||
    (u < width - 1 && differs(at + 3)) ||
    (v > 0 && differs(at - 3 * width)) ||
    (v < height - 1 && differs(at + 3 * width))
  );
}

/** Exposure, a filmic curve (Narkowicz 2015), and sRGB's gamma. 0…1. */
function filmic(value: number): number {
  const x = value * 0.64;
  const curve = (x * (2.51 * x + 0.03)) / (x * (2.43 * x + 0.59) + 0.14);
  return Math.min(1, Math.max(0, curve)) ** (1 / 2.2);
}
