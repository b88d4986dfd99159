import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';

/** A point of the cloud for a face to lie on. */
export interface FacePoint {
  /** How far outside the face it lies, metres; negative inside. */
  readonly along: number;
  /** Label frame, metres. */
  readonly position: Vec3;
}

/** A face does not jump farther than this to a point, metres. */
const REACH = 1;
/** Points farther apart than this, metres, belong to two objects. */
const GAP = 0.15;
/** A point that is snapped to lies this far inside, metres: more than rounding can move the face. */
export const CLEARANCE = 0.001;

/** The outermost point inside the face when that is `reached` metres outside its place. */
export function outermostInside(section: FaceSection, reached: number): FacePoint | undefined {
  const index = countUpTo(section.along, reached) - 1;
  const point = pointOf(section, index);
  return point !== undefined && reached - point.along <= REACH ? point : undefined;
}

/** The outermost point inside the face where it is, however far. */
export function outermostWithin(section: FaceSection): FacePoint | undefined {
  return pointOf(section, countUpTo(section.along, 0) - 1);
}

/** The outermost point of the object that the face cuts or stands off from. */
export function outermostNear(section: FaceSection): FacePoint | undefined {
  const { along } = section;
  let index = Math.max(0, countUpTo(along, 0) - 1);
  while (along[index + 1]! - along[index]! <= GAP) index += 1;
  const point = pointOf(section, index);
  return point !== undefined && Math.abs(point.along) <= REACH ? point : undefined;
}

/** How many of the ascending values are at most `limit`. */
function countUpTo(values: Float64Array, limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function pointOf({ along, points }: FaceSection, index: number): FacePoint | undefined {
  const at = along[index];
  if (at === undefined) return undefined;
  return { along: at, position: [points[index * 3]!, points[index * 3 + 1]!, points[index * 3 + 2]!] };
}
