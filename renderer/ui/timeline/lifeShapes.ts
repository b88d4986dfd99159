import type { Seen } from '#renderer/editor/session/trackLives.ts';

/** A stretch of an object's life that is drawn as one; from the middle of one frame, or column, to that of another. */
export interface LifeBar {
  readonly look: 'interpolated' | 'other';
  readonly from: number;
  readonly to: number;
}

/** Frames that somebody has confirmed, the ends included. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What is drawn of an object's life; all numbers are indices of frames. */
export interface LifeShapes {
  readonly bars: readonly LifeBar[];
  readonly keyframes: readonly number[];
  readonly confirmed: readonly Stretch[];
  /** Where it is lost from sight, and where it is seen again. */
  readonly gaps: readonly Stretch[];
}

/** The part of a life in frames `from` … before `to`, with one neighbour on either side, by binary search. */
export function lifeIn(life: readonly Seen[], from: number, to: number): readonly Seen[] {
  return life.slice(Math.max(0, firstAt(life, from) - 1), firstAt(life, to) + 1);
}

function firstAt(life: readonly Seen[], index: number): number {
  let [low, high] = [0, life.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (life[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Frame by frame: what lies between two frames that follow each other looks interpolated if either is. An object in one
 * frame alone has a bar of no length, unless it is a keyframe.
 */
export function lifeShapes(life: readonly Seen[]): LifeShapes {
  const bars: LifeBar[] = [];
  const confirmed: Stretch[] = [];
  const gaps: Stretch[] = [];
  life.forEach((seen, i) => {
    const [before, after] = [life[i - 1], life[i + 1]];
    if (seen.isConfirmed) extend(confirmed, seen.index, seen.index);
    const isAlone = before?.index !== seen.index - 1 && after?.index !== seen.index + 1;
    if (isAlone && seen.kind !== 'keyframe') bars.push({ look: seen.kind, from: seen.index, to: seen.index });
    if (after === undefined) return;
    if (after.index > seen.index + 1) {
      gaps.push({ from: seen.index, to: after.index });
      return;
    }
    const look = seen.kind === 'interpolated' || after.kind === 'interpolated' ? 'interpolated' : 'other';
    const last = bars.at(-1);
    if (last?.look === look && last.to === seen.index) bars[bars.length - 1] = { ...last, to: after.index };
    else bars.push({ look, from: seen.index, to: after.index });
  });
  const keyframes = life.filter(({ kind }) => kind === 'keyframe').map(({ index }) => index);
  return { bars, keyframes, confirmed, gaps };
}

function extend(stretches: Stretch[], from: number, to: number): void {
  const last = stretches.at(-1);
  if (last !== undefined && last.to >= from - 1) stretches[stretches.length - 1] = { from: last.from, to };
  else stretches.push({ from, to });
}

/** What frames that share a column have in common. */
export interface LifeColumn {
  /** Of the first of its frames. */
  readonly index: number;
  readonly look: 'keyframe' | 'interpolated' | 'other';
  /** In some of its frames the object is not labelled. */
  readonly isPartial: boolean;
  /** In all of its frames in which it is. */
  readonly isConfirmed: boolean;
}

/** In columns of so many frames: a keyframe among them is shown before all else. */
export function lifeColumns(life: readonly Seen[], perColumn: number, total: number): readonly LifeColumn[] {
  const columns: LifeColumn[] = [];
  for (let i = 0; i < life.length;) {
    const column = Math.floor(life[i]!.index / perColumn);
    const index = column * perColumn;
    let look: LifeColumn['look'] = 'interpolated';
    let isConfirmed = true;
    const first = i;
    for (; i < life.length && Math.floor(life[i]!.index / perColumn) === column; i += 1) {
      const seen = life[i]!;
      if (seen.kind === 'keyframe') look = 'keyframe';
      else if (seen.kind === 'other' && look !== 'keyframe') look = 'other';
      isConfirmed &&= seen.isConfirmed;
    }
    const frames = Math.min(perColumn, total - index);
    columns.push({ index, look, isPartial: i - first < frames, isConfirmed });
  }
  return columns;
}

/** The nearest keyframe within so many frames; undefined: there is none. */
export function keyframeNear(life: readonly Seen[], at: number, within: number): number | undefined {
  let best: number | undefined;
  for (const { index, kind } of lifeIn(life, Math.floor(at - within), Math.ceil(at + within))) {
    const away = Math.abs(index - at);
    if (kind === 'keyframe' && away <= within && (best === undefined || away < Math.abs(best - at)))
      best = index;
  }
  return best;
}

/** The frame of a life that is nearest to another; undefined for an object that is nowhere. */
export function nearestSeen(life: readonly Seen[], index: number): number | undefined {
  const at = firstAt(life, index);
  const [before, after] = [life[at - 1]?.index, life[at]?.index];
  if (before === undefined || after === undefined) return after ?? before;
  return after - index <= index - before ? after : before;
}
