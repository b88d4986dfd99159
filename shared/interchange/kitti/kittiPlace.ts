import { cuboidYaw, transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { apply, transpose } from '../../geometry/matrix3.ts';
import { fromAxisAngle, fromMatrix3, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { invertTransform, transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';

/** Where KITTI's object and tracking benchmarks put a box: in rectified camera 0, x right, y down, z forward. */
export interface KittiPlace {
  /** Centre of the bottom face, metres. */
  readonly location: Vec3;
  /** About camera 0's y, which points down, radians. */
  readonly rotationY: number;
}

/** Below this the camera looks so steeply down that "upright in the camera" says nothing about the heading. */
const STEEPEST = 1e-3;

/**
 * The box that KITTI can hold and that is nearest: it stands upright in the camera's frame, keeps its geometric centre, and
 * has the same heading in the label frame. Where camera and lidar are not level with one another that is not quite the
 * same solid. The familiar rotation_y = −yaw − 90° holds only for cameras that are level and look along +x.
 */
export function kittiPlaceOf(cuboid: Cuboid, rectFromLabel: RigidTransform): KittiPlace {
  const [x, y, z] = transformPoint(rectFromLabel, cuboid.centre);
  const yaw = cuboidYaw(cuboid);
  const front: Vec3 = [Math.cos(yaw), Math.sin(yaw), 0];
  // As it is read back: files carry matrices that are orthonormal to a few digits only.
  const r = transpose(toMatrix3(fromMatrix3(invertTransform(rectFromLabel).rotation)));
  // The direction over the same heading that lies in the camera's own horizontal plane, (R · d)_y = 0.
  const rise = Math.abs(r[5]) < STEEPEST ? 0 : -(r[3] * front[0] + r[4] * front[1]) / r[5];
  const direction = apply(r, [front[0], front[1], rise]);
  return {
    location: [x, y + cuboid.size[2] / 2, z],
    rotationY: -Math.atan2(direction[2], direction[0]),
  };
}

/** The cuboid that a place means, in the label frame: as `kittiObjectLabels` reads it. */
export function cuboidAtPlace(
  { location, rotationY }: KittiPlace,
  size: Vec3,
  rectFromLabel: RigidTransform,
): Cuboid {
  const upright = fromAxisAngle([1, 0, 0], Math.PI / 2);
  const rotation = multiply(fromAxisAngle([0, 1, 0], rotationY), upright);
  const centre: Vec3 = [location[0], location[1] - size[2] / 2, location[2]];
  return transformCuboid(invertTransform(rectFromLabel), { centre, size, rotation });
}
