import {
  intersectionOverUnion,
  rectangleArea,
  sharedArea,
  type Rectangle,
} from '../../geometry/rectangle.ts';
import { assign } from './assign.ts';

/** A 2D box of one image. */
export interface MatchBox {
  readonly id: string;
  readonly rectangle: Rectangle;
  readonly class: string;
  /** It is known whose it is: it is matched with that alone. */
  readonly trackId?: string | undefined;
}

/** A cuboid of the same frame. */
export interface MatchCuboid {
  readonly id: string;
  readonly trackId: string;
  readonly class: string;
  /** What the image shows of it, pixels; undefined: nothing. */
  readonly rectangle: Rectangle | undefined;
  /** From the camera to its centre along the optical axis, metres. */
  readonly depth: number;
}

export interface MatchOptions {
  /** Less overlap than this, intersection over union, is no match. */
  readonly minIou: number;
  /** What a pair of different classes is worth, of one of the same. */
  readonly otherClass: number;
  /** An object that would have to be so many times as far, or as near, to look as large as the box is no match. */
  readonly maxDepthRatio: number;
}

export const MATCH_OPTIONS: MatchOptions = { minIou: 0.3, otherClass: 0.5, maxDepthRatio: 1.8 };

/** What speaks for a pair, and against it. */
export interface PairEvidence {
  /** Intersection over union, 0 … 1. */
  readonly iou: number;
  readonly isSameClass: boolean;
  /** How far the object would have to be to look as large as the box, over how far it is. */
  readonly depthRatio: number;
  /** The part of what the image shows of the cuboid that lies behind a nearer one, 0 … 1. */
  readonly hidden: number;
}

export type MatchReason =
  /** It was said before. */
  | { readonly kind: 'linked' }
  /** They fit, and together with all other pairs nothing fits better; `rivals`: others that would have fitted. */
  | ({ readonly kind: 'fits'; readonly rivals: number } & PairEvidence);

export type NoMatchReason =
  /** The image does not show the cuboid. */
  | { readonly kind: 'unseen' }
  /** Nothing overlaps with it. */
  | { readonly kind: 'alone' }
  /** The nearest, `other`, overlaps too little, or is too far or too near for its size; `limit`: what is asked for. */
  | { readonly kind: 'overlap'; readonly other: string; readonly iou: number; readonly limit: number }
  | { readonly kind: 'depth'; readonly other: string; readonly depthRatio: number; readonly limit: number }
  /** It would fit with the cuboid `other`, whose box on this image somebody has linked. */
  | { readonly kind: 'occupied'; readonly other: string; readonly iou: number }
  /** It would fit with `other`, which fits better with `rival`. */
  | { readonly kind: 'taken'; readonly other: string; readonly rival: string };

export interface Matches {
  readonly matches: readonly {
    readonly box: string;
    readonly cuboid: string;
    readonly reason: MatchReason;
  }[];
  readonly boxes: readonly { readonly id: string; readonly reason: NoMatchReason }[];
  readonly cuboids: readonly { readonly id: string; readonly reason: NoMatchReason }[];
}

interface Pair {
  readonly evidence: PairEvidence;
  readonly worth: number;
  readonly refusal: 'overlap' | 'depth' | undefined;
}

/**
 * Which 2D box of an image is of which cuboid: the assignment that is worth most as a whole. A pair is worth its overlap,
 * less where the classes differ, where the object would look larger or smaller than the box at its distance, and where it
 * is hidden behind a nearer one that the box may as well be of. Every match and every one left over has its reason.
 */
export function matchBoxes(
  boxes: readonly MatchBox[],
  cuboids: readonly MatchCuboid[],
  options: MatchOptions = MATCH_OPTIONS,
): Matches {
  const linked = linkedPairs(boxes, cuboids);
  const takenCuboids = new Map([...linked].map(([box, cuboid]) => [cuboid, box]));
  const free = boxes.filter((box) => !linked.has(box.id) && box.trackId === undefined);
  const open = cuboids.filter(({ id }) => !takenCuboids.has(id));
  const hidden = open.map((cuboid) => hiddenShare(cuboid, cuboids));
  const pairs = free.map((box) => open.map((cuboid, i) => pairOf(box, cuboid, hidden[i]!, options)));
  const columns = assign(pairs.map((row) => row.map(({ worth }) => worth)));
  const boxOf = new Map(
    columns.flatMap((column, row) => (column === undefined ? [] : [[column, row] as const])),
  );

  const fits = columns.flatMap((column, row) => {
    if (column === undefined) return [];
    const { evidence } = pairs[row]![column]!;
    const inRow = pairs[row]!.filter(({ worth }, i) => i !== column && worth > 0).length;
    const inColumn = pairs.filter((others, i) => i !== row && others[column]!.worth > 0).length;
    const reason: MatchReason = { kind: 'fits', rivals: inRow + inColumn, ...evidence };
    return [{ box: free[row]!.id, cuboid: open[column]!.id, reason }];
  });
  const leftBoxes = free.flatMap((box, row) =>
    columns[row] === undefined
      ? [
          {
            id: box.id,
            reason:
              occupiedBy(box, cuboids, takenCuboids, options) ??
              whyNot(
                pairs[row]!,
                (i) => open[i]!.id,
                (i) => free[boxOf.get(i) ?? -1]?.id,
                options,
              ),
          },
        ]
      : [],
  );
  const lost = boxes
    .filter((box) => box.trackId !== undefined && !linked.has(box.id))
    .map(({ id }): Matches['boxes'][number] => ({ id, reason: { kind: 'alone' } }));
  const cuboidOfRow = (row: number): string | undefined => open[columns[row] ?? -1]?.id;
  const leftCuboids = open.flatMap((cuboid, column): Matches['cuboids'] => {
    if (boxOf.has(column)) return [];
    if (cuboid.rectangle === undefined) return [{ id: cuboid.id, reason: { kind: 'unseen' } }];
    const inColumn = pairs.map((row) => row[column]!);
    return [{ id: cuboid.id, reason: whyNot(inColumn, (i) => free[i]!.id, cuboidOfRow, options) }];
  });
  return {
    matches: [
      ...[...linked].map(([box, cuboid]) => ({ box, cuboid, reason: { kind: 'linked' } as const })),
      ...fits,
    ],
    boxes: [...lost, ...leftBoxes],
    cuboids: leftCuboids,
  };
}

/** By box, the cuboid of its track; where a track has several boxes on the image, all are its. */
function linkedPairs(
  boxes: readonly MatchBox[],
  cuboids: readonly MatchCuboid[],
): ReadonlyMap<string, string> {
  const byTrack = new Map(cuboids.map(({ trackId, id }) => [trackId, id]));
  return new Map(
    boxes.flatMap(({ id, trackId }) => {
      const cuboid = trackId === undefined ? undefined : byTrack.get(trackId);
      return cuboid === undefined ? [] : [[id, cuboid] as const];
    }),
  );
}

/** Hidden parts of a cuboid count this much against it: what hides it is as likely what was drawn. */
const HIDDEN_WEIGHT = 0.5;

function pairOf(box: MatchBox, cuboid: MatchCuboid, hidden: number, options: MatchOptions): Pair {
  const { rectangle } = cuboid;
  const iou = rectangle === undefined ? 0 : intersectionOverUnion(box.rectangle, rectangle);
  const isSameClass = box.class === cuboid.class;
  const depthRatio = rectangle === undefined ? 1 : impliedDepthRatio(box.rectangle, rectangle);
  const evidence = { iou, isSameClass, depthRatio, hidden };
  const apart = Math.abs(Math.log(depthRatio)) / Math.log(options.maxDepthRatio);
  // Written so that NaN is refused.
  if (!(iou >= options.minIou && iou > 0)) return { evidence, worth: 0, refusal: 'overlap' };
  if (!(apart <= 1)) return { evidence, worth: 0, refusal: 'depth' };
  const plausible = (1 - apart / 2) * (1 - HIDDEN_WEIGHT * hidden);
  return { evidence, worth: iou * plausible * (isSameClass ? 1 : options.otherClass), refusal: undefined };
}

/**
 * An object looks half as large at twice the distance: the larger side counts, since what hides an object, or the image's
 * border, most often cuts one of the two.
 */
function impliedDepthRatio(box: Rectangle, projected: Rectangle): number {
  const width = (projected.right - projected.left) / (box.right - box.left);
  const height = (projected.bottom - projected.top) / (box.bottom - box.top);
  const ratios = [width, height].sort((a, b) => Math.abs(Math.log(a)) - Math.abs(Math.log(b)));
  return ratios[0]!;
}

/** The largest part of it that one nearer cuboid covers. */
function hiddenShare({ id, rectangle, depth }: MatchCuboid, all: readonly MatchCuboid[]): number {
  const area = rectangle === undefined ? 0 : rectangleArea(rectangle);
  if (rectangle === undefined || !(area > 0)) return 0;
  const shares = all.flatMap((other) =>
    other.id !== id && other.rectangle !== undefined && other.depth < depth
      ? [sharedArea(other.rectangle, rectangle) / area]
      : [],
  );
  return Math.min(1, Math.max(0, ...shares));
}

/** The cuboid that a box which is left over fits best, where that is linked with another box already. */
function occupiedBy(
  box: MatchBox,
  cuboids: readonly MatchCuboid[],
  taken: ReadonlyMap<string, string>,
  options: MatchOptions,
): NoMatchReason | undefined {
  let best: { readonly id: string; readonly pair: Pair } | undefined;
  for (const cuboid of cuboids) {
    const pair = pairOf(box, cuboid, 0, options);
    if (pair.worth > (best?.pair.worth ?? 0)) best = { id: cuboid.id, pair };
  }
  if (best === undefined || !taken.has(best.id)) return undefined;
  return { kind: 'occupied', other: best.id, iou: best.pair.evidence.iou };
}

/** Why one of the left side has none of the right; its best pair tells. */
function whyNot(
  pairs: readonly Pair[],
  nameOf: (index: number) => string,
  rivalOf: (index: number) => string | undefined,
  { minIou, maxDepthRatio }: MatchOptions,
): NoMatchReason {
  let best = -1;
  for (const [i, pair] of pairs.entries()) {
    const chosen = pairs[best];
    if (!(pair.evidence.iou > 0)) continue;
    if (
      chosen === undefined ||
      pair.worth > chosen.worth ||
      (pair.worth === chosen.worth && pair.evidence.iou > chosen.evidence.iou)
    )
      best = i;
  }
  const pair = pairs[best];
  if (pair === undefined) return { kind: 'alone' };
  const other = nameOf(best);
  const { iou, depthRatio } = pair.evidence;
  if (pair.refusal === 'overlap') return { kind: 'overlap', other, iou, limit: minIou };
  if (pair.refusal === 'depth') return { kind: 'depth', other, depthRatio, limit: maxDepthRatio };
  return { kind: 'taken', other, rival: rivalOf(best) ?? '' };
}
