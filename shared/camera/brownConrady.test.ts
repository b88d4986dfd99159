import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { distanceToSegment } from '../geometry/point2.ts';
import { lerp, type Vec3 } from '../geometry/vec3.ts';
import { createBrownConrady } from './brownConrady.ts';
import {
  distort,
  distortionOf,
  distortRadius,
  foldRadius,
  type Distortion,
} from './brownConradyDistortion.ts';
import type { Pixel } from './cameraModel.ts';
import { createPinhole } from './pinhole.ts';
import { projectSegment } from './projectSegment.ts';
import { wronglyClipped } from './testing/clipping.ts';

const MATRIX = { fx: 1000, fy: 1010, cx: 640, cy: 360 };

function lensOf(coefficients: readonly number[]) {
  return createBrownConrady({ model: 'brown-conrady', ...MATRIX, coefficients: [...coefficients] });
}

const RATIONAL = [0.19, -0.018, -0.0006, 5e-5, -0.0002, 0.54, -0.028, 0.001] as const;
const PRISM = [...RATIONAL, 0.002, -0.001, 0.0015, 0.0004] as const;
const TILTED = [...PRISM, 0.05, -0.08] as const;

/** Points and their pixels by OpenCV 5.0's `projectPoints`. */
const POINTS: readonly Vec3[] = [
  [1.5, -0.75, 3],
  [-4, 2, 10],
  [0, 0, 5],
  [0.2, 0.9, 2],
];
const OPENCV: readonly { readonly coefficients: readonly number[]; readonly pixels: readonly Pixel[] }[] = [
  {
    coefficients: [-0.11, 0.14, -0.0038, -0.0048],
    pixels: [
      [1126.6984375, 112.26041406250002],
      [244.67199999999997, 558.38824],
      [640, 360],
      [736.8366875, 803.9430696875],
    ],
  },
  {
    coefficients: [-0.3, 0.1, 0.001, -0.0007, -0.01],
    pixels: [
      [1097.036474609375, 129.40173657226563],
      [261.908, 551.06776],
      [640, 360],
      [733.994216796875, 788.0944090917969],
    ],
  },
  {
    coefficients: RATIONAL,
    pixels: [
      [1093.6937263635532, 130.70318381140567],
      [265.27706537246775, 549.1189319869038],
      [640, 360],
      [733.3177265101741, 783.9520013637415],
    ],
  },
  {
    coefficients: PRISM,
    pixels: [
      [1094.2210701135532, 131.21607443640565],
      [265.63706537246776, 549.4380919869038],
      [640, 360],
      [733.6975702601742, 784.2921819887415],
    ],
  },
  {
    coefficients: TILTED,
    pixels: [
      [1107.4227342735935, 126.91388276740341],
      [272.0396902090995, 544.3487007034851],
      [640, 360],
      [736.7600576142652, 797.6960642268443],
    ],
  },
];

/** With and without a fold, from weak to so strong that a fixed-point iteration diverges. */
const LENSES = [
  ...OPENCV.map(({ coefficients }) => coefficients),
  [-0.5894, 0.66, 0.0011, -0.001, -1.0088],
  [-0.4, 0, 0, 0],
  [0.6, 0.3, 0.002, 0.001],
] as const;

/** Does the radius in the image grow all the way to the fold (to 20 where that lies beyond), seen at 400 places? */
function growsTo(fold: number, distortion: Distortion): boolean {
  const end = Math.min(fold, 20) * (1 - 1e-9);
  const radii = Array.from({ length: 401 }, (_, i) => distortRadius(distortion, (i / 400) * end));
  return radii.every((radius, i) => i === 0 || radius > radii[i - 1]!);
}

/** A lens, a ray within `part` of its domain (r ≤ 3 where that is endless), and the pixel of a point on it. */
function arbitraryView(part: number) {
  return fc
    .tuple(
      fc.constantFrom(...LENSES),
      arbitraryNumber(0, part),
      arbitraryNumber(-Math.PI, Math.PI),
      arbitraryNumber(0.1, 100),
    )
    .map(([coefficients, reach, turn, depth]) => {
      const lens = lensOf(coefficients);
      const radius = reach * Math.min(foldRadius(distortionOf(coefficients)), 3);
      const [x, y] = [radius * Math.cos(turn), radius * Math.sin(turn)];
      return { lens, x, y, pixel: lens.project([x * depth, y * depth, depth])! };
    });
}

describe('Brown–Conrady', () => {
  test.each(OPENCV)('$coefficients.length coefficients as OpenCV', ({ coefficients, pixels }) => {
    const lens = lensOf(coefficients);
    POINTS.forEach((point, i) => {
      const [u, v] = lens.project(point)!;
      expect(Math.hypot(u - pixels[i]![0], v - pixels[i]![1])).toBeLessThan(1e-9);
    });
  });

  test('without distortion it is a pinhole, straight lines included', () => {
    const lens = lensOf([0, 0, 0, 0, 0]);
    const pinhole = createPinhole({ model: 'pinhole', ...MATRIX });
    expect(lens.isRectilinear).toBe(true);
    fc.assert(
      fc.property(arbitraryVec3(30), (point) => {
        const [expected, actual] = [pinhole.project(point), lens.project(point)];
        expect(actual === undefined).toBe(expected === undefined);
        if (expected === undefined || actual === undefined) return;
        expect(actual[0]).toBeCloseTo(expected[0], 8);
        expect(actual[1]).toBeCloseTo(expected[1], 8);
      }),
    );
  });

  test('nothing beside, behind or beyond the fold is drawn', () => {
    const lens = lensOf([-0.4, 0, 0, 0]);
    // 1 − 1.2 r² = 0
    const fold = Math.sqrt(1 / 1.2);
    expect(lens.project([fold - 1e-6, 0, 1])).toBeDefined();
    expect(lens.project([fold + 1e-6, 0, 1])).toBeUndefined();
    // OpenCV puts this one on the axis.
    expect(lens.project([Math.sqrt(2.5), 0, 1])).toBeUndefined();
    for (const point of [
      [0, 0, -5],
      [0.1, 0.1, 0],
      [1, 2, -3],
      [Number.NaN, 0, 1],
      [0, 0, Number.NaN],
    ] as const) {
      expect(lens.project(point)).toBeUndefined();
    }
  });

  test('no ray reaches a pixel outside the image of the domain', () => {
    const lens = lensOf([-0.4, 0, 0, 0]);
    const widest = (2 / 3) * Math.sqrt(1 / 1.2);
    expect(lens.unproject([MATRIX.cx + MATRIX.fx * (widest - 1e-9), MATRIX.cy])).toBeDefined();
    expect(lens.unproject([MATRIX.cx + MATRIX.fx * (widest + 1e-6), MATRIX.cy])).toBeUndefined();
    expect(lens.unproject([Number.NaN, 0])).toBeUndefined();
    expect(lens.unproject([1e9, -1e9])).toBeUndefined();
  });

  test('unproject converges over the whole domain', () => {
    fc.assert(
      fc.property(arbitraryView(0.999), ({ lens, pixel }) => {
        const [u, v] = lens.project(lens.unproject(pixel)!)!;
        expect(Math.hypot(u - pixel[0], v - pixel[1])).toBeLessThan(1e-7);
      }),
      { numRuns: 1000 },
    );
  });

  test('unproject is the inverse', () => {
    // Nearer to the fold tangential terms can fold first: two rays, of which one is given.
    fc.assert(
      fc.property(arbitraryView(0.97), ({ lens, x, y, pixel }) => {
        const back = lens.unproject(pixel)!;
        expect(Math.hypot(back[0] / back[2] - x, back[1] / back[2] - y)).toBeLessThan(1e-8);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the fold', () => {
  const coefficient = arbitraryNumber(-1, 1);

  test('is where a polynomial stops growing, whatever the coefficients', () => {
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, (k1, k2, k3) => {
        const distortion = distortionOf([k1, k2, 0, 0, k3]);
        const fold = foldRadius(distortion);
        expect(growsTo(fold, distortion)).toBe(true);
        if (fold > 20) return;
        const [before, beyond] = [fold * (1 - 1e-3), fold * (1 + 1e-3)];
        expect(distortRadius(distortion, before)).toBeLessThan(distortRadius(distortion, fold));
        expect(distortRadius(distortion, beyond)).toBeLessThan(distortRadius(distortion, fold));
      }),
      { numRuns: 300 },
    );
  });

  test('comes before any pole of a rational lens', () => {
    fc.assert(
      fc.property(fc.array(coefficient, { minLength: 8, maxLength: 8 }), (coefficients) => {
        const distortion = distortionOf(coefficients);
        expect(growsTo(foldRadius(distortion), distortion)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('of a rational lens takes the denominator into account', () => {
    const distortion = distortionOf([0.189544, -0.018229, 0, 0, -0.000212, 0.543582, -0.027892, 0]);
    const radii = Array.from({ length: 40_000 }, (_, i) => i / 10_000);
    const largest = radii.reduce((best, radius) =>
      distortRadius(distortion, radius) > distortRadius(distortion, best) ? radius : best,
    );
    expect(foldRadius(distortion)).toBeCloseTo(largest, 3);
  });

  test('a lens that only stretches has none', () => {
    expect(foldRadius(distortionOf([0.6, 0.3, 0.002, 0.001]))).toBeGreaterThan(1e5);
    expect(distort(distortionOf([0.6, 0.3, 0, 0]), [10, 0])[0]).toBe(10 * (1 + 60 + 3000));
  });
});

describe('segments', () => {
  test('clipping keeps exactly the part inside the domain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LENSES),
        arbitraryVec3(20),
        arbitraryVec3(20),
        (coefficients, from, to) => {
          const lens = lensOf(coefficients);
          expect(lens.clipSegment(from, to).length).toBeLessThanOrEqual(1);
          expect(wronglyClipped(lens, from, to)).toEqual([]);
        },
      ),
    );
  });

  test('an edge that leaves the view is drawn to its end, on the curve', () => {
    const lens = lensOf([-0.5894, 0.66, 0.0011, -0.001, -1.0088]);
    const [from, to]: [Vec3, Vec3] = [
      [-1, 0.5, 4],
      [6, 0.5, 3],
    ];
    const [polyline, ...others] = projectSegment(lens, from, to);
    expect(others).toEqual([]);
    expect(polyline!.length).toBeGreaterThan(8);
    for (let t = 0; t <= 1; t += 0.01) {
      const pixel = lens.project(lerp(from, to, t));
      if (pixel === undefined) continue;
      const away = polyline!.slice(1).map((end, i) => distanceToSegment(pixel, polyline![i]!, end));
      expect(Math.min(...away)).toBeLessThan(0.3);
    }
  });
});
