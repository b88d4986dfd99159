import { multiply, type Matrix3 } from '#shared/geometry/matrix3.ts';
import { composeTransforms, type RigidTransform } from '#shared/geometry/rigidTransform.ts';
import { cross, lerp, normalise, subtract, distance, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Material, Primitive } from './hit.ts';
import type { Shape } from './shape.ts';

/** One solid of a model: x forward, y left, z up, the origin on the ground under the middle. */
export interface Part {
  readonly shape: Shape;
  readonly material: Material;
  readonly modelFromShape: RigidTransform;
}

export interface Model {
  readonly parts: readonly Part[];
  /** Length, width, height of the cuboid that holds every part and stands on the ground. */
  readonly size: Vec3;
}

const UNTURNED: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function part(
  shape: Shape,
  material: Material,
  at: Vec3 = [0, 0, 0],
  rotation: Matrix3 = UNTURNED,
): Part {
  return { shape, material, modelFromShape: { rotation, translation: at } };
}

/** A capsule from one point to another. */
export function limb(from: Vec3, to: Vec3, radius: number, material: Material): Part {
  const shape: Shape = { kind: 'capsule', radius, halfHeight: distance(from, to) / 2 };
  const along = normalise(subtract(to, from));
  const side = normalise(cross(Math.abs(along[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0], along));
  const third = cross(along, side);
  const rotation: Matrix3 = [
    side[0],
    third[0],
    along[0],
    side[1],
    third[1],
    along[1],
    side[2],
    third[2],
    along[2],
  ];
  return part(shape, material, lerp(from, to, 0.5), rotation);
}

/** Rotation that lays a shape's z along the model's y, as an axle lies, turned by `spinRad`. */
export function axle(spinRad: number): Matrix3 {
  const c = Math.cos(spinRad);
  const s = Math.sin(spinRad);
  return multiply([1, 0, 0, 0, 0, 1, 0, -1, 0], [c, -s, 0, s, c, 0, 0, 0, 1]);
}

/** Rotation about +z, counter-clockwise. */
export function turned(yawRad: number): Matrix3 {
  const c = Math.cos(yawRad);
  const s = Math.sin(yawRad);
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}

/** Rotation about +y: positive lowers +x. */
export function pitched(angleRad: number): Matrix3 {
  const c = Math.cos(angleRad);
  const s = Math.sin(angleRad);
  return [c, 0, s, 0, 1, 0, -s, 0, c];
}

export function placeModel(model: Model, worldFromModel: RigidTransform, objectId: number): Primitive[] {
  return model.parts.map(({ shape, material, modelFromShape }) => ({
    shape,
    material,
    objectId,
    worldFromShape: composeTransforms(worldFromModel, modelFromShape),
  }));
}
