import { z } from 'zod';
import { fromAxisAngle, multiply, toMatrix3, type Quaternion } from '../../geometry/quaternion.ts';
import { composeTransforms, IDENTITY_TRANSFORM, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { transformOfRows } from '../common/transformRows.ts';
import type { Openlabel } from './openlabelSchema.ts';

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const poseSchema = z.union([
  z.looseObject({ matrix4x4: z.array(z.number()).length(16) }),
  z.looseObject({ quaternion: z.tuple([z.number(), z.number(), z.number(), z.number()]), translation: vec3 }),
  /** In the order ZYX unless `sequence` says otherwise. */
  z.looseObject({ euler_angles: vec3, translation: vec3, sequence: z.string().optional() }),
]);

/** A pose in one of the three ways that the format has; undefined for what is none, and for angles in another order. */
export function poseOf(value: unknown): RigidTransform | undefined {
  const parsed = poseSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const pose = parsed.data;
  if ('matrix4x4' in pose && Array.isArray(pose.matrix4x4)) return transformOfRows(pose.matrix4x4);
  if ('quaternion' in pose && Array.isArray(pose.quaternion)) {
    const { quaternion, translation } = z
      .object({ quaternion: z.custom<Quaternion>(), translation: vec3 })
      .parse(pose);
    return quaternion.every((part) => part === 0)
      ? undefined
      : { rotation: toMatrix3(quaternion), translation };
  }
  const euler = z
    .object({ euler_angles: vec3, translation: vec3, sequence: z.string().optional() })
    .safeParse(pose);
  if (!euler.success || (euler.data.sequence ?? 'ZYX') !== 'ZYX') return undefined;
  return { rotation: toMatrix3(fromZyx(euler.data.euler_angles)), translation: euler.data.translation };
}

/** R = Rz(a) · Ry(b) · Rx(c), radians: the order in which the format gives them. */
export function fromZyx([a, b, c]: readonly [number, number, number]): Quaternion {
  const level = multiply(fromAxisAngle([0, 1, 0], b), fromAxisAngle([1, 0, 0], c));
  return multiply(fromAxisAngle([0, 0, 1], a), level);
}

/**
 * The transform from a coordinate system to one above it in the tree; undefined where it is not above it, or a pose on the
 * way is missing.
 */
export function poseIn(
  systems: Openlabel['coordinate_systems'],
  name: string,
  ancestor: string,
): RigidTransform | undefined {
  let pose: RigidTransform = IDENTITY_TRANSFORM;
  const seen = new Set<string>();
  for (let at = name; at !== ancestor;) {
    const system = Object.hasOwn(systems, at) ? systems[at] : undefined;
    const step = system && poseOf(system.pose_wrt_parent);
    if (system === undefined || step === undefined || seen.has(at)) return undefined;
    seen.add(at);
    pose = pose === IDENTITY_TRANSFORM ? step : composeTransforms(step, pose);
    at = system.parent;
  }
  return pose;
}
