import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cuboidContains, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromEulerXyz } from '#shared/geometry/quaternion.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import {
  CUBOIDS_PER_CELL,
  CUBOIDS_PER_ROW,
  cuboidField,
  TEXELS_PER_CUBOID,
  type CuboidField,
} from './cuboidField.ts';

const metres = fc.double({ min: -300, max: 300, noNaN: true });
const side = fc.double({ min: 0.2, max: 15, noNaN: true });
const tilt = fc.double({ min: -0.3, max: 0.3, noNaN: true });
const cuboids: fc.Arbitrary<Cuboid> = fc.record({
  centre: fc.tuple(metres, metres, fc.double({ min: -3, max: 3, noNaN: true })),
  size: fc.tuple(side, side, side),
  rotation: fc
    .tuple(tilt, tilt, fc.double({ min: -3.1, max: 3.1, noNaN: true }))
    .map((angles) => fromEulerXyz(...angles)),
});

/** As the shader looks: the cuboids over the place's cell, then their matrices. */
function found(field: CuboidField, [x, y, z]: Vec3): readonly number[] {
  const [fromX, fromY, cell] = field.frame;
  const [column, row] = [Math.floor((x - fromX) / cell), Math.floor((y - fromY) / cell)];
  if (column < 0 || row < 0 || column >= field.columns || row >= field.rows) return [];
  const start = (row * field.columns + column) * CUBOIDS_PER_CELL;
  return [...field.cells.subarray(start, start + CUBOIDS_PER_CELL)]
    .filter((cuboid) => cuboid !== 0)
    .map((cuboid) => cuboid - 1)
    .filter((cuboid) => {
      const m = field.matrices.subarray(cuboid * TEXELS_PER_CUBOID * 4);
      return [0, 4, 8].every((i) => Math.abs(m[i]! * x + m[i + 1]! * y + m[i + 2]! * z + m[i + 3]!) <= 1);
    });
}

test('finds every point in the cuboid that holds it, and no other', () => {
  const inBox = fc.tuple(...[0, 1, 2].map(() => fc.double({ min: -0.8, max: 0.8, noNaN: true })));
  const property = fc.property(
    fc.array(cuboids, { minLength: 1, maxLength: CUBOIDS_PER_CELL }),
    fc.nat(),
    inBox,
    fc.tuple(metres, metres, metres),
    (all, pick, place, origin) => {
      const field = cuboidField(
        all.map((cuboid) => ({ cuboid, isLifted: false })),
        origin,
      );
      const one = all[pick % all.length]!;
      const point = labelFromBox(
        one,
        [0, 1, 2].map((axis) => place[axis]! * one.size[axis]!) as unknown as Vec3,
      );
      const relative: Vec3 = [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]];
      // Nearer to a face than float32 can tell, either answer is right.
      const near = all.filter((cuboid) => cuboidContains({ ...cuboid, size: grown(cuboid, 1.001) }, point));
      const within = all.filter((cuboid) => cuboidContains({ ...cuboid, size: grown(cuboid, 0.999) }, point));
      const answer = found(field, relative).map((i) => all[i]!);
      for (const cuboid of within) expect(answer).toContain(cuboid);
      for (const cuboid of answer) expect(near).toContain(cuboid);
    },
  );
  fc.assert(property, { numRuns: 300 });
});

function grown({ size }: Cuboid, factor: number): Vec3 {
  return [size[0] * factor, size[1] * factor, size[2] * factor];
}

function at(x: number): Cuboid {
  return { centre: [x, 0, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] };
}

function sizes({ columns, rows, matrixRows }: CuboidField): readonly number[] {
  return [columns, rows, matrixRows];
}

function fieldOf(x: number): CuboidField {
  return cuboidField(
    [
      { cuboid: at(x), isLifted: true },
      { cuboid: at(8), isLifted: false },
    ],
    [0, 0, 0],
  );
}

test('a drag within a cell changes no size of a texture, and thousands of cuboids fit', () => {
  expect(sizes(fieldOf(0.3))).toEqual(sizes(fieldOf(1.2)));
  const many = cuboidField(
    Array.from({ length: 10_000 }, (_, i) => ({ cuboid: at(i), isLifted: false })),
    [0, 0, 0],
  );
  expect(many.columns).toBeLessThanOrEqual(1024);
  expect(many.matrixRows).toBeLessThan(4096);
  expect(many.matrices.length).toBe(many.matrixRows * CUBOIDS_PER_ROW * TEXELS_PER_CUBOID * 4);
});

test('two facing rows of parked cars at 45° are all found', () => {
  const rotation = fromEulerXyz(0, 0, Math.PI / 4);
  const cars = Array.from({ length: 40 }, (_, i): Cuboid => {
    const [along, across] = [2.2 * Math.floor(i / 2), i % 2 === 0 ? -2.4 : 2.4];
    const cos = Math.SQRT1_2;
    return {
      centre: [across * cos - along * cos, across * cos + along * cos, 0],
      size: [4.6, 1.9, 1.5],
      rotation,
    };
  });
  const field = cuboidField(
    cars.map((cuboid) => ({ cuboid, isLifted: false })),
    [0, 0, 0],
  );
  for (const [i, car] of cars.entries())
    for (const u of [-2.2, 0, 2.2])
      for (const v of [-0.9, 0, 0.9]) expect(found(field, labelFromBox(car, [u, v, 0.5]))).toContain(i);
});

test('no cuboids: nothing is found anywhere', () => {
  const field = cuboidField([], [0, 0, 0]);
  expect(found(field, [0.5, 0.5, 0])).toEqual([]);
});
