import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraryCuboid,
  arbitraryNumber,
  arbitraryRotation,
  arbitraryVec3,
} from '../../testing/geometryArbitraries.ts';
import {
  CUBOID_FACES,
  cuboidContains,
  cuboidCorners,
  labelFromBox,
  transformCuboid,
  type Cuboid,
} from './cuboid.ts';
import { bevIou, cuboidIou, cuboidVolume, sharedVolume } from './cuboidOverlap.ts';
import { fromAxisAngle, fromYaw, IDENTITY, multiply, toMatrix3, type Quaternion } from './quaternion.ts';
import type { Vec3 } from './vec3.ts';

const cube: Cuboid = { centre: [0, 0, 0], size: [1, 1, 1], rotation: IDENTITY };
const cuboids = arbitraryCuboid(4);
const levelCuboids = fc
  .tuple(cuboids, arbitraryNumber(-4, 4))
  .map(([{ centre, size }, yaw]): Cuboid => cuboid(centre, size, fromYaw(yaw)));

function cuboid(centre: Vec3, size: Vec3, rotation: Quaternion): Cuboid {
  return { centre, size, rotation };
}

/** Intersection over union as Qhull has it (half-space intersection and convex hull, through SciPy 1.17). */
const BY_QHULL: readonly (readonly [Cuboid, Cuboid, number])[] = [
  [
    cuboid([0.03, -0.44, 0.15], [5.37, 1.85, 2.91], [0.0, 0.0, -0.946343, 0.323163]),
    cuboid([0.65, 0.52, -0.28], [4.98, 1.28, 2.81], [0.0, 0.0, -0.98902, -0.147783]),
    0.176749473,
  ],
  [
    cuboid([0.04, -0.21, -0.17], [4.42, 1.67, 2.36], [0.0, 0.0, -0.761202, 0.648515]),
    cuboid([-0.73, -0.3, -0.09], [4.6, 2.68, 2.55], [0.0, 0.0, 0.693891, -0.72008]),
    0.421684779,
  ],
  [
    cuboid([0.15, -0.15, 0.11], [2.46, 1.47, 2.53], [0.0, 0.0, 0.835432, 0.549593]),
    cuboid([-0.09, 0.29, 0.06], [3.8, 1.54, 2.73], [0.0, 0.0, -0.660148, -0.751136]),
    0.406823072,
  ],
  [
    cuboid([0.67, -0.19, 0.02], [4.2, 1.39, 1.67], [-0.621681, -0.656426, -0.073159, 0.421029]),
    cuboid([0.05, -0.04, 0.01], [3.3, 1.35, 1.6], [0.677791, -0.475233, -0.290153, 0.480171]),
    0.220144443,
  ],
  [
    cuboid([-0.63, -0.01, -0.12], [2.38, 2.42, 2.58], [-0.222436, 0.61081, -0.146783, -0.745579]),
    cuboid([-0.97, -0.58, -0.09], [5.58, 1.46, 1.89], [-0.580974, 0.014973, 0.803786, 0.127171]),
    0.239324822,
  ],
  [
    cuboid([-0.49, 0.4, -0.05], [2.2, 2.61, 1.51], [-0.113497, 0.521577, 0.066661, -0.84299]),
    cuboid([-0.43, -0.05, 0.09], [5.9, 2.91, 1.8], [-0.452578, 0.786565, 0.172284, 0.383153]),
    0.214628084,
  ],
  [
    cuboid([0.78, -0.15, 0.18], [4.97, 1.88, 2.71], [0.624378, -0.280197, -0.677978, 0.268307]),
    cuboid([0.57, 0.53, 0.01], [3.12, 2.82, 2.73], [-0.570265, -0.613134, -0.435704, -0.330193]),
    0.37855618,
  ],
  [
    cuboid([-0.81, -0.03, -0.18], [2.06, 1.39, 2.56], [0.718, -0.625174, 0.154863, 0.263914]),
    cuboid([-0.26, -0.46, 0.15], [2.08, 2.69, 1.27], [0.486959, -0.83255, -0.153, -0.215224]),
    0.315614676,
  ],
];

describe('known volumes', () => {
  test('a cube with one turned by 45° about z: a regular octagon of width 1', () => {
    const turned = { ...cube, rotation: fromYaw(Math.PI / 4) };
    expect(sharedVolume(cube, turned)).toBeCloseTo(2 * (Math.SQRT2 - 1), 12);
    const area = 2 * (Math.SQRT2 - 1);
    expect(bevIou(cube, turned)).toBeCloseTo(area / (2 - area), 12);
  });

  test('the same about x, which takes the other way', () => {
    const turned = { ...cube, rotation: fromAxisAngle([1, 0, 0], Math.PI / 4) };
    expect(sharedVolume(cube, turned)).toBeCloseTo(2 * (Math.SQRT2 - 1), 12);
  });

  test('a cube with itself turned by 60° about its diagonal: two pyramids on a hexagon', () => {
    // Its six planes and those of the turned one meet in a hexagonal bipyramid of volume 3/4.
    const diagonal = 1 / Math.sqrt(3);
    const turned = {
      ...cube,
      rotation: fromAxisAngle([diagonal, diagonal, diagonal], Math.PI / 3),
    };
    expect(sharedVolume(cube, turned)).toBeCloseTo(3 / 4, 12);
  });

  test('a cube that stands on its corner, cut by a plate through its middle', () => {
    const diagonal = 1 / Math.SQRT2;
    const onCorner = {
      ...cube,
      rotation: fromAxisAngle([diagonal, -diagonal, 0], Math.acos(1 / Math.sqrt(3))),
    };
    const thin = 0.1;
    const plate: Cuboid = { centre: [0, 0, 0], size: [9, 9, thin], rotation: IDENTITY };
    // The middle cut is a regular hexagon of side 1/√2; d above or below it, the area of the cut is less by 3√3·d².
    const hexagon = (3 * Math.sqrt(3)) / 4;
    const lost = 3 * Math.sqrt(3) * (thin ** 3 / 12);
    expect(sharedVolume(onCorner, plate)).toBeCloseTo(hexagon * thin - lost, 9);
    expect(sharedVolume(plate, onCorner)).toBeCloseTo(sharedVolume(onCorner, plate), 12);
  });

  test.each<[string, Cuboid, number]>([
    ['shifted by a half', { ...cube, centre: [0.5, 0, 0] }, 1 / 3],
    ['shifted along the diagonal', { ...cube, centre: [0.5, 0.5, 0.5] }, 0.125 / 1.875],
    ['touching a face', { ...cube, centre: [1, 0, 0] }, 0],
    ['touching an edge', { ...cube, centre: [1, 1, 0] }, 0],
    ['touching a corner', { ...cube, centre: [1, 1, 1] }, 0],
    ['nested', { ...cube, size: [0.5, 0.5, 0.5] }, 0.125],
    ['nested on a face', { ...cube, centre: [0.25, 0, 0], size: [0.5, 1, 1] }, 0.5],
    ['far away', { ...cube, centre: [1e9, 0, 0] }, 0],
  ])('%s', (_, other, iou) => {
    expect(cuboidIou(cube, other)).toBeCloseTo(iou, 12);
    // The same, tilted together: what touches must not be counted, and nothing twice.
    const tilt = {
      rotation: toMatrix3(fromAxisAngle([0.6, 0.8, 0], 0.7)),
      translation: [40, -30, 2] as Vec3,
    };
    expect(cuboidIou(transformCuboid(tilt, cube), transformCuboid(tilt, other))).toBeCloseTo(iou, 9);
  });

  test('has no volume, or is not a number: nothing is shared', () => {
    for (const side of [0, -1, Number.NaN, Infinity]) {
      const odd: Cuboid = { ...cube, size: [1, side, 1] };
      for (const value of [
        sharedVolume(odd, cube),
        cuboidIou(odd, odd),
        bevIou(cube, odd),
        cuboidVolume(odd),
      ])
        expect(value).toBe(0);
    }
    const lost: Cuboid = { ...cube, centre: [0, Number.NaN, 0] };
    const unturned: Cuboid = { ...cube, rotation: [0, 0, 0, 0] };
    for (const odd of [lost, unturned])
      for (const value of [cuboidIou(odd, cube), cuboidIou(cube, odd), bevIou(cube, odd)])
        expect(value).toBe(0);
  });
});

test.each(BY_QHULL)('as another implementation has it, %#', (a, b, iou) => {
  expect(Math.abs(cuboidIou(a, b) - iou)).toBeLessThan(2e-9);
});

describe('whatever the two', () => {
  test('is 1 with itself and the same in either order, within 0 and 1', () => {
    fc.assert(
      fc.property(cuboids, cuboids, (a, b) => {
        expect(cuboidIou(a, a)).toBeCloseTo(1, 9);
        const iou = cuboidIou(a, b);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1);
        expect(cuboidIou(b, a)).toBeCloseTo(iou, 9);
      }),
    );
  });

  test('stays when both are moved and turned together', () => {
    fc.assert(
      fc.property(cuboids, cuboids, arbitraryRotation, arbitraryVec3(100), (a, b, turn, translation) => {
        const moved = { rotation: toMatrix3(turn), translation };
        const [c, d] = [transformCuboid(moved, a), transformCuboid(moved, b)];
        expect(cuboidIou(c, d)).toBeCloseTo(cuboidIou(a, b), 8);
      }),
    );
  });

  test('upright ones come out the same by slices as by their outlines', () => {
    fc.assert(
      fc.property(levelCuboids, levelCuboids, (a, b) => {
        const onSide = { rotation: toMatrix3(fromAxisAngle([1, 0, 0], 1)), translation: [0, 0, 0] as Vec3 };
        expect(sharedVolume(transformCuboid(onSide, a), transformCuboid(onSide, b))).toBeCloseTo(
          sharedVolume(a, b),
          8,
        );
      }),
    );
  });

  test('nearly level and nearly the same is nearly 1', () => {
    fc.assert(
      fc.property(cuboids, arbitraryNumber(-1e-8, 1e-8), arbitraryNumber(-1e-12, 1e-12), (a, angle, move) => {
        const [x, y, z] = a.centre;
        const near: Cuboid = {
          centre: [x + move, y, z - move],
          size: a.size,
          rotation: multiply(fromAxisAngle([0, 1, 0], angle), a.rotation),
        };
        expect(cuboidIou(a, near)).toBeGreaterThan(1 - 1e-5);
      }),
    );
  });

  test('agrees with a body put together of the clipped faces', () => {
    fc.assert(
      fc.property(cuboids, cuboids, (a, other) => {
        // Turned a little more, so that no face of the one lies in a face of the other.
        const b = { ...other, rotation: multiply(fromAxisAngle([0.48, 0.6, 0.64], 0.0123), other.rotation) };
        expect(Math.abs(sharedVolume(a, b) - volumeByFaces(a, b))).toBeLessThan(1e-6);
      }),
      { numRuns: 300 },
    );
  });

  test('agrees with counted points', () => {
    const b: Cuboid = {
      centre: [0.7, -0.4, 0.3],
      size: [4, 2, 1.5],
      rotation: fromAxisAngle([0.48, 0.6, 0.64], 0.8),
    };
    const a: Cuboid = {
      centre: [0, 0, 0],
      size: [4.5, 1.8, 1.6],
      rotation: fromAxisAngle([0, 0.6, 0.8], -0.4),
    };
    const n = 32;
    let inside = 0;
    const at = (i: number, size: number) => ((i + 0.5) / n - 0.5) * size;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        for (let k = 0; k < n; k++)
          if (cuboidContains(b, labelFromBox(a, [at(i, a.size[0]), at(j, a.size[1]), at(k, a.size[2])])))
            inside++;
    expect(sharedVolume(a, b) / ((inside / n ** 3) * cuboidVolume(a))).toBeCloseTo(1, 2);
  });
});

/**
 * Another way to the same number: the divergence theorem over the faces of each that lie within the other, for pairs
 * whose faces lie in different planes.
 */
function volumeByFaces(a: Cuboid, b: Cuboid): number {
  return facesWithin(a, b) + facesWithin(b, a);
}

function facesWithin(a: Cuboid, b: Cuboid): number {
  const corners = cuboidCorners(a);
  const planes = planesOf(b);
  let sum = 0;
  for (const { corners: of } of CUBOID_FACES) {
    let polygon: Vec3[] = of.map((i) => corners[i]!);
    for (const plane of planes) polygon = clip(polygon, plane);
    for (let i = 1; i + 1 < polygon.length; i++) sum += triple(polygon[0]!, polygon[i]!, polygon[i + 1]!) / 6;
  }
  return sum;
}

type Plane = readonly [normal: Vec3, offset: number];

function planesOf(c: Cuboid): Plane[] {
  const m = toMatrix3(c.rotation);
  return [0, 1, 2].flatMap((axis) =>
    [1, -1].map((sign): Plane => {
      const normal: Vec3 = [sign * m[axis]!, sign * m[3 + axis]!, sign * m[6 + axis]!];
      return [normal, inner(normal, c.centre) + c.size[axis]! / 2];
    }),
  );
}

function clip(polygon: readonly Vec3[], [normal, offset]: Plane): Vec3[] {
  const kept: Vec3[] = [];
  polygon.forEach((to, i) => {
    const from = polygon.at(i - 1)!;
    const [d, e] = [inner(normal, from) - offset, inner(normal, to) - offset];
    if (d <= 0 !== e <= 0) {
      const t = d / (d - e);
      kept.push([
        from[0] + t * (to[0] - from[0]),
        from[1] + t * (to[1] - from[1]),
        from[2] + t * (to[2] - from[2]),
      ]);
    }
    if (e <= 0) kept.push(to);
  });
  return kept;
}

function inner(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function triple(a: Vec3, b: Vec3, c: Vec3): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) +
    a[1] * (b[2] * c[0] - b[0] * c[2]) +
    a[2] * (b[0] * c[1] - b[1] * c[0])
  );
}
