import type { Rectangle } from '../../geometry/rectangle.ts';
import type { Attributes, Box2dExtent } from '../../labels/sidecar.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ProblemReason } from '../../problems/reasons.ts';

/** A 2D box as a file has it, before it is known which image of a dataset is meant. */
export interface ForeignBox {
  /** What its file calls the image: a name with or without its folders and its ending. */
  readonly image: string;
  /** Tells it from the others of the image, the same each time that the file is read. */
  readonly key: string;
  /** Pixels as ours, or parts of the image's size (0 … 1, from its border), which is not known to the file. */
  readonly rectangle: Rectangle;
  readonly unit: 'pixels' | 'image';
  readonly class: string;
  /** A detector's, which is sure of it to some degree, or somebody's. */
  readonly source: 'imported' | 'model';
  readonly score?: number;
  readonly extent?: Box2dExtent;
  readonly attributes?: Attributes;
}

/** What a file holds. What cannot be read is named, and the rest is there. */
export interface ForeignBoxes {
  readonly boxes: readonly ForeignBox[];
  readonly problems: readonly Problem[];
}

/** So many boxes of a file are named one by one; a file that is wrong as a whole would name thousands. */
const MOST_NAMED = 20;

/** Names what is left out, and counts it where there is too much of it. */
export class SkippedBoxes {
  readonly #file: { readonly path?: string };
  readonly #named: Problem[] = [];
  #others = 0;

  /** @param path of the file; undefined: of several */
  constructor(path?: string) {
    this.#file = path === undefined ? {} : { path };
  }

  add(box: string, reason: ProblemReason, where = '', params: Readonly<Record<string, string>> = {}): void {
    if (this.#named.length >= MOST_NAMED) {
      this.#others += 1;
      return;
    }
    this.#named.push({
      code: 'boxes.skipped',
      severity: 'error',
      ...this.#file,
      params: { box, reason, where, ...params },
    });
  }

  get problems(): readonly Problem[] {
    if (this.#others === 0) return this.#named;
    const rest: Problem = {
      code: 'boxes.skipped',
      severity: 'error',
      ...this.#file,
      params: { count: this.#others },
    };
    return [...this.#named, rest];
  }
}

/** Does a rectangle bound something? NaN does not. */
export function rectangleFault({ left, top, right, bottom }: Rectangle): ProblemReason | undefined {
  if (![left, top, right, bottom].every((side) => Number.isFinite(side))) return 'notFinite';
  return right > left && bottom > top ? undefined : 'rectangleEmpty';
}

/** A confidence, where it is one. */
export function scoreOf(value: unknown): { score?: number } {
  return typeof value === 'number' && value >= 0 && value <= 1 ? { score: value } : {};
}
