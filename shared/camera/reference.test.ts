import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import type { Intrinsics } from '../dataset/dataset.ts';
import type { Cuboid } from '../geometry/cuboid.ts';
import { fromMatrix3 } from '../geometry/quaternion.ts';
import { transformFromRows } from '../geometry/rigidTransform.ts';
import { distance, normalise, scale, type Vec3 } from '../geometry/vec3.ts';
import { distortionOf, foldRadius } from './brownConradyDistortion.ts';
import type { CameraModel, Pixel } from './cameraModel.ts';
import type { CameraView } from './cameraView.ts';
import { createCameraModel } from './createCameraModel.ts';
import { projectCuboid } from './projectCuboid.ts';
import { projectPoint, rayFromPixel } from './projectPoint.ts';

/** Pixels, against OpenCV in float64: 1e-9 of a pixel two thousand pixels out is a few roundings. */
const TOLERANCE = 1e-8;

interface Lens {
  readonly model: 'pinhole' | 'fisheye';
  readonly K: readonly (readonly number[])[];
  readonly D: readonly number[];
}

interface ReferenceBox {
  readonly corners_lidar: readonly Vec3[];
  readonly corners_cam_z: readonly number[];
  readonly corners_uv: readonly (Pixel | null)[];
  readonly center_uv: Pixel | null;
  readonly center_cam: Vec3;
}

interface ReferenceFrame extends Lens {
  readonly T_cam_lidar: readonly (readonly number[])[];
  readonly image_size: readonly [number, number];
  readonly boxes?: readonly ReferenceBox[];
  readonly points?: { readonly samples: readonly { readonly lidar: Vec3; readonly uv: Pixel }[] };
  readonly lidar_board_centre?: Vec3;
  readonly lidar_board_corners?: readonly Vec3[];
  readonly expected_uv_lidar_centre?: Pixel;
  readonly expected_uv_lidar_corners?: readonly Pixel[];
  readonly chessboard_points_in_lidar_frame?: readonly Vec3[];
  readonly expected_uv_chessboard?: readonly Pixel[];
}

interface LensMath extends Lens {
  readonly camera: string;
  /** Where the reference found that the radial part folds; null: nowhere, or (rational lenses) not looked for. */
  readonly r_max_valid: number | null;
  readonly forward: readonly { readonly cam: Vec3; readonly uv: Pixel }[];
  readonly inverse: readonly { readonly uv: Pixel; readonly ray_xy_over_z: Pixel }[];
  readonly beyond_90deg_analytic: readonly { readonly cam: Vec3; readonly uv_analytic: Pixel }[];
  readonly behind_camera: readonly { readonly cam: Vec3 }[];
}

function modelOf({ model, K, D }: Lens): CameraModel {
  const [[fx, , cx], [, fy, cy]] = K as [[number, number, number], [number, number, number]];
  const [k1, k2, k3, k4] = D as [number, number, number, number];
  const matrix = { fx, fy, cx, cy };
  const intrinsics: Intrinsics =
    model === 'fisheye'
      ? { model: 'kannala-brandt', ...matrix, coefficients: [k1, k2, k3, k4] }
      : D.some((coefficient) => coefficient !== 0)
        ? { model: 'brown-conrady', ...matrix, coefficients: [...D] }
        : { model, ...matrix };
  return createCameraModel(intrinsics);
}

function viewOf(frame: ReferenceFrame): CameraView {
  return {
    model: modelOf(frame),
    cameraFromLabel: transformFromRows(frame.T_cam_lidar.flat()),
    width: frame.image_size[0],
    height: frame.image_size[1],
  };
}

/** Pixels; no pixel where none is expected is no error. */
function pixelError(actual: Pixel | undefined, expected: Pixel | undefined): number {
  if (actual === undefined || expected === undefined) return actual === expected ? 0 : Infinity;
  return Math.hypot(actual[0] - expected[0], actual[1] - expected[1]);
}

/** A cuboid with the corners of the reference, whose order is that of `CORNER_SIGNS`. */
function cuboidFromCorners(corners: readonly Vec3[]): Cuboid {
  const between = (a: number, b: number): Vec3 => [
    corners[a]![0] - corners[b]![0],
    corners[a]![1] - corners[b]![1],
    corners[a]![2] - corners[b]![2],
  ];
  const axes = [between(0, 4), between(0, 1), between(3, 0)] as const;
  const [x, y, z] = axes.map(normalise) as [Vec3, Vec3, Vec3];
  const sum = corners.reduce((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
  return {
    centre: scale(sum, 1 / 8),
    size: [Math.hypot(...axes[0]), Math.hypot(...axes[1]), Math.hypot(...axes[2])],
    rotation: fromMatrix3([x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]]),
  };
}

describeWithReference('projection against OpenCV', (root) => {
  const read = (name: string): unknown => JSON.parse(readFileSync(`${root}/oracle/${name}.json`, 'utf8'));
  const framesOf = (name: string): readonly ReferenceFrame[] =>
    (read(`projection_${name}`) as { readonly frames: readonly ReferenceFrame[] }).frames;

  test.each(['sustechpoints', 'kitti', 'kitti_raw', 'pandaset', 'opencalib'])('lidar points: %s', (name) => {
    let compared = 0;
    for (const frame of framesOf(name)) {
      const camera = viewOf(frame);
      for (const { lidar, uv } of frame.points?.samples ?? []) {
        expect(pixelError(projectPoint(lidar, camera), uv)).toBeLessThan(TOLERANCE);
        const ray = rayFromPixel(uv, camera)!;
        const along = distance(lidar, ray.origin);
        const reached: Vec3 = [
          ray.origin[0] + ray.direction[0] * along,
          ray.origin[1] + ray.direction[1] * along,
          ray.origin[2] + ray.direction[2] * along,
        ];
        expect(distance(reached, lidar)).toBeLessThan(1e-9);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(50);
  });

  test.each(['sustechpoints', 'kitti'])('cuboid corners and centres: %s', (name) => {
    let compared = 0;
    for (const frame of framesOf(name)) {
      const camera = viewOf(frame);
      for (const box of frame.boxes ?? []) {
        box.corners_lidar.forEach((corner, i) => {
          const expected = box.corners_cam_z[i]! < 0.05 ? undefined : (box.corners_uv[i] ?? undefined);
          expect(pixelError(projectPoint(corner, camera), expected)).toBeLessThan(TOLERANCE);
          compared++;
        });
        const projected = projectCuboid(cuboidFromCorners(box.corners_lidar), camera);
        const seen = box.corners_uv.filter((_, i) => box.corners_cam_z[i]! > 0.05);
        const drawn = projected?.edges.flatMap((edge) => edge.points) ?? [];
        const errors = seen.map((uv) =>
          Math.min(...drawn.map((pixel) => pixelError(pixel, uv ?? undefined))),
        );
        expect(Math.max(0, ...errors)).toBeLessThan(1e-6);
        expect(projected === undefined).toBe(seen.length === 0);
        expect(projected?.depth ?? box.center_cam[2]).toBeCloseTo(box.center_cam[2], 9);
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('a real fisheye camera: board corners and chessboard', () => {
    for (const frame of framesOf('acfr_fisheye_recalibrated')) {
      const camera = viewOf(frame);
      const points = [
        frame.lidar_board_centre!,
        ...frame.lidar_board_corners!,
        ...frame.chessboard_points_in_lidar_frame!,
      ];
      const pixels: readonly Pixel[] = [
        frame.expected_uv_lidar_centre!,
        ...frame.expected_uv_lidar_corners!,
        ...frame.expected_uv_chessboard!,
      ];
      points.forEach((point, i) => {
        expect(pixelError(projectPoint(point, camera), pixels[i])).toBeLessThan(TOLERANCE);
      });
    }
  });

  test('fisheye lens maths: forward, inverse, beyond 90°, behind', () => {
    const lens = (read('projection_lens_math') as readonly LensMath[]).find(
      (entry) => entry.model === 'fisheye',
    )!;
    const model = modelOf(lens);
    for (const { cam, uv } of lens.forward)
      expect(pixelError(model.project(cam), uv)).toBeLessThan(TOLERANCE);
    for (const { uv, ray_xy_over_z } of lens.inverse) {
      const ray = model.unproject(uv)!;
      const error = Math.hypot(ray[0] / ray[2] - ray_xy_over_z[0], ray[1] / ray[2] - ray_xy_over_z[1]);
      expect(error).toBeLessThan(1e-9);
    }
    for (const { cam, uv_analytic } of lens.beyond_90deg_analytic) {
      expect(pixelError(model.project(cam), uv_analytic)).toBeLessThan(TOLERANCE);
    }
    for (const { cam } of lens.behind_camera) expect(model.project(cam)).toBeUndefined();
  });

  test('Brown–Conrady lens maths: forward, inverse, fold, behind', () => {
    const lenses = (read('projection_lens_math') as readonly LensMath[]).filter(
      (entry) => entry.model === 'pinhole',
    );
    expect(lenses.map(({ D }) => D.length)).toEqual([5, 8]);
    for (const lens of lenses) {
      const fold = foldRadius(distortionOf(lens.D));
      expect(fold).toBeCloseTo(lens.r_max_valid ?? fold, 9);
      const model = modelOf(lens);
      expect(model.intrinsics.model).toBe('brown-conrady');
      for (const { cam, uv } of lens.forward) {
        const isInside = Math.hypot(cam[0], cam[1]) / cam[2] <= fold;
        expect(pixelError(model.project(cam), isInside ? uv : undefined)).toBeLessThan(TOLERANCE);
      }
      for (const { uv, ray_xy_over_z } of lens.inverse) {
        const ray = model.unproject(uv)!;
        const error = Math.hypot(ray[0] / ray[2] - ray_xy_over_z[0], ray[1] / ray[2] - ray_xy_over_z[1]);
        expect(error).toBeLessThan(1e-9);
      }
      for (const { cam } of lens.behind_camera) expect(model.project(cam)).toBeUndefined();
    }
  });
});
