import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { intrinsicsSchema, type Intrinsics } from '../dataset/dataset.ts';
import { add, cross, distance, length, normalise, scale, type Vec3 } from '../geometry/vec3.ts';
import type { CameraModel } from './cameraModel.ts';
import { createCameraModel } from './createCameraModel.ts';
import { passesThroughLens, wronglyClipped } from './testing/clipping.ts';

const plane = { fx: 330, fy: 331, cx: 640, cy: 400 };

/** Of every model one that is published or typical, and those at the edges of what it can be. */
const LENSES: Readonly<Record<string, Intrinsics>> = {
  pinhole: { model: 'pinhole', ...plane },
  'Brown–Conrady': { model: 'brown-conrady', ...plane, coefficients: [-0.3, 0.1, 1e-3, -5e-4, -0.02] },
  'Kannala–Brandt': { model: 'kannala-brandt', ...plane, coefficients: [-0.1, 0.05, -0.087, 0.045] },
  'Mei, a sphere seen from its centre': { model: 'mei', ...plane, xi: 0, coefficients: [0, 0, 0, 0] },
  'Mei, from inside': { model: 'mei', ...plane, xi: 0.8, coefficients: [-0.05, 0.01, 1e-4, -2e-4] },
  'Mei, from outside': { model: 'mei', ...plane, xi: 1.9, coefficients: [0.11, 1.3, -5e-4, 1e-3] },
  'Mei that folds by its distortion': { model: 'mei', ...plane, xi: 0.9, coefficients: [-0.4, 0, 0, 0] },
  'double sphere of the TUM rig': { model: 'double-sphere', ...plane, xi: -0.2, alpha: 0.591 },
  'double sphere, wide': { model: 'double-sphere', ...plane, xi: 0.3, alpha: 0.75 },
  'double sphere, narrow': { model: 'double-sphere', ...plane, xi: -0.1, alpha: 0.3 },
  'EUCM of the TUM rig': { model: 'eucm', ...plane, alpha: 0.63, beta: 1.04 },
  'EUCM, narrow': { model: 'eucm', ...plane, alpha: 0.4, beta: 0.8 },
  'WoodScape front': {
    model: 'radial-polynomial',
    fx: 1,
    fy: 1,
    cx: 643,
    cy: 481,
    coefficients: [339.749, -31.988, 48.275, -7.201],
  },
};

const everyLens = fc.constantFrom(...Object.entries(LENSES));

/** A direction at `angle` off the axis, `turn` round it. */
function direction(angle: number, turn: number): Vec3 {
  return [Math.sin(angle) * Math.cos(turn), Math.sin(angle) * Math.sin(turn), Math.cos(angle)];
}

function pixelsApart(a: readonly number[] | undefined, b: readonly number[] | undefined): number {
  return a === undefined || b === undefined ? Infinity : Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!);
}

/** Does the image run the other way round at a direction than it does at the axis? Looks at places nearer to the axis. */
function isTurnedOver(lens: CameraModel, ray: Vec3): boolean {
  const [aside, down] = [ray[0], ray[1]].map((part) => (part > 0 ? -1e-6 : 1e-6));
  const beside = add(ray, scale(normalise(cross([0, 1, 0], ray)), aside!));
  const below = add(ray, scale(normalise(cross(ray, [1, 0, 0])), down!));
  const [at, u, v] = [ray, beside, below].map((point) => lens.project(point)!);
  const area = (u![0] - at![0]) * (v![1] - at![1]) - (u![1] - at![1]) * (v![0] - at![0]);
  return area / (aside! * down!) < 0;
}

describe('every lens', () => {
  test('is as the schema of a calibration has it', () => {
    for (const intrinsics of Object.values(LENSES)) {
      expect(intrinsicsSchema.parse(intrinsics)).toEqual(intrinsics);
    }
  });

  test('unproject is the inverse of project over the whole domain', () => {
    const angles = [arbitraryNumber(0, Math.PI), arbitraryNumber(-Math.PI, Math.PI)] as const;
    fc.assert(
      fc.property(everyLens, ...angles, arbitraryNumber(0.1, 100), ([, intrinsics], angle, turn, range) => {
        const lens = createCameraModel(intrinsics);
        const ray = direction(angle, turn);
        const pixel = lens.project([ray[0] * range, ray[1] * range, ray[2] * range]);
        if (pixel === undefined) return;
        const back = lens.unproject(pixel)!;
        expect(pixelsApart(lens.project([back[0] * 9, back[1] * 9, back[2] * 9]), pixel)).toBeLessThan(1e-6);
        // At a fold the slope is 0 and the angle is known to half the digits only. Where tangential terms have turned the
        // image over already, another ray is seen at the same place: the one nearer to the axis is given.
        const isSame = distance(back, ray) < 1e-5;
        expect(isSame || (isTurnedOver(lens, ray) && back[2] > ray[2])).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test.each(Object.entries(LENSES))(
    '%s: the radius grows up to the end of the domain',
    (_name, intrinsics) => {
      const lens = createCameraModel(intrinsics);
      let last = -1;
      let widest = 0;
      for (let angle = 0.001; angle < Math.PI; angle += 0.001) {
        const pixel = lens.project(direction(angle, 0.3));
        if (pixel === undefined) break;
        const radius = Math.hypot(
          (pixel[0] - intrinsics.cx) / intrinsics.fx,
          (pixel[1] - intrinsics.cy) / intrinsics.fy,
        );
        expect(radius).toBeGreaterThan(last);
        last = radius;
        widest = angle;
      }
      expect(widest).toBeGreaterThan(0.6);
      for (let angle = widest + 0.002; angle < Math.PI; angle += 0.001)
        expect(lens.project(direction(angle, 0.3)), `${angle}`).toBeUndefined();
    },
  );

  test('nothing that is no point is projected', () => {
    for (const intrinsics of Object.values(LENSES)) {
      const lens = createCameraModel(intrinsics);
      for (const point of [
        [0, 0, 0],
        [Number.NaN, 0, 1],
        [0, 0, Number.NaN],
        [0, 0, -5],
        [Infinity, 0, 1],
      ] as const) {
        expect(lens.project(point), `${intrinsics.model} ${point.join()}`).toBeUndefined();
      }
    }
  });

  const awayFromLens = arbitraryVec3(20).filter((point) => length(point) > 0.1);

  test('clipping keeps exactly the part inside the domain', () => {
    fc.assert(
      fc.property(everyLens, awayFromLens, awayFromLens, ([, intrinsics], from, to) => {
        fc.pre(!passesThroughLens(from, to));
        const lens = createCameraModel(intrinsics);
        for (const end of lens.clipSegment(from, to).flat()) expect(lens.project(end)).toBeDefined();
        expect(wronglyClipped(lens, from, to)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** What one model is a case of another, written by others, is a check of both. */
describe('models that are cases of one another', () => {
  const anywhere = arbitraryVec3(20).filter((point) => length(point) > 0.1);
  /** The largest difference in pixels, as a part of the distance from the corner, over points all around. */
  const difference = (a: Intrinsics, b: Intrinsics): number => {
    const [one, other] = [createCameraModel(a), createCameraModel(b)];
    const pairs = fc
      .sample(anywhere, 300)
      .map((point) => [one.project(point), other.project(point)] as const);
    // The two may draw the end of their domains at another of its last pixels.
    const inside = pairs.filter(([pixel]) => pixel && Math.hypot(pixel[0] - a.cx, pixel[1] - a.cy) < 1e4);
    expect(inside.length).toBeGreaterThan(20);
    return Math.max(...inside.map(([p, q]) => pixelsApart(p, q) / (1 + Math.hypot(...p!))));
  };

  test('double sphere with ξ = 0 is the unified model, as is EUCM with β = 1', () => {
    for (const alpha of [0, 0.2, 0.5, 0.7])
      expect(
        difference(
          { model: 'double-sphere', ...plane, xi: 0, alpha },
          { model: 'eucm', ...plane, alpha, beta: 1 },
        ),
      ).toBeLessThan(1e-8);
  });

  test('EUCM with β = 1 is Mei with ξ = α / (1 − α) and longer focal lengths', () => {
    for (const alpha of [0.2, 0.5, 0.7]) {
      const scaled = { ...plane, fx: plane.fx / (1 - alpha), fy: plane.fy / (1 - alpha) };
      expect(
        difference(
          { model: 'eucm', ...plane, alpha, beta: 1 },
          { model: 'mei', ...scaled, xi: alpha / (1 - alpha), coefficients: [0, 0, 0, 0] },
        ),
      ).toBeLessThan(1e-8);
    }
  });

  test('Mei with ξ = 0 is Brown–Conrady with four coefficients, and EUCM with α = 0 a pinhole', () => {
    const coefficients: [number, number, number, number] = [-0.1, 0.02, 1e-3, -5e-4];
    expect(
      difference(
        { model: 'brown-conrady', ...plane, coefficients },
        { model: 'mei', ...plane, xi: 0, coefficients },
      ),
    ).toBeLessThan(1e-8);
    expect(
      difference({ model: 'pinhole', ...plane }, { model: 'eucm', ...plane, alpha: 0, beta: 1 }),
    ).toBeLessThan(1e-8);
  });

  test('a radial polynomial with odd powers is Kannala–Brandt', () => {
    expect(
      difference(
        { model: 'kannala-brandt', ...plane, coefficients: [0.02, 0.001, 0, 0] },
        { model: 'radial-polynomial', ...plane, coefficients: [1, 0, 0.02, 0, 0.001] },
      ),
    ).toBeLessThan(1e-8);
  });
});

/** Written down from OpenCV 4.6, `cv::omnidir::projectPoints`. */
describe('Mei against OpenCV', () => {
  const points: readonly Vec3[] = [
    [1, 0.5, 3],
    [-4, 2, 1],
    [2, -1, -0.5],
    [0.3, 0.1, 10],
    [5, 5, 0.2],
  ];
  test.each([
    [
      'Mei, from inside',
      [
        [699.2143654644144, 429.69957708023685],
        [367.53046801068115, 536.6475986188857],
        [1104.0983473022059, 167.24764703480275],
        [645.4986426365195, 401.8384520825071],
        [906.9340034269479, 667.8875232121718],
      ],
    ],
    [
      'Mei, from outside',
      [
        [676.4141317466627, 418.2572236674376],
        [493.0844028647962, 473.6803979572007],
        [843.1978064731776, 298.09322129905786],
        [643.412818140752, 401.14102056118514],
        [776.0290932488264, 536.307878322687],
      ],
    ],
  ])('%s', (name, expected) => {
    const lens = createCameraModel(LENSES[name]!);
    points.forEach((point, i) => expect(pixelsApart(lens.project(point), expected[i])).toBeLessThan(1e-9));
  });
});
