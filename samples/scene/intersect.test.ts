import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise, type Vec3 } from '#shared/geometry/vec3.ts';
import { createHit } from './hit.ts';
import { intersectShape } from './intersect.ts';
import { box, cylinder, ellipsoid, extrusion, frustum, type Shape } from './shape.ts';

/** Each shape beside the plain definition of what lies inside it. */
const SHAPES: readonly (readonly [name: string, Shape, (p: Vec3) => boolean])[] = [
  ['box', box(2, 1, 0.6), ([x, y, z]) => Math.abs(x) <= 1 && Math.abs(y) <= 0.5 && Math.abs(z) <= 0.3],
  ['ellipsoid', ellipsoid(1, 0.5, 0.7), ([x, y, z]) => x ** 2 + (y / 0.5) ** 2 + (z / 0.7) ** 2 <= 1],
  ['cylinder', cylinder(0.6, 1), ([x, y, z]) => x * x + y * y <= 0.36 && Math.abs(z) <= 0.5],
  ['cone', frustum(0.8, 0.2, 1), ([x, y, z]) => Math.hypot(x, y) <= 0.5 - 0.6 * z && Math.abs(z) <= 0.5],
  [
    'capsule',
    { kind: 'capsule', radius: 0.3, halfHeight: 0.5 },
    ([x, y, z]) => Math.hypot(x, y, Math.max(0, Math.abs(z) - 0.5)) <= 0.3,
  ],
  [
    'wedge',
    extrusion(
      [
        [-1, -0.5],
        [1, -0.5],
        [-1, 0.5],
      ],
      0.6,
    ),
    ([x, y, z]) => x >= -1 && z >= -0.5 && x + 2 * z <= 0 && Math.abs(y) <= 0.6,
  ],
];

describe.each(SHAPES)('%s', (_name, shape, contains) => {
  // Never 0 and never on a face: what only touches an edge may count either way.
  const coordinate = fc.integer({ min: -31, max: 30 }).map((step) => (2 * step + 1) / 61.7);
  const rays = fc.tuple(coordinate, coordinate, coordinate, coordinate, coordinate, coordinate);

  test('is entered where a walk along the ray first finds itself inside', () => {
    fc.assert(
      fc.property(rays, ([ox, oy, oz, tx, ty, tz]) => {
        const away = normalise([ox, oy, oz]);
        const origin: Vec3 = [away[0] * 4, away[1] * 4, away[2] * 4];
        const direction = normalise([tx - origin[0], ty - origin[1], tz - origin[2]]);
        const hit = createHit();
        const isHit = intersectShape(shape, ...origin, ...direction, hit);
        const at = (t: number): Vec3 => [
          origin[0] + t * direction[0],
          origin[1] + t * direction[1],
          origin[2] + t * direction[2],
        ];
        const end = isHit ? hit.t - 1e-6 : 7;
        const steps = Array.from({ length: Math.ceil(end / 0.02) }, (_, i) => 0.02 * i);
        expect(steps.filter((t) => contains(at(t)))).toEqual([]);
        if (!isHit) return;
        expect(Math.hypot(hit.mx, hit.my, hit.mz)).toBeCloseTo(1, 9);
        expect(hit.mx * direction[0] + hit.my * direction[1] + hit.mz * direction[2]).toBeLessThanOrEqual(
          1e-9,
        );
        // A hair along the normal is outside.
        const [x, y, z] = at(hit.t);
        expect(contains([x + 1e-6 * hit.mx, y + 1e-6 * hit.my, z + 1e-6 * hit.mz])).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('is hit by every ray at its middle', () => {
    fc.assert(
      fc.property(rays, ([ox, oy, oz]) => {
        const direction = normalise([-ox, -oy, -oz]);
        const middle: Vec3 = shape.kind === 'convex' ? [-0.5, 0, -0.2] : [0, 0, 0];
        const from: Vec3 = [
          middle[0] - 4 * direction[0],
          middle[1] - 4 * direction[1],
          middle[2] - 4 * direction[2],
        ];
        expect(intersectShape(shape, ...from, ...direction, createHit())).toBe(true);
      }),
    );
  });
});
