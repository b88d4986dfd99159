import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { cuboidContains } from '#shared/geometry/cuboid.ts';
import { composeTransforms, invertTransform, transformPoint } from '#shared/geometry/rigidTransform.ts';
import { distance, normalise, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { encodeImage, encodeSweep } from './frame.ts';
import { LARGEST_RANGE_ERROR, sweepLidar } from './lidar/sweep.ts';
import { projectPoint } from './render/lens.ts';
import { renderImage, worldRay } from './render/renderImage.ts';
import { CAMERAS, LIDAR, type RigCamera } from './rig.ts';
import { cloudPath, frameName, frameTime, imagePath } from './schedule.ts';
import { castRay, hitObjectId } from './scene/castRay.ts';
import { createHit } from './scene/hit.ts';
import { worldAt } from './scene/world.ts';
import { truthOf, type TruthFrame } from './truth.ts';

const INDEX = 3;
const world = worldAt(frameTime(INDEX));
const sweep = sweepLidar(world, INDEX);
const worldFromLidar = composeTransforms(world.worldFromEgo, LIDAR.egoFromLidar);

function point(i: number): Vec3 {
  return [sweep.x[i]!, sweep.y[i]!, sweep.z[i]!];
}

function committed(path: string): Promise<Buffer> {
  return readFile(new URL(`./drive/${path}`, import.meta.url));
}

describe('a frame made again', () => {
  test('has the committed cloud, byte for byte', async () => {
    expect((await committed(cloudPath(INDEX))).equals(encodeSweep(sweep, INDEX))).toBe(true);
  });

  test('has the committed image, byte for byte', { timeout: 60_000 }, async () => {
    const image = encodeImage(renderImage(world, CAMERAS[0]!));
    expect((await committed(imagePath('front', INDEX))).equals(image)).toBe(true);
  });
});

describe('truth', () => {
  let truth: TruthFrame;
  beforeAll(() => {
    truth = truthOf(frameName(INDEX), world, sweep, new Map());
  });

  test('every cuboid holds all returns of its object; only the ground side needs the range error', () => {
    for (const { number, cuboid, hits } of truth.objects) {
      const own = Array.from(sweep.objectIds.keys()).filter((i) => sweep.objectIds[i] === number);
      expect(own.length).toBe(hits);
      const [sx, sy, sz] = cuboid.size;
      const withGround = { ...cuboid, size: [sx, sy, sz + 2 * LARGEST_RANGE_ERROR] as const };
      expect(own.filter((i) => !cuboidContains(withGround, point(i)))).toEqual([]);
    }
  });

  test('cuboids are snug: no more than a few returns of anything but the ground lie in a neighbour’s', () => {
    const intruders = truth.objects.flatMap(({ number, cuboid }) =>
      Array.from(sweep.objectIds.keys()).filter(
        (i) => sweep.objectIds[i]! > 0 && sweep.objectIds[i] !== number && cuboidContains(cuboid, point(i)),
      ),
    );
    expect(intruders.length).toBeLessThan(5);
  });

  test('has every class, moving and parked, near and far', () => {
    const classes = new Set(truth.objects.map((object) => object.class));
    expect([...classes].sort()).toEqual(
      ['bus', 'car', 'cone', 'motor', 'other', 'pedestrian', 'rider', 'truck'].sort(),
    );
    expect(new Set(truth.objects.map(({ motion }) => motion)).size).toBe(2);
    expect(truth.objects.filter(({ hits }) => hits >= 20).length).toBeGreaterThan(15);
  });
});

describe.each(CAMERAS)('the $id camera and the lidar', (camera) => {
  test('see the same object at the same place in the same direction', () => {
    const seen = compare(camera, 3);
    expect(seen.compared).toBeGreaterThan(400);
    expect(seen.sameObject / seen.compared).toBeGreaterThanOrEqual(0.97);
    // Off the same surface by more than the noise only where a pixel's middle misses the point's own edge.
    expect(seen.samePlace / seen.compared).toBeGreaterThanOrEqual(0.97);
  });
});

/**
 * Follows the pixel that each `stride`-th point falls on back into the scene. Left out: points that something nearer
 * hides from the camera, and pixels at the edge of an object, whose four neighbours do not all see the same.
 */
function compare(
  camera: RigCamera,
  stride: number,
): { compared: number; sameObject: number; samePlace: number } {
  const worldFromCamera = composeTransforms(world.worldFromEgo, camera.egoFromCamera);
  const cameraFromLidar = composeTransforms(invertTransform(worldFromCamera), worldFromLidar);
  const hit = createHit();
  const idAt = (u: number, v: number): number | undefined => {
    const ray = worldRay(camera, worldFromCamera.rotation, u, v);
    if (ray === undefined) return undefined;
    castRay(world.seenByCameras, worldFromCamera.translation, ray, 200, hit);
    return hitObjectId(hit);
  };
  const result = { compared: 0, sameObject: 0, samePlace: 0 };
  for (let i = 0; i < sweep.x.length; i += stride) {
    const pointCamera = transformPoint(cameraFromLidar, point(i));
    const pixel = projectPoint(camera.intrinsics, pointCamera);
    if (pixel === undefined) continue;
    const [u, v] = pixel;
    if (u < 1 || v < 1 || u > camera.width - 2 || v > camera.height - 2) continue;
    const neighbours = [idAt(u - 1, v), idAt(u + 1, v), idAt(u, v - 1), idAt(u, v + 1)];
    const id = idAt(u, v);
    if (id === undefined || neighbours.some((other) => other !== id)) continue;
    const range = Math.hypot(...pointCamera);
    if (hit.t < range - 0.3) continue;
    result.compared++;
    if (id === sweep.objectIds[i]) result.sameObject++;
    const pointWorld = transformPoint(worldFromLidar, point(i));
    const ray = normalise(subtract(pointWorld, worldFromCamera.translation));
    const incidence = Math.max(0.05, Math.abs(hit.nx * ray[0] + hit.ny * ray[1] + hit.nz * ray[2]));
    const off = distance(pointWorld, [hit.px, hit.py, hit.pz]);
    if (off < (2 * LARGEST_RANGE_ERROR) / incidence) result.samePlace++;
  }
  return result;
}
