import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { Settings } from '#shared/host/settings.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { pointParts } from '#shared/pointcloud/aggregate/pointParts.ts';
import type { DocumentChange, LabelDocument } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import { isSameLabels, placeFrame, type AggregatedFrame, type PlacedFrame } from './aggregatedFrame.ts';
import { aggregateWindow, pointsOfFrame, type AggregateTrouble } from './aggregateWindow.ts';
import type { EditorState } from './editorState.ts';

export interface AggregateOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly sequence: Sequence;
  readonly queries: Pick<CloudQueries, 'withCloud' | 'thinned'>;
  /** Brings frames' labels into the document and answers those that cannot be read. */
  ensure(frameIds: readonly FrameId[]): Promise<readonly FrameId[]>;
  motionOf(): SequenceMotion;
}

export type AggregateSettings = Pick<Settings['aggregate'], 'reach' | 'movesObjects'>;

/** A new object whenever the points of other frames have to be placed anew. */
export interface AggregateState {
  readonly isOn: boolean;
  /** Why nothing is shown of other frames, whether on or not. */
  readonly trouble: AggregateTrouble | undefined;
  /** Those at hand. */
  readonly frames: readonly AggregatedFrame[];
  /** How many there will be. */
  readonly wanted: number;
  /** Frames within reach that are left out since their pose is not known. */
  readonly unposed: number;
  /** From the frame on screen to the farthest: seconds if `isTimed`, else frames. */
  readonly span: number;
  readonly isTimed: boolean;
  readonly isLoading: boolean;
}

/** After the frame on screen has changed: nobody who scrubs waits for what is behind by then. */
const SETTLE_MS = 150;
/** After an edit: those that follow within it are one. */
const EDIT_MS = 300;

const OFF = { isOn: false, frames: [], wanted: 0, unposed: 0, span: 0, isLoading: false } as const;

/**
 * The points of the frames about the one on screen, to be drawn in its label frame: what stands still becomes dense, and
 * what moves leaves a trail or, moved along with its labels, becomes dense, too. For looking only: counts, fits and picks
 * are about the frame's own cloud. Stays on from frame to frame and keeps what the next one shows as well, since each
 * frame's points lie in its own label frame and only their transforms change.
 */
export class Aggregate {
  readonly store: StoreApi<AggregateState>;
  readonly #options: AggregateOptions;
  readonly #indexes: ReadonlyMap<FrameId, number>;
  readonly #stop: (() => void)[] = [];
  #settings: AggregateSettings = { reach: '5', movesObjects: false };
  #indices: readonly number[] = [];
  #run = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** It was switched on, and not yet all there. */
  #isOpening = false;

  constructor(options: AggregateOptions) {
    this.#options = options;
    this.#indexes = new Map(options.sequence.frames.map(({ id }, index) => [id as FrameId, index]));
    const { isTimed } = options.motionOf();
    this.store = createStore<AggregateState>(() => ({ ...OFF, isTimed, trouble: undefined }));
  }

  /** Poses may be estimated while it is on. */
  get #motion(): SequenceMotion {
    return this.#options.motionOf();
  }

  start(): void {
    const { state, document } = this.#options;
    this.#stop.push(
      state.subscribe(({ frameId }, before) => {
        if (frameId !== before.frameId) this.#aim(SETTLE_MS);
      }),
      document.subscribe((change) => this.#followDocument(change)),
    );
  }

  dispose(): void {
    this.end();
    for (const stop of this.#stop.splice(0)) stop();
  }

  set settings({ reach, movesObjects }: AggregateSettings) {
    if (reach === this.#settings.reach && movesObjects === this.#settings.movesObjects) return;
    this.#settings = { reach, movesObjects };
    this.#aim(0);
  }

  /** The poses are other ones. */
  refresh(): void {
    this.#aim(0);
  }

  /** On or off; answers why it stays off, if so. A frame without a pose between others leaves it on, with nothing to show. */
  toggle(): AggregateTrouble | undefined {
    const { isOn, trouble } = this.store.getState();
    if (isOn) {
      this.end();
      return undefined;
    }
    if (trouble !== undefined && trouble !== 'no-pose-here') return trouble;
    this.#isOpening = true;
    this.store.setState({ isOn: true });
    this.#aim(0);
    return undefined;
  }

  /** Ends it while it is being put together for the first time; false: it was not. */
  stopOpening(): boolean {
    if (!this.#isOpening) return false;
    this.end();
    return true;
  }

  /** Lets go of everything. */
  end(): void {
    this.#halt();
    this.#isOpening = false;
    this.#indices = [];
    this.store.setState(OFF);
  }

  /** What is drawn beside a frame; nothing where its own pose is not known. */
  placedIn(frameId: FrameId): readonly PlacedFrame[] {
    const index = this.#indexes.get(frameId);
    const { frames, span } = this.store.getState();
    if (index === undefined || frames.length === 0) return [];
    const cuboids = this.#settings.movesObjects
      ? this.#options.document.committed.recordsIn(frameId).cuboids
      : [];
    const targets = new Map(cuboids.map(({ trackId, cuboid }) => [trackId, cuboid]));
    return frames.flatMap((frame) => placeFrame(this.#motion, frame, { index, span, targets }) ?? []);
  }

  /** What is wanted now; loads it after so many milliseconds, unless something else is wanted by then. */
  #aim(delayMs: number): void {
    const { frameId } = this.#options.state.getState();
    const index = frameId && this.#indexes.get(frameId);
    if (index === undefined) return;
    const { indices, ...window } = aggregateWindow(this.#motion, index, this.#settings.reach);
    const { isOn, frames } = this.store.getState();
    if (!isOn) {
      if (window.trouble !== this.store.getState().trouble) this.store.setState({ trouble: window.trouble });
      return;
    }
    this.#indices = indices;
    const most = pointsOfFrame(this.#settings.reach);
    const kept = frames.filter((frame) => indices.includes(frame.index) && frame.isGoodFor(most));
    this.store.setState({ ...window, frames: kept, wanted: indices.length });
    this.#schedule(delayMs);
  }

  #schedule(delayMs: number): void {
    this.#halt();
    const isLoading = this.#missing() !== undefined;
    if (!isLoading) this.#isOpening = false;
    if (isLoading !== this.store.getState().isLoading) this.store.setState({ isLoading });
    if (!isLoading && this.#stale() === undefined) return;
    this.#timer = setTimeout(() => {
      this.#run = new AbortController();
      void this.#work(this.#run.signal);
    }, delayMs);
  }

  #halt(): void {
    clearTimeout(this.#timer);
    this.#run.abort();
  }

  /** One frame after the other, the nearest first: the frame on screen is never kept waiting. */
  async #work(signal: AbortSignal): Promise<void> {
    for (let index = this.#missing(); index !== undefined; index = this.#missing()) {
      const frame = await this.#load(index, signal);
      if (frame === undefined) return;
      const { frames } = this.store.getState();
      this.store.setState({ frames: [...frames, frame] });
      if (!(await this.#markParts(signal))) return;
    }
    if (!(await this.#markParts(signal))) return;
    this.#isOpening = false;
    if (this.store.getState().isLoading) this.store.setState({ isLoading: false });
  }

  /** Undefined once it was stopped. What cannot be had is empty, so that it is not asked for again. */
  async #load(index: number, signal: AbortSignal): Promise<AggregatedFrame | undefined> {
    const { queries, sequence } = this.#options;
    const frameId = sequence.frames[index]!.id as FrameId;
    const most = pointsOfFrame(this.#settings.reach);
    const found = await queries
      .withCloud(frameId, () => queries.thinned(frameId, most), signal)
      .catch(() => undefined);
    if (signal.aborted) return undefined;
    const count = found?.thinned.count ?? 0;
    const isGoodFor = (points: number): boolean =>
      count <= points && (points === most || count === (found?.of ?? 0));
    const pack = count === 0 ? undefined : found?.thinned;
    return { index, frameId, pack, parts: undefined, labels: undefined, isGoodFor };
  }

  /** Finds out which points are whose, of all frames whose labels have changed; false once it was stopped. */
  async #markParts(signal: AbortSignal): Promise<boolean> {
    const { document, ensure } = this.#options;
    for (let frame = this.#stale(); frame !== undefined; frame = this.#stale()) {
      await ensure([frame.frameId]);
      // A turn of the loop for each: the page stays free to answer the person.
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      if (signal.aborted) return false;
      const labels = document.committed.recordsIn(frame.frameId).cuboids;
      const cuboids = labels.map(({ cuboid }) => cuboid);
      const marked = { ...frame, labels, parts: pointParts(frame.pack!, cuboids) };
      const { frames } = this.store.getState();
      const { index } = frame;
      this.store.setState({ frames: frames.map((one) => (one.index === index ? marked : one)) });
    }
    return !signal.aborted;
  }

  #missing(): number | undefined {
    const { frames } = this.store.getState();
    return this.#indices.find((index) => !frames.some((frame) => frame.index === index));
  }

  #stale(): AggregatedFrame | undefined {
    if (!this.#settings.movesObjects) return undefined;
    return this.store.getState().frames.find((frame) => this.#isStale(frame));
  }

  #isStale({ frameId, pack, labels }: AggregatedFrame): boolean {
    const { document } = this.#options;
    if (pack === undefined || labels === undefined) return pack !== undefined;
    // Those of a frame that is no longer in memory are as they were.
    return document.isLoaded(frameId) && !isSameLabels(labels, document.committed.recordsIn(frameId).cuboids);
  }

  #followDocument({ cause, frames: changed }: DocumentChange): void {
    const { isOn, frames, isLoading } = this.store.getState();
    if (!isOn || !this.#settings.movesObjects || cause === 'preview' || cause === 'cancel') return;
    const { frameId } = this.#options.state.getState();
    // The same frames, placed anew: an object may be elsewhere now.
    if (frameId !== undefined && changed.has(frameId)) this.store.setState({ frames: [...frames] });
    // What was never asked about is being asked about now.
    const isStale = frames.some(
      (frame) => changed.has(frame.frameId) && frame.labels !== undefined && this.#isStale(frame),
    );
    if (isStale && !isLoading) this.#schedule(EDIT_MS);
  }
}
