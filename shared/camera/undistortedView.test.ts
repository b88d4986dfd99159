import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import type { Intrinsics } from '../dataset/dataset.ts';
import { distance2, distanceToSegment } from '../geometry/point2.ts';
import { lerp, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel } from './cameraModel.ts';
import { createCameraModel } from './createCameraModel.ts';
import { createLookupGrid, GRID_STEP } from './lookupGrid.ts';
import { originalPixel, undistortedView, type UndistortedView } from './undistortedView.ts';

interface LensOfSize {
  readonly intrinsics: Intrinsics;
  readonly width: number;
  readonly height: number;
}

const LENSES: Readonly<Record<string, LensOfSize>> = {
  'the sample drive’s fisheye': {
    width: 640,
    height: 400,
    intrinsics: {
      model: 'kannala-brandt',
      fx: 201.4,
      fy: 201.2,
      cx: 318.6,
      cy: 201.3,
      coefficients: [-0.0136, 0.0071, -0.0049, 0.0009],
    },
  },
  'a barrel': {
    width: 1920,
    height: 1080,
    intrinsics: {
      model: 'brown-conrady',
      fx: 1100,
      fy: 1102,
      cx: 949.8,
      cy: 576.2,
      coefficients: [-0.3, 0.1, 1e-3, -5e-4, -0.02],
    },
  },
  'a cushion': {
    width: 1280,
    height: 720,
    intrinsics: {
      model: 'brown-conrady',
      fx: 900,
      fy: 900,
      cx: 640,
      cy: 360,
      coefficients: [0.2, 0.05, 0, 0],
    },
  },
  'one that folds inside its image': {
    width: 1280,
    height: 720,
    intrinsics: {
      model: 'brown-conrady',
      fx: 600,
      fy: 600,
      cx: 640,
      cy: 360,
      coefficients: [-0.5, 0, 0, 0],
    },
  },
  'WoodScape front': {
    width: 1280,
    height: 966,
    intrinsics: {
      model: 'radial-polynomial',
      fx: 1,
      fy: 1,
      cx: 643,
      cy: 481,
      coefficients: [339.749, -31.988, 48.275, -7.201],
    },
  },
  'double sphere of the TUM rig': {
    width: 512,
    height: 512,
    intrinsics: { model: 'double-sphere', fx: 157, fy: 157, cx: 254, cy: 257, xi: -0.18, alpha: 0.591 },
  },
  'Mei, from outside': {
    width: 1400,
    height: 1400,
    intrinsics: {
      model: 'mei',
      fx: 1300,
      fy: 1300,
      cx: 700,
      cy: 700,
      xi: 1.9,
      coefficients: [0.11, 0.3, 0, 0],
    },
  },
};

const WIDEST = (57.5 * Math.PI) / 180;

function viewOf({ intrinsics, width, height }: LensOfSize): {
  model: CameraModel;
  view: UndistortedView;
  pinhole: CameraModel;
} {
  const model = createCameraModel(intrinsics);
  const view = undistortedView(model, width, height);
  return { model, view, pinhole: createCameraModel(view.intrinsics) };
}

const everyLens = fc.constantFrom(...Object.values(LENSES).map(viewOf));

describe.each(Object.entries(LENSES))('the undistorted view of %s', (_name, lens) => {
  const { model, view } = viewOf(lens);

  test('has no more pixels than the image, square ones, and fills one of the sides', () => {
    expect(view.width).toBeLessThanOrEqual(lens.width);
    expect(view.height).toBeLessThanOrEqual(lens.height);
    expect(Math.max(view.width / lens.width, view.height / lens.height)).toBe(1);
    expect(view.intrinsics.fx).toBe(view.intrinsics.fy);
  });

  test('holds every pixel of the image within 57.5° of the axis', () => {
    const pinhole = createCameraModel(view.intrinsics);
    let held = 0;
    for (let u = -0.5; u < lens.width; u += lens.width / 40) {
      for (let v = -0.5; v < lens.height; v += lens.height / 40) {
        const ray = model.unproject([u, v]);
        if (ray === undefined || Math.acos(ray[2]) > WIDEST) continue;
        const [x, y] = pinhole.project(ray)!;
        // Between the steps round the border it may bulge out by less than a pixel.
        expect(x).toBeGreaterThan(-1.5);
        expect(x).toBeLessThan(view.width + 0.5);
        expect(y).toBeGreaterThan(-1.5);
        expect(y).toBeLessThan(view.height + 0.5);
        held++;
      }
    }
    expect(held).toBeGreaterThan(300);
  });

  test('the grid is right to 0.05 px between its nodes', () => {
    const grid = createLookupGrid(view, model);
    let compared = 0;
    let worst = 0;
    for (let y = 0; y < view.height - GRID_STEP; y += 7) {
      for (let x = 0; x < view.width - GRID_STEP; x += 7) {
        const exact = originalPixel(view, model, [x, y]);
        const read = [grid.u, grid.v].map((values) => interpolate(values, grid.columns, x, y));
        if (exact === undefined || read.some(Number.isNaN)) continue;
        compared++;
        worst = Math.max(worst, distance2([read[0]!, read[1]!], exact));
      }
    }
    expect(compared).toBeGreaterThan(1000);
    expect(worst).toBeLessThan(0.05);
  });
});

test('the sample drive’s fisheye is shown 115° high and, since it is wider than high, 130° wide', () => {
  const { view } = viewOf(LENSES['the sample drive’s fisheye']!);
  const { fx, cx, cy } = view.intrinsics;
  expect(Math.atan((cy + 0.5) / fx)).toBeCloseTo(WIDEST, 3);
  expect(Math.atan((view.height - 0.5 - cy) / fx)).toBeCloseTo(WIDEST, 2);
  expect(Math.atan((cx + 0.5) / fx)).toBeCloseTo((65 * Math.PI) / 180, 3);
  expect(Math.atan((view.width - 0.5 - cx) / fx)).toBeCloseTo((65 * Math.PI) / 180, 2);
});

test('an image that does not show its axis has a view all the same', () => {
  const model = createCameraModel({ model: 'pinhole', fx: 500, fy: 500, cx: 5000, cy: 300 });
  const view = undistortedView(model, 640, 480);
  expect(view.intrinsics.fx).toBeGreaterThan(0);
  expect(view.width).toBeGreaterThan(0);
  expect(view.height).toBeGreaterThan(0);
});

describe('through every lens', () => {
  const direction = [arbitraryNumber(0, 1.2), arbitraryNumber(-Math.PI, Math.PI)] as const;
  test('a point is drawn where undoing the lens puts what the lens drew', () => {
    fc.assert(
      fc.property(everyLens, ...direction, arbitraryNumber(0.5, 80), (lens, angle, turn, range) => {
        const point = pointAt(angle, turn, range);
        const drawn = lens.model.project(point);
        fc.pre(drawn !== undefined);
        const shown = lens.pinhole.project(point)!;
        expect(distance2(lens.pinhole.project(lens.model.unproject(drawn)!)!, shown)).toBeLessThan(0.05);
        expect(distance2(originalPixel(lens.view, lens.model, shown)!, drawn)).toBeLessThan(0.05);
      }),
    );
  });

  test('straight lines are straight: undone, the curve that a lens draws lies on the chord', () => {
    fc.assert(
      fc.property(everyLens, ...direction, ...direction, (lens, a0, t0, a1, t1) => {
        const [from, to] = [pointAt(a0, t0, 10), pointAt(a1, t1, 14)];
        const [start, end] = [lens.pinhole.project(from)!, lens.pinhole.project(to)!];
        for (let t = 0.1; t < 1; t += 0.2) {
          const drawn = lens.model.project(lerp(from, to, t));
          if (drawn === undefined) continue;
          const back = lens.pinhole.project(lens.model.unproject(drawn)!)!;
          expect(distanceToSegment(back, start, end)).toBeLessThan(0.05);
        }
      }),
    );
  });
});

function interpolate(values: Float32Array, columns: number, x: number, y: number): number {
  const [column, row] = [Math.floor(x / GRID_STEP), Math.floor(y / GRID_STEP)];
  const [across, down] = [x / GRID_STEP - column, y / GRID_STEP - row];
  const at = (c: number, r: number): number => values[r * columns + c]!;
  const upper = at(column, row) + (at(column + 1, row) - at(column, row)) * across;
  const lower = at(column, row + 1) + (at(column + 1, row + 1) - at(column, row + 1)) * across;
  return upper + (lower - upper) * down;
}

function pointAt(angle: number, turn: number, range: number): Vec3 {
  return [
    range * Math.sin(angle) * Math.cos(turn),
    range * Math.sin(angle) * Math.sin(turn),
    range * Math.cos(angle),
  ];
}
