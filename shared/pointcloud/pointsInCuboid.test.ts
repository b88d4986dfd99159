import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraryCuboid,
  arbitraryNumber,
  arbitraryRotation,
  arbitraryVec3,
} from '../../testing/geometryArbitraries.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { readPcdCloud, readSustechLabels, readVelodyneCloud } from '../../testing/referenceScene.ts';
import { cloudOf } from '../../testing/syntheticScene.ts';
import { cuboidContains, type Cuboid } from '../geometry/cuboid.ts';
import { fromMatrix3, fromYaw, IDENTITY, type Quaternion } from '../geometry/quaternion.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { buildCloud, pointAt } from './cloud.ts';
import { cuboidTest, forEachCuboidRun } from './cuboidCells.ts';
import { collectPointsInCuboid, countPointsInCuboid } from './pointsInCuboid.ts';
import { seededRandom } from './random.ts';

describe('points in a cuboid', () => {
  test('faces are inside', () => {
    const cuboid: Cuboid = { centre: [3, 0, 0], size: [2, 2, 2], rotation: IDENTITY };
    const cloud = cloudOf([
      [4, 1, 1],
      [2, -1, -1],
      [4.0000001, 0, 0],
      [3, 0, 0],
    ]);
    expect(countPointsInCuboid(cloud, cuboid)).toBe(3);
  });

  test('the same points as testing each', () => {
    fc.assert(
      fc.property(fc.array(arbitraryVec3(15), { maxLength: 100 }), arbitraryCuboid(10), (points, cuboid) => {
        const cloud = cloudOf(points);
        const expected: number[] = [];
        for (let i = 0; i < cloud.count; i++) if (cuboidContains(cuboid, pointAt(cloud, i))) expected.push(i);
        const found = collectPointsInCuboid(cloud, cuboid);
        expect([...found].sort((a, b) => a - b)).toEqual(expected);
        expect(countPointsInCuboid(cloud, cuboid)).toBe(expected.length);
      }),
    );
  });

  test('the same number in dense clouds, where whole cells are counted and others left out', () => {
    const columns = denseColumns();
    const clouds = [buildCloud({ ...columns, x: Float64Array.from(columns.x) }), buildCloud(columns)];
    const cuboids = fc.record({
      centre: arbitraryVec3(12),
      size: fc.tuple(arbitraryNumber(0.1, 25), arbitraryNumber(0.1, 12), arbitraryNumber(0.1, 8)),
      rotation: fc.oneof(arbitraryNumber(-4, 4).map(fromYaw), arbitraryRotation),
    });
    fc.assert(
      fc.property(cuboids, (cuboid) => {
        for (const cloud of clouds) {
          let expected = 0;
          for (let i = 0; i < cloud.count; i++) if (cuboidContains(cuboid, pointAt(cloud, i))) expected++;
          expect(countPointsInCuboid(cloud, cuboid)).toBe(expected);
        }
      }),
    );
  });

  test('whole cells are taken without a look at their points', () => {
    const { grid } = buildCloud(denseColumns());
    const cuboid: Cuboid = { centre: [0, 0, 0], size: [12, 8, 9], rotation: fromYaw(0.4) };
    let whole = 0;
    let tested = 0;
    forEachCuboidRun(grid, cuboidTest(cuboid, grid), (from, to, isWhole) => {
      if (isWhole) whole += to - from;
      else tested += to - from;
    });
    expect(whole).toBeGreaterThan(tested);
  });

  test('a cuboid that is not finite holds nothing', () => {
    const cloud = cloudOf([[0, 0, 0]]);
    const broken: Cuboid = { centre: [Number.NaN, 0, 0], size: [1, 1, 1], rotation: IDENTITY };
    expect(countPointsInCuboid(cloud, broken)).toBe(0);
  });
});

/** 20,000 points in 24 × 24 × 6 m, float32. */
function denseColumns(): { x: Float32Array; y: Float32Array; z: Float32Array } {
  const random = seededRandom(4);
  const column = (metres: number): Float32Array =>
    Float32Array.from({ length: 20_000 }, () => (random() - 0.5) * metres);
  return { x: column(24), y: column(24), z: column(6) };
}

interface CountedBox {
  readonly obj_id: string;
  readonly points_inside: number;
}

interface PointsInBox {
  readonly sustechpoints: readonly {
    readonly lidar: string;
    readonly label: string;
    readonly boxes: readonly CountedBox[];
  }[];
  readonly kitti: readonly {
    readonly lidar: string;
    readonly boxes: readonly { readonly id: string; readonly points_inside: number }[];
  }[];
}

interface KittiBoxes {
  readonly frames: readonly {
    readonly lidar: string;
    readonly input_boxes: readonly {
      readonly center: Vec3;
      readonly dims_lwh: Vec3;
      readonly R: readonly [Vec3, Vec3, Vec3];
    }[];
  }[];
}

describeWithReference('points in labelled cuboids against independent counts', (root) => {
  const counts = JSON.parse(readFileSync(`${root}/oracle/points_in_box.json`, 'utf8')) as PointsInBox;

  test('SUSTechPOINTS', () => {
    let compared = 0;
    for (const { lidar, label, boxes } of counts.sustechpoints) {
      const cloud = readPcdCloud(`${root}/data/${lidar}`);
      const found = readSustechLabels(`${root}/data/${label}`).map(({ id, cuboid }) => ({
        obj_id: id,
        points_inside: countPointsInCuboid(cloud, cuboid),
      }));
      expect(found).toEqual(boxes.map(({ obj_id, points_inside }) => ({ obj_id, points_inside })));
      compared += found.length;
    }
    expect(compared).toBeGreaterThan(30);
  });

  test('KITTI', () => {
    const { frames } = JSON.parse(readFileSync(`${root}/oracle/projection_kitti.json`, 'utf8')) as KittiBoxes;
    for (const { lidar, boxes } of counts.kitti) {
      const cloud = readVelodyneCloud(`${root}/data/${lidar}`);
      const cuboids = frames
        .find((frame) => frame.lidar === lidar)!
        .input_boxes.map((box): Cuboid => ({
          centre: box.center,
          size: box.dims_lwh,
          rotation: rotationOf(box.R),
        }));
      const found = cuboids.map((cuboid) => countPointsInCuboid(cloud, cuboid));
      expect(found).toEqual(boxes.map((box) => box.points_inside));
    }
  });
});

function rotationOf([a, b, c]: readonly [Vec3, Vec3, Vec3]): Quaternion {
  return fromMatrix3([...a, ...b, ...c]);
}
