import { wrapAngle } from '#shared/geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { SHORTEST_BOX } from '#renderer/editor/edits/onPoints.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';

/** How far a cuboid is from where the points of its frame say. */
export interface FitDelta {
  readonly metres: number;
  /** Unsigned; undefined of what is too short for its points to tell. */
  readonly radians: number | undefined;
  /** More than a fit is unsure by: somebody should look. */
  readonly isFar: boolean;
}

/** `none`: the points do not say where it is. */
export type KnownDelta = FitDelta | 'none';

/** A cuboid, and what is told from it. */
export interface WantedDelta {
  readonly cuboid: Cuboid;
  readonly className: string;
}

export interface FitDeltasOptions {
  /** Fits what is expected there, with its size, to the points of the frame; undefined where that cannot be done. */
  fit(frameId: FrameId, wanted: WantedDelta, signal: AbortSignal): Promise<Cuboid | undefined>;
  /** Is it its turn: has what is shown of the frame come? */
  isReady(frameId: FrameId): boolean;
  /** Resolves when nobody is dragging anything. */
  whenIdle(): Promise<void>;
  /** Is told when a frame's delta has come, or holds no more. */
  onDelta(frameId: FrameId): void;
}

/** After the last edit, milliseconds: nobody reads it between two nudges. */
const QUIET_MS = 250;
/**
 * A fit is unsure by so much: in the sample drive, fits of the true boxes are farther off in one of twenty. Of people and
 * two-wheelers, metres, whose heading it does not tell; of vehicles at least so many, and so many for each of length.
 */
const FAR_SMALL = 0.4;
const FAR_METRES = 0.3;
const FAR_SHARE = 0.1;
const FAR_RADIANS = (5 * Math.PI) / 180;
const MOST_KEPT = 256;

/** Deltas of cuboids that are shown, one fit after the other, begun when no edit or drag has gone on for a moment. */
export class FitDeltas {
  readonly #options: FitDeltasOptions;
  readonly #known = new Map<FrameId, WantedDelta & { readonly delta: KnownDelta }>();
  #wanted: ReadonlyMap<FrameId, WantedDelta> = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running:
    | { readonly frameId: FrameId; readonly wanted: WantedDelta; readonly abort: AbortController }
    | undefined;

  constructor(options: FitDeltasOptions) {
    this.#options = options;
  }

  /** Undefined while it is not known of the cuboid as it is. */
  get(frameId: FrameId): KnownDelta | undefined {
    return this.#isKnown(frameId, this.#wanted.get(frameId)) ? this.#known.get(frameId)?.delta : undefined;
  }

  /** What is shown, the most urgent first; replaces the last wish, and ends the fit of what changed since. */
  want(cuboids: ReadonlyMap<FrameId, WantedDelta>): void {
    const before = this.#wanted;
    this.#wanted = cuboids;
    if (this.#running !== undefined && !isSame(cuboids.get(this.#running.frameId), this.#running.wanted))
      this.#running.abort.abort();
    for (const [frameId, wanted] of cuboids) {
      if (before.has(frameId) && !isSame(before.get(frameId), wanted)) this.#options.onDelta(frameId);
    }
    this.#soon();
  }

  /** What was not ready may be now. */
  goOn(): void {
    if (this.#running === undefined && this.#timer === undefined) this.#soon();
  }

  /** Forgets everything, and wants nothing any more. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wanted = new Map();
    this.#running?.abort.abort();
    this.#known.clear();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#running === undefined) void this.#next();
    }, QUIET_MS);
  }

  async #next(): Promise<void> {
    for (;;) {
      await this.#options.whenIdle();
      // Edited again meanwhile: then it begins once that is over.
      if (this.#timer !== undefined || this.#running !== undefined) return;
      const next = [...this.#wanted].find(
        ([id, about]) => this.#options.isReady(id) && !this.#isKnown(id, about),
      );
      if (next === undefined) return;
      const [frameId, wanted] = next;
      const abort = new AbortController();
      this.#running = { frameId, wanted, abort };
      const fitted = await this.#options.fit(frameId, wanted, abort.signal).catch(() => undefined);
      this.#running = undefined;
      if (!abort.signal.aborted) this.#put(frameId, wanted, fitted);
    }
  }

  #put(frameId: FrameId, wanted: WantedDelta, fitted: Cuboid | undefined): void {
    this.#known.delete(frameId);
    this.#known.set(frameId, {
      ...wanted,
      delta: fitted === undefined ? 'none' : deltaBetween(wanted.cuboid, fitted),
    });
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST_KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#options.onDelta(frameId);
  }

  #isKnown(frameId: FrameId, wanted: WantedDelta | undefined): boolean {
    return wanted !== undefined && isSame(this.#known.get(frameId), wanted);
  }
}

/** How far a cuboid is from a fit of the same size. */
export function deltaBetween(cuboid: Cuboid, fitted: Cuboid): FitDelta {
  const metres = distance(cuboid.centre, fitted.centre);
  const [length] = cuboid.size;
  if (length < SHORTEST_BOX) return { metres, radians: undefined, isFar: metres > FAR_SMALL };
  const radians = Math.abs(wrapAngle(cuboidYaw(cuboid) - cuboidYaw(fitted)));
  const isFar = metres > Math.max(FAR_METRES, FAR_SHARE * length) || radians > FAR_RADIANS;
  return { metres, radians, isFar };
}

/** Records are frozen: the same object is the same cuboid. */
function isSame(a: WantedDelta | undefined, b: WantedDelta): boolean {
  return a?.cuboid === b.cuboid && a.className === b.className;
}
