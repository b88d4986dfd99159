import { createStore, type StoreApi } from 'zustand/vanilla';
import { chainMotions, type MotionSegment } from '#shared/pointcloud/motion/chainMotions.ts';
import type { MotionEstimate } from '#shared/pointcloud/motion/estimateMotion.ts';
import type { EgoMotionSource } from '../ports.ts';

/** How sure an estimate is, step by step. */
export interface MotionSummary {
  readonly steps: number;
  readonly good: number;
  readonly doubtful: number;
  readonly failed: number;
  /** Frames in a row whose poses hang together, the most. */
  readonly longest: number;
}

export type EgoMotionState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  /** It waits for a person to use it, or is used. */
  | { readonly kind: 'estimated'; readonly summary: MotionSummary; readonly isUsed: boolean };

export interface EgoMotionOptions {
  readonly source: EgoMotionSource;
  /** Steps of the sequence: one less than frames. */
  readonly total: number;
  use(segments: readonly MotionSegment[]): void;
}

/**
 * How the vehicle moved, estimated from the clouds where the dataset does not say. Never used unless a person says so, and
 * only those steps that are good; it is kept while the sequence is open.
 */
export class EgoMotion {
  readonly store: StoreApi<EgoMotionState> = createStore<EgoMotionState>(() => ({ kind: 'none' }));
  readonly #options: EgoMotionOptions;
  #run: AbortController | undefined;
  #segments: readonly MotionSegment[] = [];

  constructor(options: EgoMotionOptions) {
    this.#options = options;
  }

  /** Undefined when it was stopped, or could not be done. */
  async estimate(): Promise<MotionSummary | undefined> {
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    const { source, total } = this.#options;
    const onStep = (done: number): void => {
      if (this.#run === run) this.store.setState({ kind: 'running', done, total }, true);
    };
    onStep(0);
    const steps = await source.estimateMotions(onStep, run.signal).catch(() => undefined);
    if (this.#run !== run) return undefined;
    this.#run = undefined;
    if (steps === undefined) {
      this.store.setState({ kind: 'none' }, true);
      return undefined;
    }
    this.#segments = chainMotions(steps, { acceptsDoubtful: false });
    const summary = summaryOf(steps, this.#segments);
    this.store.setState({ kind: 'estimated', summary, isUsed: false }, true);
    return summary;
  }

  /** From now on it says where the vehicle was. */
  use(): void {
    const state = this.store.getState();
    if (state.kind !== 'estimated') return;
    this.#options.use(this.#segments);
    this.store.setState({ ...state, isUsed: true }, true);
  }

  /** Ends a running one; false: there was none. */
  stop(): boolean {
    const isRunning = this.#run !== undefined;
    this.#run?.abort();
    return isRunning;
  }
}

function summaryOf(steps: readonly MotionEstimate[], segments: readonly MotionSegment[]): MotionSummary {
  const count = (verdict: MotionEstimate['verdict']): number =>
    steps.filter((step) => step.verdict === verdict).length;
  return {
    steps: steps.length,
    good: count('good'),
    doubtful: count('doubtful'),
    failed: count('failed'),
    longest: Math.max(0, ...segments.map(({ worldFromLabel }) => worldFromLabel.length)),
  };
}
