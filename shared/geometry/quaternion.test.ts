import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryRotation, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { apply, determinant, multiply as multiplyMatrices, orthonormalityError } from './matrix3.ts';
import {
  conjugate,
  fromAxisAngle,
  fromEulerXyz,
  fromMatrix3,
  fromYaw,
  IDENTITY,
  multiply,
  toMatrix3,
  yawOf,
} from './quaternion.ts';
import { distance } from './vec3.ts';

describe('quaternions', () => {
  test('the matrix is a rotation', () => {
    fc.assert(
      fc.property(arbitraryRotation, (q) => {
        expect(orthonormalityError(toMatrix3(q))).toBeLessThan(1e-14);
        expect(determinant(toMatrix3(q))).toBeCloseTo(1, 12);
      }),
    );
  });

  test('the matrix does not depend on the norm: read quaternions are never rewritten', () => {
    const rounded = toMatrix3([0.1, 0.2, 0.3, 0.927]);
    expect(orthonormalityError(rounded)).toBeLessThan(1e-14);
  });

  test('fromMatrix3 inverts toMatrix3 up to sign', () => {
    fc.assert(
      fc.property(arbitraryRotation, (q) => {
        const back = fromMatrix3(toMatrix3(q));
        const sign = back[0] * q[0] + back[1] * q[1] + back[2] * q[2] + back[3] * q[3] < 0 ? -1 : 1;
        back.forEach((value, i) => expect(value * sign).toBeCloseTo(q[i]!, 9));
        expect(back[3]).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('half turns about each axis, where the trace is −1', () => {
    expect(fromMatrix3([1, 0, 0, 0, -1, 0, 0, 0, -1])).toEqual([1, 0, 0, 0]);
    expect(fromMatrix3([-1, 0, 0, 0, 1, 0, 0, 0, -1])).toEqual([0, 1, 0, 0]);
    expect(fromMatrix3([-1, 0, 0, 0, -1, 0, 0, 0, 1])).toEqual([0, 0, 1, 0]);
  });

  test('a product turns by the right factor first', () => {
    fc.assert(
      fc.property(arbitraryRotation, arbitraryRotation, arbitraryVec3(10), (a, b, v) => {
        const product = apply(toMatrix3(multiply(a, b)), v);
        expect(distance(product, apply(toMatrix3(a), apply(toMatrix3(b), v)))).toBeLessThan(1e-12);
      }),
    );
  });

  test('the conjugate is the inverse', () => {
    fc.assert(
      fc.property(arbitraryRotation, (q) => {
        multiply(q, conjugate(q)).forEach((value, i) => expect(value).toBeCloseTo(IDENTITY[i]!, 12));
      }),
    );
  });

  test('Euler XYZ is Rx · Ry · Rz', () => {
    const [rx, ry, rz] = [0.3, -0.7, 1.9];
    const product = multiplyMatrices(
      multiplyMatrices(toMatrix3(fromAxisAngle([1, 0, 0], rx)), toMatrix3(fromAxisAngle([0, 1, 0], ry))),
      toMatrix3(fromAxisAngle([0, 0, 1], rz)),
    );
    toMatrix3(fromEulerXyz(rx, ry, rz)).forEach((value, i) => expect(value).toBeCloseTo(product[i]!, 14));
  });

  test('yaw is counter-clockwise from +x, half a turn is +π', () => {
    expect(apply(toMatrix3(fromYaw(Math.PI / 2)), [1, 0, 0])[1]).toBeCloseTo(1, 14);
    expect(yawOf(fromYaw(Math.PI))).toBe(Math.PI);
    expect(yawOf([0, 0, -1, 0])).toBe(Math.PI);
    fc.assert(
      fc.property(arbitraryNumber(-3.1, 3.1), (yaw) => {
        expect(yawOf(fromYaw(yaw))).toBeCloseTo(yaw, 12);
      }),
    );
  });
});
