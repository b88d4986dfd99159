import { labelFromBox, type Cuboid } from '../../geometry/cuboid.ts';
import { apply } from '../../geometry/matrix3.ts';
import { fromYaw, multiply, toMatrix3 } from '../../geometry/quaternion.ts';
import { addScaled, cross, dot, normalise, subtract, type Vec3 } from '../../geometry/vec3.ts';

/** What a person gets wrong: where it is, how large, or which way it looks. */
export type CorrectionKind = 'position' | 'size' | 'heading';

export type CorrectionName =
  | 'lateral'
  | 'vertical'
  | 'distance'
  | 'along'
  | 'yaw'
  | 'length'
  | 'width'
  | 'height';

/** One change of a cuboid by one number: metres, of a heading radians. */
export interface Correction {
  readonly name: CorrectionName;
  readonly kind: CorrectionKind;
  /** Of a size: which face stays; 0: the middle does. Along the box's own axis. */
  readonly anchor: -1 | 0 | 1;
  /** How far people are off, as a rule; the same unit. */
  readonly usual: number;
  change(amount: number): Cuboid;
}

/** Metres: no box is smaller. */
const SMALLEST = 0.05;

/**
 * The corrections of a cuboid that is seen from a place. *lateral* is to the left as seen from there, *distance* away from
 * it, both level; *along* is along the box's own x. A size changes about the middle, or with the face that stays which is
 * nearer to the place (of the height, the bottom): people draw what they see, and guess the other side.
 */
export function correctionsOf(cuboid: Cuboid, viewpoint: Vec3): readonly Correction[] {
  const axes = toMatrix3(cuboid.rotation);
  const up: Vec3 = normalise(apply(axes, [0, 0, 1]));
  const ahead: Vec3 = normalise(apply(axes, [1, 0, 0]));
  const to = subtract(cuboid.centre, viewpoint);
  const level = normalise(addScaled(to, up, -dot(to, up)));
  const left = cross(up, level);
  const range = Math.sqrt(dot(to, to));
  const shift = (name: CorrectionName, direction: Vec3, usual: number): Correction => ({
    name,
    kind: 'position',
    anchor: 0,
    usual,
    change: (amount) => ({ ...cuboid, centre: addScaled(cuboid.centre, direction, amount) }),
  });
  const resize = (name: CorrectionName, axis: 0 | 1 | 2, anchor: -1 | 0 | 1): Correction => ({
    name,
    kind: 'size',
    anchor,
    usual: 0.25 * cuboid.size[axis],
    change(amount) {
      const size = [...cuboid.size] as [number, number, number];
      size[axis] = Math.max(SMALLEST, size[axis] + amount);
      const middle: [number, number, number] = [0, 0, 0];
      middle[axis] = (-anchor * (size[axis] - cuboid.size[axis])) / 2;
      return { ...cuboid, size, centre: labelFromBox(cuboid, middle) };
    },
  });
  const nearFace = (axis: 0 | 1): -1 | 1 => {
    const direction: Vec3 = apply(axes, axis === 0 ? [1, 0, 0] : [0, 1, 0]);
    return dot(to, direction) > 0 ? -1 : 1;
  };
  return [
    shift('lateral', left, 1),
    shift('vertical', up, 0.5),
    shift('distance', level, Math.max(1, 0.06 * range)),
    shift('along', ahead, 1.5),
    {
      name: 'yaw',
      kind: 'heading',
      anchor: 0,
      usual: 0.4,
      // In the box's own frame: one that lies on a slope turns on the slope.
      change: (amount) => ({ ...cuboid, rotation: multiply(cuboid.rotation, fromYaw(amount)) }),
    },
    resize('length', 0, 0),
    resize('width', 1, 0),
    resize('height', 2, 0),
    resize('length', 0, nearFace(0)),
    resize('width', 1, nearFace(1)),
    resize('height', 2, -1),
  ];
}
