import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryRotation, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import type { Intrinsics } from '../dataset/dataset.ts';
import { toMatrix3 } from '../geometry/quaternion.ts';
import { transformFromRows, transformPoint } from '../geometry/rigidTransform.ts';
import { length, type Vec3 } from '../geometry/vec3.ts';
import type { CoordinateColumns } from '../pointcloud/cloud.ts';
import type { CameraView } from './cameraView.ts';
import { CoarseDepth } from './coarseDepth.ts';
import { createCameraModel } from './createCameraModel.ts';
import { projectCloud, type SeenPoints } from './projectCloud.ts';
import { describeProjection } from './projectionReport.ts';

const plane = { fx: 210, fy: 212, cx: 150, cy: 110 };

/** Narrow, wide, beyond 180°, with a domain that ends inside the image, and with the axis outside it. */
const LENSES: readonly Intrinsics[] = [
  { model: 'pinhole', ...plane },
  { model: 'pinhole', ...plane, cx: -80 },
  { model: 'brown-conrady', ...plane, fx: 120, fy: 120, coefficients: [-0.3, 0.1, 1e-3, -5e-4, -0.02] },
  {
    model: 'brown-conrady',
    ...plane,
    coefficients: [0.1, 0.02, 0.01, 0.01, 0, 0, 0, 0, 0, 0, 0, 0, 0.1, -0.1],
  },
  { model: 'kannala-brandt', ...plane, fx: 80, fy: 80, coefficients: [-0.1, 0.05, -0.087, 0.045] },
  { model: 'mei', ...plane, xi: 1.9, coefficients: [0.11, 1.3, -5e-4, 1e-3] },
  { model: 'double-sphere', ...plane, fx: 90, fy: 90, xi: -0.2, alpha: 0.591 },
  { model: 'eucm', ...plane, fx: 90, fy: 90, alpha: 0.63, beta: 1.04 },
  { model: 'radial-polynomial', fx: 1, fy: 1, cx: 150, cy: 110, coefficients: [90, -8, 12, -2] },
];

function columnsOf(points: readonly Vec3[]): CoordinateColumns {
  return {
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    z: Float64Array.from(points, ([, , z]) => z),
  };
}

function run(points: CoordinateColumns, camera: CameraView): SeenPoints {
  const steps = projectCloud(points, camera);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('projecting a cloud', () => {
  test('finds what each point by itself has in the image, less what the coarse depth hides', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LENSES),
        arbitraryRotation,
        arbitraryVec3(3),
        fc.array(arbitraryVec3(30), { minLength: 1, maxLength: 300 }),
        (intrinsics, rotation, translation, points) => {
          const camera: CameraView = {
            model: createCameraModel(intrinsics),
            cameraFromLabel: { rotation: toMatrix3(rotation), translation },
            width: 300,
            height: 220,
          };
          const inImage = points.flatMap((point, index) => {
            const { inImage: isIn, x, y } = describeProjection(point, camera);
            const range = length(transformPoint(camera.cameraFromLabel, point));
            return isIn ? [{ index, x: Math.fround(x!), y: Math.fround(y!), range: Math.fround(range) }] : [];
          });
          const depth = new CoarseDepth(300, 220, {
            count: inImage.length,
            pixels: inImage.flatMap(({ x, y }) => [x, y]),
            ranges: inImage.map(({ range }) => range),
          });
          const expected = inImage.filter(({ x, y, range }) => !depth.isHidden(x, y, range));
          const seen = run(columnsOf(points), camera);
          expect([...seen.indices]).toEqual(expected.map(({ index }) => index));
          expected.forEach(({ x, y, range }, i) => {
            expect(seen.pixels[2 * i]).toBeCloseTo(x, 3);
            expect(seen.pixels[2 * i + 1]).toBeCloseTo(y, 3);
            expect(seen.ranges[i]).toBeCloseTo(range, 4);
          });
        },
      ),
      { numRuns: 120 },
    );
  });

  test('leaves turns to others between batches, and has columns of the length that it says', () => {
    const count = 300_000;
    const x = Float32Array.from({ length: count }, (_, i) => 5 + (i % 1000) / 100);
    const y = Float32Array.from({ length: count }, (_, i) => Math.floor(i / 1000) / 100 - 1.5);
    const camera: CameraView = {
      model: createCameraModel({ model: 'pinhole', ...plane }),
      cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] },
      width: 300,
      height: 220,
    };
    const steps = projectCloud({ x, y, z: new Float32Array(count).fill(-0.5) }, camera);
    let turns = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) turns += 1;
    expect(turns).toBe(3);
    expect(step.value.count).toBeGreaterThan(40_000);
    expect(step.value.pixels).toHaveLength(2 * step.value.count);
    expect(step.value.ranges).toHaveLength(step.value.count);
  });

  test('has nothing of an empty cloud, nor of points that are no numbers', () => {
    const camera: CameraView = {
      model: createCameraModel(LENSES[0]!),
      cameraFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
      width: 300,
      height: 220,
    };
    expect(run(columnsOf([]), camera).count).toBe(0);
    expect(
      run(
        columnsOf([
          [Number.NaN, 0, 5],
          [0, 0, Infinity],
        ]),
        camera,
      ).count,
    ).toBe(0);
  });
});

interface ReferenceFrame {
  readonly K: readonly (readonly number[])[];
  readonly T_cam_lidar: readonly (readonly number[])[];
  readonly image_size: readonly [number, number];
  readonly points: {
    readonly points_in_image: number;
    readonly samples: readonly { readonly i: number; readonly uv: readonly [number, number] }[];
  };
}

describeWithReference('a sweep against OpenCV', (root) => {
  test('KITTI: every pixel of its own, and few are hidden', () => {
    const { frames } = JSON.parse(readFileSync(`${root}/oracle/projection_kitti.json`, 'utf8')) as {
      readonly frames: readonly ReferenceFrame[];
    };
    const [frame] = frames;
    const [[fx, , cx], [, fy, cy]] = frame!.K as [[number, number, number], [number, number, number]];
    const [width, height] = frame!.image_size;
    const file = readFileSync(`${root}/data/kitti_object/training/velodyne/000001.bin`);
    const values = new Float32Array(file.buffer, file.byteOffset, file.byteLength / 4);
    const column = (axis: number): Float32Array =>
      Float32Array.from({ length: values.length / 4 }, (_, i) => values[4 * i + axis]!);
    const seen = run(
      { x: column(0), y: column(1), z: column(2) },
      {
        model: createCameraModel({ model: 'pinhole', fx, fy, cx, cy }),
        cameraFromLabel: transformFromRows(frame!.T_cam_lidar.flat()),
        width,
        height,
      },
    );
    expect(seen.count).toBeLessThanOrEqual(frame!.points.points_in_image);
    expect(seen.count).toBeGreaterThan(frame!.points.points_in_image * 0.85);
    const placeOf = new Map([...seen.indices].map((index, place) => [index, place]));
    const compared = frame!.points.samples.filter(({ i }) => placeOf.has(i));
    expect(compared.length).toBeGreaterThan(150);
    for (const { i, uv } of compared) {
      const place = placeOf.get(i)!;
      expect(Math.hypot(seen.pixels[2 * place]! - uv[0], seen.pixels[2 * place + 1]! - uv[1])).toBeLessThan(
        1e-3,
      );
    }
  });
});
