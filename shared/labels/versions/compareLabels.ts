import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Sidecar } from '../sidecar.ts';

/** An object in a frame, as far as two versions of its labels are compared. */
export interface ComparedObject {
  /** One track has one object in a frame: what tells which is which. Lower case. */
  readonly trackId: string;
  readonly class: string;
  readonly cuboid: Cuboid;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly status: string;
}

export const OBJECT_CHANGES = ['moved', 'resized', 'turned', 'class', 'attributes', 'status'] as const;
export type ObjectChange = (typeof OBJECT_CHANGES)[number];

/** What became of the objects of a frame from one version of its labels to another. */
export interface LabelComparison<O extends ComparedObject = ComparedObject> {
  readonly added: readonly O[];
  readonly removed: readonly O[];
  readonly changed: readonly {
    readonly before: O;
    readonly after: O;
    /** In the order of {@link OBJECT_CHANGES}. */
    readonly changes: readonly ObjectChange[];
  }[];
  /** Of which nothing that a person sets is different. */
  readonly same: number;
}

/** Half of the last digit that files have: what is read back is the same. */
const METRES = 5e-5;
const QUATERNION = 5e-9;

/**
 * Compares the objects of two versions by their tracks. Counts, projections and who changed something when are not
 * compared: they follow from the rest, or do not matter to somebody who looks for a lost box.
 */
export function compareLabels<O extends ComparedObject>(
  before: readonly O[],
  after: readonly O[],
): LabelComparison<O> {
  const now = new Map(after.map((object) => [object.trackId, object]));
  const then = new Set(before.map(({ trackId }) => trackId));
  const changed: { before: O; after: O; changes: readonly ObjectChange[] }[] = [];
  const removed: O[] = [];
  let same = 0;
  for (const object of before) {
    const other = now.get(object.trackId);
    if (other === undefined) {
      removed.push(object);
      continue;
    }
    const changes = changesOf(object, other);
    if (changes.length === 0) same += 1;
    else changed.push({ before: object, after: other, changes });
  }
  return { added: after.filter(({ trackId }) => !then.has(trackId)), removed, changed, same };
}

/** The objects of a sidecar for {@link compareLabels}. */
export function comparedObjects({ objects }: Pick<Sidecar, 'objects'>): readonly ComparedObject[] {
  return objects.map(({ trackId, class: className, cuboid, attributes, status }) => ({
    trackId: trackId.toLowerCase(),
    class: className,
    cuboid,
    attributes,
    status,
  }));
}

function changesOf(a: ComparedObject, b: ComparedObject): readonly ObjectChange[] {
  const is: Readonly<Record<ObjectChange, boolean>> = {
    moved: differs(a.cuboid.centre, b.cuboid.centre, METRES),
    resized: differs(a.cuboid.size, b.cuboid.size, METRES),
    turned: isTurned(a.cuboid, b.cuboid),
    class: a.class !== b.class,
    attributes: !hasSameAttributes(a, b),
    status: a.status !== b.status,
  };
  return OBJECT_CHANGES.filter((change) => is[change]);
}

function differs(a: readonly number[], b: readonly number[], tolerance: number): boolean {
  return a.some((value, i) => Math.abs(value - (b[i] ?? NaN)) > tolerance);
}

/** q and −q are the same rotation. */
function isTurned({ rotation: a }: Cuboid, { rotation: b }: Cuboid): boolean {
  const opposite = b.map((value) => -value);
  return differs(a, b, QUATERNION) && differs(a, opposite, QUATERNION);
}

function hasSameAttributes({ attributes: a }: ComparedObject, { attributes: b }: ComparedObject): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
}
