import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { conjugate, multiply, toRotationVector } from '#shared/geometry/quaternion.ts';
import { distance, length } from '#shared/geometry/vec3.ts';
import type { LabelComparison, ObjectChange } from '#shared/labels/versions/compareLabels.ts';
import type { VersionObject } from '#renderer/editor/edits/restoreVersion.ts';

/** An object of a frame that differs between a version and now. */
export interface ObjectDifference {
  readonly trackId: string;
  readonly class: string;
  /** Undefined: it came since. */
  readonly was: VersionObject | undefined;
  /** Undefined: it is gone. */
  readonly now: VersionObject | undefined;
  readonly changes: readonly ObjectChange[];
}

/** What is lost first, then what changed, the farthest moved first, then what came. */
export function objectDifferences({
  added,
  removed,
  changed,
}: LabelComparison<VersionObject>): readonly ObjectDifference[] {
  const moved = changed
    .map(({ before, after, changes }): ObjectDifference => {
      return { trackId: after.trackId, class: after.class, was: before, now: after, changes };
    })
    .toSorted((a, b) => movedBy(b) - movedBy(a));
  return [
    ...removed.map((object) => onlyOnce(object, { was: object, now: undefined })),
    ...moved,
    ...added.map((object) => onlyOnce(object, { was: undefined, now: object })),
  ];
}

function onlyOnce(
  { trackId, class: className }: VersionObject,
  at: Pick<ObjectDifference, 'was' | 'now'>,
): ObjectDifference {
  return { trackId, class: className, ...at, changes: [] };
}

/** Metres between its centres; 0 where it is only in one of them. */
export function movedBy({ was, now }: ObjectDifference): number {
  return was === undefined || now === undefined ? 0 : distance(was.cuboid.centre, now.cuboid.centre);
}

/** Radians between its orientations. */
export function turnedBy({ was, now }: ObjectDifference): number {
  if (was === undefined || now === undefined) return 0;
  return length(toRotationVector(multiply(now.cuboid.rotation, conjugate(was.cuboid.rotation))));
}

/** A number of an object, as it was and as it is. */
export interface NumberOfBoth {
  readonly key: 'x' | 'y' | 'z' | 'length' | 'width' | 'height' | 'heading';
  readonly was: number | undefined;
  readonly now: number | undefined;
}

/** Metres; the heading in degrees. */
export function numbersOf({ was, now }: ObjectDifference): readonly NumberOfBoth[] {
  const [before, after] = [was, now].map((object) => object && valuesOf(object.cuboid));
  return KEYS.map((key, i) => ({ key, was: before?.[i], now: after?.[i] }));
}

const KEYS = ['x', 'y', 'z', 'length', 'width', 'height', 'heading'] as const;

function valuesOf(cuboid: Cuboid): readonly number[] {
  return [...cuboid.centre, ...cuboid.size, (cuboidYaw(cuboid) * 180) / Math.PI];
}
