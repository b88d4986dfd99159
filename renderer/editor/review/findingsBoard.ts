import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReviewEntry } from '#shared/labels/review.ts';
import type { Agreement } from '#shared/quality/agreement/compareFrame.ts';
import type { FindingChanges } from '#shared/quality/findingBook.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { FrameId } from '../document/records.ts';
import type { FrameStanding } from './reviewRecords.ts';

/** What is known of an object that findings may be about. */
export interface ObjectFacts {
  readonly trackId: string;
  readonly class: string;
  readonly author: string | undefined;
  /** Nanoseconds since 1970, as a decimal string. */
  readonly changedAt: string | undefined;
  /** How far it is from where the label frame begins, along the ground: metres. */
  readonly rangeMetres: number;
}

/** What is known of a 2D box: whose it is, and when it was last changed. */
export interface BoxFacts {
  readonly camera: string;
  readonly class: string;
  readonly author: string | undefined;
  readonly changedAt: string | undefined;
}

/** What a review needs to know of a frame, in memory or not. */
export interface FrameFactsOf {
  readonly standing: FrameStanding;
  readonly entries: readonly ReviewEntry[];
  readonly objects: ReadonlyMap<string, ObjectFacts>;
  readonly boxes: readonly BoxFacts[];
  /** Who has marked it as done. */
  readonly doneBy: string | undefined;
}

/** How well a cuboid and its 2D box on one camera agree, as far as a distribution asks. */
export type AgreementFacts = Pick<Agreement, 'class' | 'camera' | 'iou' | 'verdict'>;

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
  readonly agreements: ReadonlyMap<FrameId, readonly AgreementFacts[]>;
}

/** All that is known to be wrong with a sequence. */
export class FindingsBoard {
  readonly store: StoreApi<FindingsState> = createStore(() => ({
    progress: { kind: 'waiting' },
    findings: [],
    frames: new Map(),
    agreements: new Map(),
  }));
  readonly #found = new Map<string, Finding>();
  /** By frame: what the rules found that look at its cloud, too, while that was at hand. */
  readonly #points = new Map<FrameId, readonly Finding[]>();
  readonly #facts = new Map<FrameId, FrameFactsOf>();
  readonly #agreements = new Map<FrameId, readonly AgreementFacts[]>();
  #isTold = true;

  setProgress(progress: CheckProgress): void {
    this.store.setState({ progress });
  }

  change({ set, gone }: FindingChanges): void {
    if (set.length === 0 && gone.length === 0) return;
    for (const key of gone) this.#found.delete(key);
    for (const finding of set) this.#found.set(findingKey(finding), finding);
    this.#tellSoon();
  }

  setPoints(frameId: FrameId, findings: readonly Finding[]): void {
    if (findings.length === 0 && (this.#points.get(frameId) ?? []).length === 0) return;
    this.#points.set(frameId, findings);
    this.#tellSoon();
  }

  setFacts(frameId: FrameId, facts: FrameFactsOf): void {
    this.#facts.set(frameId, facts);
    this.#tellSoon();
  }

  setAgreements(frameId: FrameId, agreements: readonly AgreementFacts[]): void {
    if (agreements.length === 0 && (this.#agreements.get(frameId) ?? []).length === 0) return;
    this.#agreements.set(frameId, agreements);
    this.#tellSoon();
  }

  /** Changes of one turn of the loop are told of together. */
  #tellSoon(): void {
    if (!this.#isTold) return;
    this.#isTold = false;
    void Promise.resolve().then(() => {
      this.#isTold = true;
      this.store.setState({
        findings: this.#all(),
        frames: new Map(this.#facts),
        agreements: new Map(this.#agreements),
      });
    });
  }

  /** Each once: a rule that looks at the points, too, may say what it says without them. */
  #all(): readonly Finding[] {
    const byKey = new Map(this.#found);
    for (const findings of this.#points.values())
      for (const finding of findings) {
        const key = findingKey(finding);
        if (!byKey.has(key)) byKey.set(key, finding);
      }
    return [...byKey.values()];
  }
}
