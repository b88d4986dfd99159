import { transformPoint, type RigidTransform } from '../../../geometry/rigidTransform.ts';
import { ZERO, type Vec3 } from '../../../geometry/vec3.ts';
import type { CloudPack } from '../../pack.ts';
import { betweenOrigins } from '../partTransforms.ts';

/** Where the shader draws the points of another frame, label frame of the one on screen, as float32 has it. */
export function placePoints(
  { data, origin, tiles }: CloudPack,
  parts: Uint16Array,
  transforms: readonly RigidTransform[],
  targetOrigin: Vec3 = ZERO,
): Vec3[] {
  const { fround } = Math;
  const drawn = transforms.map((transform) => {
    const { rotation, translation } = betweenOrigins(transform, origin, targetOrigin);
    return {
      rotation: rotation.map(fround),
      translation: translation.map(fround),
    } as unknown as RigidTransform;
  });
  const places: Vec3[] = [];
  for (const { start, count, offset, step } of tiles) {
    for (let point = start; point < start + count; point++) {
      const local = [0, 1, 2].map((axis) =>
        fround(offset[axis]! + step[axis]! * data[point * 4 + axis]!),
      ) as unknown as Vec3;
      const place = transformPoint(drawn[parts[point]!]!, local);
      places[point] = place.map((value, axis) => fround(value) + targetOrigin[axis]!) as unknown as Vec3;
    }
  }
  return places;
}
