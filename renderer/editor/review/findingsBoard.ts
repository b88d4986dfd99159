import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReviewEntry } from '#shared/labels/review.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameId } from '../document/records.ts';
import type { FrameStanding } from './reviewRecords.ts';

/** What is known of an object that findings may be about. */
export interface ObjectFacts {
  readonly class: string;
  readonly author: string | undefined;
  /** Nanoseconds since 1970, as a decimal string. */
  readonly changedAt: string | undefined;
}

/** What a review needs to know of a frame, in memory or not. */
export interface FrameFactsOf {
  readonly standing: FrameStanding;
  readonly entries: readonly ReviewEntry[];
  readonly objects: ReadonlyMap<string, ObjectFacts>;
  /** Who has marked it as done. */
  readonly doneBy: string | undefined;
}

export type CheckProgress =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running' | 'stopped'; readonly done: number; readonly total: number }
  /** `unread`: frames whose labels could not be had. */
  | { readonly kind: 'done'; readonly unread: number }
  | { readonly kind: 'failed' };

export interface FindingsState {
  readonly progress: CheckProgress;
  /** Of all frames that were looked at. */
  readonly findings: readonly Finding[];
  readonly frames: ReadonlyMap<FrameId, FrameFactsOf>;
}

interface FrameFindings {
  /** Of rules that need no cloud. */
  readonly own: readonly Finding[];
  /** What those that need one have found besides; while the frame's cloud was at hand. */
  readonly points: readonly Finding[];
}

const NOTHING: FrameFindings = { own: [], points: [] };

/** All that is known to be wrong with a sequence, by frame, and what tracks and the whole have in common. */
export class FindingsBoard {
  readonly store: StoreApi<FindingsState> = createStore(() => ({
    progress: { kind: 'waiting' },
    findings: [],
    frames: new Map(),
  }));
  readonly #frames = new Map<FrameId, FrameFindings>();
  readonly #facts = new Map<FrameId, FrameFactsOf>();
  #common: readonly Finding[] = [];
  #isTold = true;

  setProgress(progress: CheckProgress): void {
    this.store.setState({ progress });
  }

  /** In place of what the rules that look at one frame had found in it. */
  setFrame(frameId: FrameId, own: readonly Finding[]): void {
    this.#put(frameId, { ...(this.#frames.get(frameId) ?? NOTHING), own });
  }

  setPoints(frameId: FrameId, points: readonly Finding[]): void {
    this.#put(frameId, { ...(this.#frames.get(frameId) ?? NOTHING), points });
  }

  /** In place of what was found in tracks and in the sequence as a whole. */
  setCommon(findings: readonly Finding[]): void {
    this.#common = findings;
    this.#tellSoon();
  }

  setFacts(frameId: FrameId, facts: FrameFactsOf): void {
    this.#facts.set(frameId, facts);
    this.#tellSoon();
  }

  #put(frameId: FrameId, findings: FrameFindings): void {
    this.#frames.set(frameId, findings);
    this.#tellSoon();
  }

  /** Answers of one turn of the loop are told of together. */
  #tellSoon(): void {
    if (!this.#isTold) return;
    this.#isTold = false;
    void Promise.resolve().then(() => {
      this.#isTold = true;
      this.store.setState({ findings: this.#all(), frames: new Map(this.#facts) });
    });
  }

  /** Each once: a rule that looks at the points, too, may say what it says without them. */
  #all(): readonly Finding[] {
    const byKey = new Map<string, Finding>();
    for (const { own, points } of this.#frames.values())
      for (const finding of [...own, ...points]) addFirst(byKey, finding);
    for (const finding of this.#common) addFirst(byKey, finding);
    return [...byKey.values()];
  }
}

function addFirst(byKey: Map<string, Finding>, finding: Finding): void {
  const key = findingKey(finding);
  if (!byKey.has(key)) byKey.set(key, finding);
}
