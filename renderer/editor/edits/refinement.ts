import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import type { Provenance } from '#shared/labels/sidecar.ts';
import { isAnchor } from '#shared/labels/sighting.ts';
import { roundCuboid } from '#shared/labels/rounding.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import { doneIdOf, type CuboidRecord, type FrameId, type TrackId } from '../document/records.ts';
import type { Seen } from '../session/trackLives.ts';
import { FEWEST_POINTS, overlapOf } from './findAgain.ts';
import { settleInPlace } from './fitInPlace.ts';
import type { FittedWorkOptions } from './fittedWork.ts';
import { clearlyBetter } from './onPoints.ts';
import { editedBy, isDerived, refinedBy } from './provenance.ts';
import { RefinedPath } from './refinedPath.ts';

/** Cuboids that were to be fitted, by what became of them. */
export interface RefinedCounts {
  readonly fitted: number;
  readonly total: number;
  /** They stayed where they were, for: the points lie on nothing clearly better … */
  readonly inPlace: number;
  /** … too few points … */
  readonly fewPoints: number;
  /** … points of something else, or farther away than it can be … */
  readonly elsewhere: number;
  /** … an edit of somebody meanwhile, or a lock … */
  readonly changed: number;
  /** … a frame whose labels or cloud cannot be had. */
  readonly unread: number;
}

/** `derived`: what is interpolated and confirmed by nobody; `chosen`: whatever is there, as the person asks for it. */
type Which = 'derived' | 'chosen';

/** A cuboid, and where the points show it. */
interface Found {
  readonly record: CuboidRecord;
  readonly cuboid: Cuboid;
}

interface Step {
  readonly trackId: TrackId;
  /** Of the frame. */
  readonly index: number;
  /** The lower, the earlier. */
  readonly round: number;
}

interface Run {
  readonly which: Which;
  readonly paths: ReadonlyMap<TrackId, RefinedPath>;
  readonly signal: AbortSignal;
}

type Stayed = 'inPlace' | 'fewPoints' | 'elsewhere' | 'changed' | 'unread';

/** What is between places that are known is not farther off than this (metres): what would be is something else. */
const FARTHEST = 1;
/** What overlaps another object more than this, and more than it did, has been taken for it. */
const MOST_OVERLAP = 0.1;

/** Fits cuboids of many frames to the points of their frames, each keeping its size and staying the object that it is. */
export class Refinement {
  readonly #options: FittedWorkOptions;

  constructor(options: FittedWorkOptions) {
    this.#options = options;
  }

  /**
   * Fits everything that is interpolated of these tracks and confirmed by nobody, from the keyframes inwards: what was
   * found beside a frame tells where to look in it. Where the points lie clearly better on the fit, it goes there and no
   * longer follows its keyframes; all else goes on following. One entry of history; ended from outside it keeps what it
   * has. Says what became of them.
   */
  async refine(trackIds: readonly TrackId[]): Promise<void> {
    const { document, lives, state } = this.#options;
    const moving = trackIds.filter((trackId) => document.get(trackId)?.isStatic !== true);
    const steps = moving.flatMap((trackId) => inwards(trackId, lives.of(trackId)));
    // What stands still is in one place in all frames: fitted in each, it would not be.
    const reason = moving.length === 0 && trackIds.length > 0 ? 'static' : 'nothing-derived';
    if (steps.length === 0) state.setState({ prompt: { kind: 'nothing-to-refine', reason } });
    else await this.#start(steps, 'derived');
  }

  /** Fits what a track has in these frames, whoever put it there. One entry of history; says what became of them. */
  async fitIn(trackId: TrackId, frameIds: readonly FrameId[]): Promise<void> {
    const { lives } = this.#options;
    const indexes = frameIds.flatMap((frameId) => lives.indexOf(frameId) ?? []);
    await this.#start(
      indexes.map((index) => ({ trackId, index, round: 0 })),
      'chosen',
    );
  }

  async #start(steps: readonly Step[], which: Which): Promise<void> {
    const { edits, work, interrupt } = this.#options;
    interrupt();
    const trackIds = [...new Set(steps.map(({ trackId }) => trackId))];
    if (!edits.mayEditTracks(trackIds)) return;
    await work.start(async (signal) => {
      const paths = new Map<TrackId, RefinedPath>();
      for (const trackId of trackIds) paths.set(trackId, await RefinedPath.of(trackId, this.#options));
      await this.#fitAll(inOrder(steps), { which, paths, signal });
    });
  }

  async #fitAll(steps: readonly (readonly Step[])[], run: Run): Promise<void> {
    const { work, withFrames, lives, state } = this.#options;
    const { which, paths, signal } = run;
    const total = steps.reduce((sum, { length }) => sum + length, 0);
    const found: Found[] = [];
    const stayed: Record<Stayed, number> = { inPlace: 0, fewPoints: 0, elsewhere: 0, changed: 0, unread: 0 };
    let done = 0;
    for (const together of steps) {
      const index = together[0]!.index;
      const frameId = lives.frameAt(index)!;
      if (signal.aborted) break;
      work.tell('refine', done, total);
      const trackIds = together.map(({ trackId }) => trackId);
      const fits = await withFrames([frameId], () => this.#fitIn(frameId, trackIds, run));
      if (fits === undefined) break;
      for (const fit of fits) {
        if (typeof fit === 'string') stayed[fit]++;
        else {
          found.push(fit);
          paths.get(fit.record.trackId)?.add(index, fit.cuboid);
        }
      }
      done += together.length;
    }
    // Undo goes to the first frame of what it takes back.
    found.sort((a, b) => lives.indexOf(a.record.frameId)! - lives.indexOf(b.record.frameId)!);
    const frames = [...new Set(found.map(({ record }) => record.frameId))];
    const fitted = await withFrames(frames, () => this.#write(found, which));
    const counts = { ...stayed, fitted, total, changed: stayed.changed + found.length - fitted };
    state.setState({ prompt: { kind: 'refined', which, counts, isStopped: signal.aborted } });
  }

  /** Undefined: it was ended. */
  async #fitIn(
    frameId: FrameId,
    trackIds: readonly TrackId[],
    run: Run,
  ): Promise<readonly (Found | Stayed)[] | undefined> {
    const { document, queries } = this.#options;
    const { which, signal } = run;
    if (!document.isLoaded(frameId)) return trackIds.map(() => 'unread');
    const fitEach = async (): Promise<(Found | Stayed)[]> => {
      const fits: (Found | Stayed)[] = [];
      for (const trackId of trackIds) {
        const { cuboids } = document.committed.recordsIn(frameId);
        const record = cuboids.find((other) => other.trackId === trackId);
        const isMeant = record !== undefined && (which === 'chosen' || this.#isDerived(record));
        fits.push(isMeant && !signal.aborted ? await this.#fit(record, cuboids, run) : 'changed');
      }
      return fits;
    };
    try {
      const fits = await queries.withCloud(frameId, fitEach, signal);
      return signal.aborted ? undefined : fits;
    } catch {
      return signal.aborted ? undefined : trackIds.map(() => 'unread');
    }
  }

  async #fit(
    record: CuboidRecord,
    cuboids: readonly CuboidRecord[],
    { which, paths }: Run,
  ): Promise<Found | Stayed> {
    const { document, lives, queries } = this.#options;
    const { frameId, trackId } = record;
    const index = lives.indexOf(frameId) ?? 0;
    const expected = (which === 'derived' && paths.get(trackId)?.cuboidAt(index)) || record.cuboid;
    const className = document.get(trackId)?.class ?? '';
    const fit = await settleInPlace({ frameId, expected, className, queries });
    if (fit === undefined) {
      const [points = 0] = (await queries.countPoints(frameId, [expected])) ?? [];
      return points < FEWEST_POINTS ? 'fewPoints' : 'elsewhere';
    }
    const cuboid =
      which === 'chosen' ? fit.cuboid : await this.#best(frameId, [record.cuboid, expected, fit.cuboid]);
    if (cuboid === record.cuboid) return 'inPlace';
    const isFar = which === 'derived' && distance(cuboid.centre, expected.centre) > FARTHEST;
    const isTaken = cuboids.some((other) => {
      const now = other.trackId === trackId ? 0 : overlapOf(other.cuboid, cuboid);
      return now > MOST_OVERLAP && now > overlapOf(other.cuboid, record.cuboid);
    });
    return isFar || isTaken ? 'elsewhere' : { record, cuboid };
  }

  /** Where it is, unless the points lie clearly better on where it should be, or clearly better still on the fit. */
  async #best(frameId: FrameId, [now, expected, fitted]: readonly [Cuboid, Cuboid, Cuboid]): Promise<Cuboid> {
    const { queries } = this.#options;
    // Points tell the place better than the heading, which the keyframes tell, too.
    const headed = { ...fitted, rotation: expected.rotation };
    const best = await clearlyBetter(frameId, expected, [headed, fitted], queries);
    return best === expected && expected !== now ? clearlyBetter(frameId, now, [expected], queries) : best;
  }

  /** Answers how many it has written: what somebody has edited or locked meanwhile stays as it is. */
  #write(found: readonly Found[], which: Which): Promise<number> {
    const { document, edits } = this.#options;
    return document.whenIdle(() => {
      const same = found.filter(({ record }) => {
        const now = document.get(record.id);
        const isSame =
          now !== undefined && deepEqual(now.cuboid, record.cuboid) && !edits.isLocked(record.id);
        return isSame && (which === 'chosen' || this.#isDerived(now));
      });
      document.transact(which === 'derived' ? 'refine' : 'fit', (tx) => {
        for (const { record, cuboid } of same)
          tx.update(record.id, {
            cuboid: roundCuboid(cuboid),
            provenance: this.#provenance(record.provenance, which),
          });
      });
      return same.length;
    });
  }

  #provenance(before: Provenance, which: Which): Provenance {
    const { authorship } = this.#options.edits;
    return which === 'derived' ? refinedBy(before, authorship) : editedBy(before, 'again', authorship);
  }

  #isDerived({ provenance, status, frameId }: CuboidRecord): boolean {
    const isConfirmed = status === 'confirmed' || this.#options.document.get(doneIdOf(frameId)) !== undefined;
    return isDerived(provenance) && !isConfirmed;
  }
}

/** What is derived of a track, and how many frames from the nearest anchor. */
function inwards(trackId: TrackId, life: readonly Seen[]): readonly Step[] {
  const anchors = life.filter(isAnchor).map(({ index }) => index);
  return life
    .filter((seen) => !isAnchor(seen))
    .map(({ index }) => {
      const round = Math.min(...anchors.map((anchor) => Math.abs(anchor - index)));
      return { trackId, index, round };
    });
}

/** Round by round, and what is in one frame together: its cloud is asked for once. */
function inOrder(steps: readonly Step[]): readonly (readonly Step[])[] {
  const sorted = steps.toSorted((a, b) => a.round - b.round || a.index - b.index);
  const groups: Step[][] = [];
  for (const step of sorted) {
    const last = groups.at(-1);
    if (last?.[0]?.index === step.index && last[0].round === step.round) last.push(step);
    else groups.push([step]);
  }
  return groups;
}
