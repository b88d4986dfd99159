import { wrapAngle } from '../../geometry/angle.ts';
import { boxFromLabel, cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { cuboidIou } from '../../geometry/cuboidOverlap.ts';
import { length, subtract, type Vec3 } from '../../geometry/vec3.ts';

/** How a label differs from its reference. Lengths in metres, signed ones are label less reference. */
export interface PairErrors {
  /** Of the centres, in space. */
  readonly centre: number;
  /** Of the centre along the reference's own axes: ahead, to its left, up. */
  readonly offset: Vec3;
  readonly size: Vec3;
  /** 1 − IoU with the centres and headings laid on one another (nuScenes' scale error). */
  readonly scale: number;
  /** In [0, π]. */
  readonly yawRad: number;
  /** Front and rear taken as the same, in [0, π/2]. */
  readonly yawOfAxisRad: number;
  /** The front is nearer to the reference's rear. */
  readonly isTurnedRound: boolean;
}

export function pairErrors(reference: Cuboid, label: Cuboid): PairErrors {
  const yawRad = Math.abs(wrapAngle(cuboidYaw(label) - cuboidYaw(reference)));
  return {
    centre: length(subtract(label.centre, reference.centre)),
    offset: boxFromLabel(reference, label.centre),
    size: subtract(label.size, reference.size),
    scale: 1 - cuboidIou(reference, { ...reference, size: label.size }),
    yawRad,
    yawOfAxisRad: Math.min(yawRad, Math.PI - yawRad),
    isTurnedRound: yawRad > Math.PI / 2,
  };
}
