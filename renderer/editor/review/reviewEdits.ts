import type { StoreApi } from 'zustand/vanilla';
import {
  verdictIdOf,
  type Anchor,
  type SendBackReason,
  type Verdict,
  type VerdictEntry,
} from '#shared/labels/review.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import { doneIdOf, type FrameId, type ReviewId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import { stampOf } from '../edits/provenance.ts';
import type { EditorEnvironment } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import { entryOf, reviewRecordOf, verdictOf } from './reviewRecords.ts';

export interface ReviewEditsOptions {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly environment: EditorEnvironment;
  /** Empty: no author is written. */
  readonly author: string;
  /** Ends a running gesture: one edit at a time. */
  interrupt(): void;
}

/** What QA staff say: each one entry of history, in the frame that it is about, which must be loaded. */
export class ReviewEdits {
  readonly #options: ReviewEditsOptions;

  constructor(options: ReviewEditsOptions) {
    this.#options = options;
    const { document, state } = options;
    document.onKept = (frames) =>
      // After what the edit itself has to say: that it did not do all of it matters more.
      void Promise.resolve().then(() => state.setState({ prompt: { kind: 'frozen', frames: [...frames] } }));
  }

  /**
   * Gives a frame, or an object or 2D box in it, a verdict; undefined takes it away. Reasons are those for which it is
   * sent back. Answers whether it may be said.
   */
  setVerdict(
    frameId: FrameId,
    objectId: string | undefined,
    verdict: Verdict | undefined,
    reasons: readonly SendBackReason[] = [],
  ): boolean {
    const { document } = this.#options;
    const before = document.isLoaded(frameId)
      ? verdictOf(document.recordsIn(frameId), frameId, objectId)
      : undefined;
    return this.#edit('verdict', frameId, (tx) => {
      const id = verdictIdOf(frameId, objectId) as ReviewId;
      if (tx.get(id) !== undefined) tx.remove(id);
      if (verdict === undefined) return;
      tx.create(
        reviewRecordOf(frameId, {
          ...unknownKeysOf(before),
          id,
          kind: 'verdict',
          ...(objectId === undefined ? {} : { object: objectId }),
          verdict,
          ...(verdict === 'rejected' && reasons.length > 0 ? { reasons: [...reasons] } : {}),
          ...this.#signature(),
        }),
      );
      const mark = doneIdOf(frameId);
      if (objectId !== undefined || verdict !== 'accepted' || tx.get(mark) !== undefined) return;
      const { at: markedAt, ...author } = this.#signature();
      tx.create({ type: 'done', id: mark, frameId, ...author, markedAt, extra: {} });
    });
  }

  /**
   * Says something about a place, or to another comment (`answers`); without either, about the frame. Answers the
   * comment's id, or undefined.
   */
  comment(
    frameId: FrameId,
    text: string,
    about: { readonly anchor?: Anchor | undefined; readonly answers?: ReviewId } = {},
  ): ReviewId | undefined {
    const { anchor, answers } = about;
    const said = text.trim();
    if (said === '') return undefined;
    const id = this.#options.environment.newId() as ReviewId;
    const isSaid = this.#edit('comment', frameId, (tx) =>
      tx.create(
        reviewRecordOf(frameId, {
          id,
          kind: 'comment',
          text: said,
          ...(anchor === undefined ? {} : { anchor }),
          ...(answers === undefined ? {} : { answers }),
          ...this.#signature(),
        }),
      ),
    );
    return isSaid ? id : undefined;
  }

  /** What it was about is settled, or open again. Who said it, and when, stays. */
  resolve(id: ReviewId, isResolved: boolean): void {
    const record = this.#options.document.get(id);
    if (record === undefined || entryOf(record)?.kind !== 'comment') return;
    this.#edit('comment', record.frameId, (tx) => {
      const { isResolved: _before, ...extra } = record.extra;
      tx.update(id, { extra: isResolved ? { ...extra, isResolved } : extra });
    });
  }

  /** A finding (its key) stays as it is, for a reason. */
  waive(frameId: FrameId, finding: string, reason: string): boolean {
    const why = reason.trim();
    if (why === '') return false;
    return this.#edit('waive', frameId, (tx) => {
      this.#removeWaivers(tx, frameId, finding);
      const id = this.#options.environment.newId();
      tx.create(reviewRecordOf(frameId, { id, kind: 'waiver', finding, reason: why, ...this.#signature() }));
    });
  }

  /** Takes a waiver back. */
  unwaive(frameId: FrameId, finding: string): void {
    this.#edit('waive', frameId, (tx) => this.#removeWaivers(tx, frameId, finding));
  }

  /** May something be said about the frame? If not, says why beside the work. */
  maySay(frameId: FrameId): boolean {
    const { document, state } = this.#options;
    const { readOnly } = state.getState();
    if (readOnly !== undefined) state.setState({ prompt: { kind: 'read-only', problem: readOnly } });
    return readOnly === undefined && document.isLoaded(frameId);
  }

  #edit(label: 'verdict' | 'comment' | 'waive', frameId: FrameId, edit: (tx: Transaction) => void): boolean {
    this.#options.interrupt();
    if (!this.maySay(frameId)) return false;
    this.#options.document.transact(label, edit);
    return true;
  }

  #removeWaivers(tx: Transaction, frameId: FrameId, finding: string): void {
    for (const record of this.#options.document.recordsIn(frameId).reviews) {
      const entry = entryOf(record);
      if (entry?.kind === 'waiver' && entry.finding === finding) tx.remove(record.id);
    }
  }

  #signature(): { readonly author?: string; readonly at: string } {
    const { author, environment } = this.#options;
    const { changedAt: at, ...by } = stampOf({ author, nowMs: environment.now() });
    return { ...by, at };
  }
}

const KNOWN = new Set(['id', 'kind', 'object', 'verdict', 'reasons', 'note', 'author', 'at']);

function unknownKeysOf(entry: VerdictEntry | undefined): object {
  return Object.fromEntries(Object.entries(entry ?? {}).filter(([key]) => !KNOWN.has(key)));
}
