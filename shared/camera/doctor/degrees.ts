import { apply, multiply, transpose, type Matrix3 } from '../../geometry/matrix3.ts';
import { fromAxisAngle, fromMatrix3, toMatrix3 } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { scale } from '../../geometry/vec3.ts';

/**
 * Poses that become the written one when their angles, in degrees, are read as radians. Whole turns are lost on the way:
 * there are 57 angles that an angle can come from. Only those are given in which the camera stands upright and level.
 */
export function posesInDegrees(written: RigidTransform): RigidTransform[] {
  const inverse = invertTransform(written);
  const direct = (rotation: Matrix3): RigidTransform => ({ rotation, translation: written.translation });
  // Where the camera is does not depend on how it is turned.
  const turned = (labelFromCamera: Matrix3): RigidTransform => {
    const rotation = transpose(labelFromCamera);
    return { rotation, translation: scale(apply(rotation, inverse.translation), -1) };
  };
  const link = multiply(inverse.rotation, transpose(LINK_FROM_OPTICAL));
  return [
    ...rotationVectors(written.rotation).map(direct),
    ...rotationVectors(inverse.rotation).map(turned),
    ...rollPitchYaws(inverse.rotation, transpose).map(turned),
    ...rollPitchYaws(link, (rotation) => transpose(multiply(rotation, LINK_FROM_OPTICAL))).map((rotation) =>
      turned(multiply(rotation, LINK_FROM_OPTICAL)),
    ),
  ].filter(({ rotation }) => standsUpright(rotation));
}

const DEGREE = Math.PI / 180;
/** ROS: from the camera's optical axes (z forward) to those of its link (x forward, y left, z up). */
const LINK_FROM_OPTICAL: Matrix3 = [0, 0, 1, -1, 0, 0, 0, -1, 0];
/** Cosine and sine of how far an upright camera may be tilted and rolled. */
const UPRIGHT = 0.97;
const LEVEL = 0.06;

function standsUpright(cameraFromLabel: Matrix3): boolean {
  return -cameraFromLabel[5] > UPRIGHT && Math.abs(cameraFromLabel[2]) < LEVEL;
}

/** The angles in (−limit, limit] that, taken for degrees, end at `radians`. */
function originsOf(radians: number, limit = Math.PI): number[] {
  const turn = 2 * Math.PI;
  const farthest = limit / DEGREE;
  const origins: number[] = [];
  for (let turns = Math.ceil((-farthest - radians) / turn); radians + turns * turn <= farthest; turns += 1)
    origins.push((radians + turns * turn) * DEGREE);
  return origins;
}

function rotationVectors(rotation: Matrix3): Matrix3[] {
  const [x, y, z, w] = fromMatrix3(rotation);
  const sine = Math.hypot(x, y, z);
  if (sine < 1e-9) return [];
  const angle = 2 * Math.atan2(sine, w);
  return originsOf(angle).map((origin) => toMatrix3(fromAxisAngle([x / sine, y / sine, z / sine], origin)));
}

/**
 * R = Rz(yaw) · Ry(pitch) · Rx(roll).
 *
 * @param cameraOf the camera's rotation from the label frame for such an R: most of the hundred thousand are dropped
 */
function rollPitchYaws(rotation: Matrix3, cameraOf: (rotation: Matrix3) => Matrix3): Matrix3[] {
  const pitch = Math.asin(Math.min(1, Math.max(-1, -rotation[6])));
  const roll = Math.atan2(rotation[7], rotation[8]);
  const yaw = Math.atan2(rotation[3], rotation[0]);
  // The same rotation, said in two ways.
  const readings = [
    [roll, pitch, yaw],
    [roll + Math.PI, Math.PI - pitch, yaw + Math.PI],
  ] as const;
  return readings.flatMap(([a, b, c]) => {
    const yaws = originsOf(c).map(aboutZ);
    const rolls = originsOf(a).map(aboutX);
    return originsOf(b, Math.PI / 2).flatMap((origin) => {
      const pitched = aboutY(origin);
      return rolls.flatMap((rolled) => {
        const tilted = multiply(pitched, rolled);
        return yaws
          .map((turned) => multiply(turned, tilted))
          .filter((whole) => standsUpright(cameraOf(whole)));
      });
    });
  });
}

function aboutX(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
}

function aboutY(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

function aboutZ(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}
