import type { Cuboid } from '../../geometry/cuboid.ts';
import { cuboidIou } from '../../geometry/cuboidOverlap.ts';

/** A cuboid that is compared with others, in the label frame. */
export interface EvaluatedCuboid {
  readonly class: string;
  readonly cuboid: Cuboid;
}

/** Which of the one goes with which of the other. */
export interface Pair<T extends EvaluatedCuboid = EvaluatedCuboid> {
  readonly reference: T;
  readonly label: T;
  /** Intersection over union by volume, or metres between the centres seen from above. */
  readonly value: number;
}

/**
 * Pairs of one class by overlap, best first, each cuboid at most once. Those of them with at least some overlap are the
 * pairs that would be found with that as the least: whoever takes less does not change what was taken before. With 0.5
 * and more there is at most one way to pair cuboids that do not overlap among themselves.
 */
export function pairsByIou<T extends EvaluatedCuboid>(
  references: readonly T[],
  labels: readonly T[],
): Pair<T>[] {
  return greedyPairs(references, labels, (a, b) => {
    const iou = cuboidIou(a.cuboid, b.cuboid);
    return iou > 0 ? { value: iou, order: -iou } : undefined;
  });
}

/** Pairs of one class by the distance of their centres seen from above, nearest first (nuScenes: Caesar et al. 2020). */
export function pairsByDistance<T extends EvaluatedCuboid>(
  references: readonly T[],
  labels: readonly T[],
  mostMetres: number,
): Pair<T>[] {
  return greedyPairs(references, labels, (a, b) => {
    const metres = centreDistance(a.cuboid, b.cuboid);
    return metres <= mostMetres ? { value: metres, order: metres } : undefined;
  });
}

/** Pairs of different classes by overlap: what was labelled as something else. */
export function pairsAcrossClasses<T extends EvaluatedCuboid>(
  references: readonly T[],
  labels: readonly T[],
  leastIou: number,
): Pair<T>[] {
  return takeGreedily(
    candidates(references, labels, (a, b) => {
      const iou = a.class === b.class ? 0 : cuboidIou(a.cuboid, b.cuboid);
      return iou >= leastIou && iou > 0 ? { value: iou, order: -iou } : undefined;
    }),
  );
}

/** Seen from above, metres. */
export function centreDistance(a: Cuboid, b: Cuboid): number {
  return Math.sqrt((a.centre[0] - b.centre[0]) ** 2 + (a.centre[1] - b.centre[1]) ** 2);
}

interface Candidate<T extends EvaluatedCuboid> extends Pair<T> {
  /** The least is taken first. */
  readonly order: number;
}

type Judge<T> = (reference: T, label: T) => { readonly value: number; readonly order: number } | undefined;

function greedyPairs<T extends EvaluatedCuboid>(
  references: readonly T[],
  labels: readonly T[],
  judge: Judge<T>,
): Pair<T>[] {
  return takeGreedily(
    candidates(references, labels, (a, b) => (a.class === b.class ? judge(a, b) : undefined)),
  );
}

function candidates<T extends EvaluatedCuboid>(
  references: readonly T[],
  labels: readonly T[],
  judge: Judge<T>,
): Candidate<T>[] {
  return references.flatMap((reference) =>
    labels.flatMap((label) => {
      const judged = judge(reference, label);
      return judged === undefined ? [] : [{ reference, label, ...judged }];
    }),
  );
}

/** Ties are taken in the order of the files, so that the same labels give the same pairs. */
function takeGreedily<T extends EvaluatedCuboid>(all: Candidate<T>[]): Pair<T>[] {
  const taken = new Set<T>();
  return all
    .sort((a, b) => a.order - b.order)
    .filter(({ reference, label }) => {
      if (taken.has(reference) || taken.has(label)) return false;
      taken.add(reference).add(label);
      return true;
    });
}
