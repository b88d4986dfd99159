import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryRotation, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { inverse, multiply, orthonormalityError } from './matrix3.ts';
import { toMatrix3 } from './quaternion.ts';
import {
  composeTransforms,
  invertTransform,
  transformFromRows,
  transformPoint,
  type RigidTransform,
} from './rigidTransform.ts';
import { distance } from './vec3.ts';

const arbitraryTransform: fc.Arbitrary<RigidTransform> = fc.record({
  rotation: arbitraryRotation.map(toMatrix3),
  translation: arbitraryVec3(1000),
});

describe('rigid transforms', () => {
  test('the inverse undoes', () => {
    fc.assert(
      fc.property(arbitraryTransform, arbitraryVec3(1000), (transform, point) => {
        const back = transformPoint(invertTransform(transform), transformPoint(transform, point));
        expect(distance(back, point)).toBeLessThan(1e-9);
      }),
    );
  });

  test('a composition is one after the other', () => {
    fc.assert(
      fc.property(arbitraryTransform, arbitraryTransform, arbitraryVec3(1000), (a, b, point) => {
        const composed = transformPoint(composeTransforms(a, b), point);
        expect(distance(composed, transformPoint(a, transformPoint(b, point)))).toBeLessThan(1e-9);
      }),
    );
  });

  test('a matrix of five digits inverts exactly, which its transpose does not', () => {
    const rounded = transformFromRows([0.86603, -0.5, 0, 1, 0.5, 0.86603, 0, 2, 0, 0, 1, 3]);
    const product = multiply(rounded.rotation, inverse(rounded.rotation));
    expect(orthonormalityError(product)).toBeLessThan(1e-15);
    expect(orthonormalityError(rounded.rotation)).toBeGreaterThan(1e-6);
    expect(rounded.translation).toEqual([1, 2, 3]);
  });
});
