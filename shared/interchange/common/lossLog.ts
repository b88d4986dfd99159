import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import type { Attributes } from '../../labels/sidecar.ts';
import { deviationOf, type CuboidDeviation } from './describeLoss.ts';
import type { FrameLabels, LabelBox2d, LabelFrame, LabelObject } from './labelSet.ts';

/** From here on a box is another one than that which was written; less is what numbers with few decimals cost. */
export const NOTICEABLE = { metres: 1e-4, radians: 1e-4 } as const;

const LIMITS = [
  ['centreMetres', NOTICEABLE.metres],
  ['sizeMetres', NOTICEABLE.metres],
  ['yawRad', NOTICEABLE.radians],
  ['rotationRad', NOTICEABLE.radians],
] as const;

/** So many objects are named one by one, the first by frame and track; the others are counted. */
const MOST_NAMED = 10_000;

/** Why an object is not in the result at all. */
export type LeftOutReason = 'noCuboids' | 'notFinite' | 'noPose' | 'notSeen';

/** What happened to one object, where it is more than rounding. */
export interface ObjectLoss {
  readonly frame: string;
  readonly track: string;
  readonly class: string;
  readonly lost: readonly ('pitchRoll' | 'rotation' | 'position' | 'size' | 'object')[];
  /** Of an object that was left out. */
  readonly reason?: LeftOutReason;
  /** What is in the file is so far from what it was; metres, radians. */
  readonly deviation?: CuboidDeviation;
}

/** What the result has of an object. */
export interface KeptObject {
  /** As it is read back from the numbers that were written. */
  readonly cuboid: Cuboid;
  /** The names of the attributes that were written, or all. */
  readonly attributes: 'all' | readonly string[];
}

/** Gathers, while labels are written, what the format does not hold of them. */
export class LossLog {
  #objects: ObjectLoss[] = [];
  readonly #attributes = new Map<string, number>();
  readonly #notes = new Map<string, number>();
  readonly #largest = { centreMetres: 0, sizeMetres: 0, yawRad: 0, rotationRad: 0 };
  #others = 0;
  #written = 0;
  #leftOut = 0;
  #tilted = 0;
  #boxes = 0;
  #boxesWritten = 0;

  /** An object that is in the result. */
  wrote(frame: LabelFrame, object: LabelObject, kept: KeptObject): void {
    this.#written += 1;
    this.#loseAttributes(object.attributes, kept.attributes);
    const deviation = deviationOf(object.cuboid, kept.cuboid);
    const lost = lostOf(deviation);
    if (lost.includes('pitchRoll')) this.#tilted += 1;
    if (lost.length > 0) this.#name({ ...named(frame, object), lost, deviation: rounded(deviation) });
    for (const [key, limit] of LIMITS)
      // What is more is no matter of decimals, and named: a box that lost its tilt is still rounded in its place.
      if (deviation[key] <= limit) this.#largest[key] = Math.max(this.#largest[key], deviation[key]);
  }

  /** A frame whose labels are in the result as they were in their file. */
  keptAll(frame: LabelFrame, { objects, boxes2d }: Pick<FrameLabels, 'objects' | 'boxes2d'>): void {
    for (const object of objects) this.wrote(frame, object, { cuboid: object.cuboid, attributes: 'all' });
    for (const box of boxes2d) this.box2d(box, true);
  }

  /** An object of which only what cameras see of it is in the result. */
  wroteProjections({ attributes }: LabelObject, kept: KeptObject['attributes']): void {
    this.#written += 1;
    this.#loseAttributes(attributes, kept);
  }

  /** An object that is not. */
  leftOut(frame: LabelFrame, object: LabelObject, reason: LeftOutReason): void {
    this.#leftOut += 1;
    this.#name({ ...named(frame, object), lost: ['object'], reason });
  }

  /**
   * A 2D box.
   *
   * @param kept what was written of it beside rectangle and class: names of attributes, `score`, `extent`, or all
   */
  box2d(
    { attributes, score, extent }: LabelBox2d,
    isWritten: boolean,
    kept: KeptObject['attributes'] = 'all',
  ): void {
    this.#boxes += 1;
    if (!isWritten) return;
    this.#boxesWritten += 1;
    const details = {
      ...attributes,
      ...(score === undefined ? {} : { score }),
      ...(extent === undefined ? {} : { extent }),
    };
    this.#loseAttributes(details, kept);
  }

  /** Something else that the result lacks or assumes, by a name of `notes` in `docs/interchange.md`; counted. */
  note(name: string, times = 1): void {
    this.#notes.set(name, (this.#notes.get(name) ?? 0) + times);
  }

  get report(): LossSummary {
    this.#forgetOthers();
    return {
      objects: { written: this.#written, leftOut: this.#leftOut, withoutPitchAndRoll: this.#tilted },
      boxes2d: { written: this.#boxesWritten, leftOut: this.#boxes - this.#boxesWritten },
      rounding: rounded(this.#largest),
      attributesLost: sorted(this.#attributes),
      notes: sorted(this.#notes),
      changed: this.#objects,
      changedNotNamed: this.#others,
    };
  }

  #loseAttributes(attributes: Attributes, kept: KeptObject['attributes']): void {
    if (kept === 'all') return;
    for (const name of Object.keys(attributes)) if (!kept.includes(name)) count(this.#attributes, name);
  }

  #name(loss: ObjectLoss): void {
    this.#objects.push(loss);
    if (this.#objects.length > 2 * MOST_NAMED) this.#forgetOthers();
  }

  #forgetOthers(): void {
    const first = firstLosses(this.#objects);
    this.#others += this.#objects.length - first.length;
    this.#objects = first;
  }
}

/** Those that are named, in their order, which does not hang on the order that they were found in. */
export function firstLosses(losses: readonly ObjectLoss[]): ObjectLoss[] {
  return losses
    .toSorted((a, b) => compareCodePoints(a.frame, b.frame) || compareCodePoints(a.track, b.track))
    .slice(0, MOST_NAMED);
}

export interface LossSummary {
  readonly objects: {
    readonly written: number;
    readonly leftOut: number;
    readonly withoutPitchAndRoll: number;
  };
  readonly boxes2d: { readonly written: number; readonly leftOut: number };
  /** The largest of those deviations that count as rounding, each for itself; metres, radians. */
  readonly rounding: Omit<CuboidDeviation, 'tiltRad'>;
  /** Attribute → how many objects and 2D boxes had it. */
  readonly attributesLost: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, number>>;
  readonly changed: readonly ObjectLoss[];
  readonly changedNotNamed: number;
}

function lostOf(deviation: CuboidDeviation): ObjectLoss['lost'] {
  const { centreMetres, sizeMetres, rotationRad, tiltRad } = deviation;
  const isTilted = tiltRad > NOTICEABLE.radians;
  return [
    ...(isTilted
      ? (['pitchRoll'] as const)
      : rotationRad > NOTICEABLE.radians
        ? (['rotation'] as const)
        : []),
    ...(centreMetres > NOTICEABLE.metres ? (['position'] as const) : []),
    ...(sizeMetres > NOTICEABLE.metres ? (['size'] as const) : []),
  ];
}

function named(frame: LabelFrame, { track, class: name }: LabelObject) {
  return { frame: frame.id, track, class: name };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Up to nine decimals, so that the report is the same on every engine: `acos` and `hypot` differ in their last bits.
 * Upwards: a bound that is said holds.
 */
function rounded<T extends object>(numbers: T): T {
  return Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [key, upwards(Number(value))]),
  ) as T;
}

function upwards(value: number): number {
  return Math.ceil(value * 1e9 - 1e-3) / 1e9 + 0;
}
