import { expect, test } from 'vitest';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { readPandasetSweeps, type PosedSweep } from '../../../testing/sweepSequences.ts';
import { IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { buildCloud, pointAt, type PointCloud } from '../cloud.ts';
import { collectPointsInCuboid } from '../pointsInCuboid.ts';
import { planeOfMoments } from '../motion/planeOfMoments.ts';
import { groupByVoxel, MOMENTS } from '../motion/voxelPoints.ts';
import { sampleIndices } from '../sample.ts';
import { labelFromOtherLabel } from './partTransforms.ts';
import { placePoints } from './testing/placePoints.ts';
import { thinCloud } from './thinCloud.ts';

/** Where the sweep in the middle is looked at. */
const NOW = 1;
const REACH = 0.4;
const MOST = 40_000;

/** The other sweeps as they are drawn in the label frame of the one in the middle. */
function others(sweeps: readonly PosedSweep[], hasPoses = true): PointCloud {
  const now = sweeps[NOW]!;
  const places = sweeps.flatMap(({ cloud, worldFromLabel }, i): readonly Vec3[] => {
    if (i === NOW) return [];
    const move: RigidTransform = hasPoses
      ? labelFromOtherLabel(now.worldFromLabel!, worldFromLabel!)
      : IDENTITY_TRANSFORM;
    const pack = thinCloud(cloud, MOST);
    return placePoints(pack, new Uint16Array(pack.count), [move]);
  });
  return cloudOf(places);
}

function cloudOf(points: readonly Vec3[]): PointCloud {
  const column = (axis: 0 | 1 | 2): Float64Array => Float64Array.from(points, (point) => point[axis]);
  return buildCloud({ x: column(0), y: column(1), z: column(2) });
}

function join(...clouds: readonly PointCloud[]): PointCloud {
  return cloudOf(clouds.flatMap((cloud) => Array.from({ length: cloud.count }, (_, i) => pointAt(cloud, i))));
}

/** Median distance, metres, from points of one cloud to the nearest other point; those farther than 0.4 m count as that. */
function medianGap(from: PointCloud, to: PointCloud): number {
  const gaps = [...sampleIndices(from.count, 500)].map((i) => {
    const [x, y, z] = pointAt(from, i);
    let least = REACH;
    const near = {
      centre: [x, y, z],
      size: [2 * REACH, 2 * REACH, 2 * REACH],
      rotation: [0, 0, 0, 1],
    } as const;
    for (const k of collectPointsInCuboid(to, near)) {
      if (to === from && k === i) continue;
      least = Math.min(least, Math.hypot(to.x[k]! - x, to.y[k]! - y, to.z[k]! - z));
    }
    return least;
  });
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
}

/** How thick flat things are, metres: the median over the voxels of 1 m in which `flat` shows a plane. */
function thickness(cloud: PointCloud, flat: PointCloud): number {
  const shapes = groupByVoxel(flat, [0, 0, 0], undefined);
  const sums = groupByVoxel(cloud, [0, 0, 0], undefined);
  const found: number[] = [];
  for (let voxel = 0; voxel < shapes.index.count; voxel++) {
    const plane = shapes.sums[voxel * MOMENTS]! > 30 && planeOfMoments(shapes.sums, voxel * MOMENTS);
    if (!plane || plane.variances[0] > 0.03 ** 2 || plane.variances[1] < 0.15 ** 2) continue;
    // Walls alone: the road is as flat wherever one thinks that one stands on it.
    if (Math.abs(plane.normal[2]) > 0.5) continue;
    const [column, row, layer] = shapes.places.subarray(voxel * 3, voxel * 3 + 3);
    const same = sums.index.find(column!, row!, layer!);
    const thick = same < 0 ? undefined : planeOfMoments(sums.sums, same * MOMENTS);
    if (thick !== undefined) found.push(Math.sqrt(thick.variances[0]));
  }
  expect(found.length).toBeGreaterThan(50);
  return found.toSorted((a, b) => a - b)[found.length >> 1]!;
}

describeWithReference('three sweeps of PandaSet, 0.8 m apart', (root) => {
  test('make what stands still denser and keep its walls thin, which without poses they do not', async () => {
    const sweeps = (await readPandasetSweeps(root)).slice(1, 4);
    const now = sweeps[NOW]!.cloud;
    const merged = others(sweeps);
    expect(merged.count).toBeLessThanOrEqual(2 * MOST);
    const unposed = others(sweeps, false);
    // To the nearest point: 6.7 cm in the frame alone.
    const gap = medianGap(now, now);
    expect(medianGap(now, join(now, merged))).toBeLessThan(0.9 * gap);
    expect(medianGap(now, unposed)).toBeGreaterThan(1.3 * medianGap(now, merged));
    // 1.8 cm in the frame alone, 2.8 cm with the other two where they do not belong.
    const thick = thickness(now, now);
    expect(thickness(join(now, merged), now)).toBeLessThan(1.25 * thick);
    expect(thickness(join(now, unposed), now)).toBeGreaterThan(1.4 * thick);
  }, 20_000);
});
