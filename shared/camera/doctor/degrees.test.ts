import fc from 'fast-check';
import { expect, test } from 'vitest';
import { multiply, type Matrix3 } from '../../geometry/matrix3.ts';
import { fromAxisAngle, toMatrix3 } from '../../geometry/quaternion.ts';
import { invertTransform, transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { distance, type Vec3 } from '../../geometry/vec3.ts';
import { posesInDegrees } from './degrees.ts';

const DEGREES = 180 / Math.PI;
const turn = (axis: Vec3, angle: number): Matrix3 => toMatrix3(fromAxisAngle(axis, angle));
const rollPitchYaw = (roll: number, pitch: number, yaw: number): Matrix3 =>
  multiply(turn([0, 0, 1], yaw), multiply(turn([0, 1, 0], pitch), turn([1, 0, 0], roll)));
/** From the axes of a camera that looks along +x to those of its link. */
const OPTICAL: Matrix3 = [0, 0, 1, -1, 0, 0, 0, -1, 0];

const small = fc.double({ min: -0.05, max: 0.05, noNaN: true });
const yaws = fc.double({ min: -3.1, max: 3.1, noNaN: true });
const centre: Vec3 = [1.2, -0.3, 1.5];

function poseAt(labelFromCamera: Matrix3): RigidTransform {
  return invertTransform({ rotation: labelFromCamera, translation: centre });
}

function isAmong(poses: readonly RigidTransform[], right: RigidTransform): boolean {
  const ahead: Vec3 = [20, 5, 1];
  const place = transformPoint(right, ahead);
  return poses.some((pose) => distance(transformPoint(pose, ahead), place) < 1e-6);
}

test('roll, pitch and yaw of the camera’s link come back', () => {
  fc.assert(
    fc.property(small, small, yaws, (roll, pitch, yaw) => {
      const right = poseAt(multiply(rollPitchYaw(roll, pitch, yaw), OPTICAL));
      const misread = rollPitchYaw(roll * DEGREES, pitch * DEGREES, yaw * DEGREES);
      expect(isAmong(posesInDegrees(poseAt(multiply(misread, OPTICAL))), right)).toBe(true);
    }),
    { numRuns: 8 },
  );
});

test('a rotation vector comes back', () => {
  fc.assert(
    fc.property(small, small, yaws, (roll, pitch, yaw) => {
      const labelFromCamera = multiply(rollPitchYaw(roll, pitch, yaw), OPTICAL);
      const { rotation, translation } = poseAt(labelFromCamera);
      const cosine = Math.max(-1, Math.min(1, (rotation[0] + rotation[4] + rotation[8] - 1) / 2));
      const angle = Math.acos(cosine);
      fc.pre(angle > 0.1 && angle < 3.1);
      const sine = 2 * Math.sin(angle);
      const axis: Vec3 = [
        (rotation[7] - rotation[5]) / sine,
        (rotation[2] - rotation[6]) / sine,
        (rotation[3] - rotation[1]) / sine,
      ];
      const written = { rotation: turn(axis, angle * DEGREES), translation };
      expect(isAmong(posesInDegrees(written), { rotation, translation })).toBe(true);
    }),
    { numRuns: 8 },
  );
});

test('all that are given stand upright and level', () => {
  const poses = posesInDegrees(poseAt(rollPitchYaw(1, 2, 3)));
  expect(poses.length).toBeGreaterThan(100);
  for (const { rotation } of poses) {
    const [, , right, , , down] = rotation;
    expect(Math.abs(right)).toBeLessThan(0.1);
    expect(down).toBeLessThan(-0.9);
  }
});
