import { deepEqual } from '../deepEqual.ts';
import { compareCodePoints } from '../dataset/naturalOrder.ts';
import { findingKey, type Finding } from './finding.ts';
import { isSameList } from './memo.ts';
import type { Waiver } from './waivers.ts';

/** A finding as it stands: under a key that stays the same while it is found again, and waived or not. */
export interface CheckedFinding extends Finding {
  readonly key: string;
  /** Why it stays as it is; it is shown apart, and counts for nothing. */
  readonly waiver?: Waiver | undefined;
}

export interface FindingChanges {
  /** New ones, and those that say something else than before. */
  readonly set: readonly CheckedFinding[];
  /** Keys. */
  readonly gone: readonly string[];
}

/** Findings by frame, and what of them is new: an edit is about a few frames, and there may be thousands. */
export class FindingBook {
  readonly #byFrame = new Map<string, readonly CheckedFinding[]>();
  /** What was written for each frame, to tell sooner that nothing has changed. */
  readonly #written = new Map<string, readonly unknown[]>();
  /** As they were told last, of the frames that have changed since. */
  readonly #told = new Map<string, readonly CheckedFinding[]>();

  /** All that is found about a frame, in place of what was. Of two with one key the worse counts, else the first. */
  set(frameId: string, findings: Iterable<Finding>, waivers: ReadonlyMap<string, Waiver> | undefined): void {
    const written = [waivers, ...findings];
    if (isSameList(this.#written.get(frameId) ?? [], written)) return;
    this.#written.set(frameId, written);
    const before = this.of(frameId);
    const known = new Map(before.map((finding) => [finding.key, finding]));
    const byKey = new Map<string, CheckedFinding>();
    for (const finding of findings) {
      const key = findingKey(finding);
      const other = byKey.get(key);
      // The worst, so that a waiver means what was read.
      if (other !== undefined && finding.badness <= other.badness) continue;
      const waiver = waivers?.get(key);
      const checked: CheckedFinding = { ...finding, key, ...(waiver === undefined ? {} : { waiver }) };
      const same = known.get(key);
      byKey.set(key, same !== undefined && deepEqual(same, checked) ? same : checked);
    }
    if (!this.#told.has(frameId)) this.#told.set(frameId, before);
    if (byKey.size === 0) this.#byFrame.delete(frameId);
    else this.#byFrame.set(frameId, [...byKey.values()].sort(inOrder));
  }

  of(frameId: string): readonly CheckedFinding[] {
    return this.#byFrame.get(frameId) ?? [];
  }

  frames(): Iterable<string> {
    return this.#byFrame.keys();
  }

  /** What has changed since this was asked last. */
  changes(): FindingChanges {
    const set: CheckedFinding[] = [];
    const gone: string[] = [];
    for (const [frameId, before] of this.#told) {
      const now = this.of(frameId);
      const old = new Set(before);
      const keys = new Set(now.map(({ key }) => key));
      set.push(...now.filter((finding) => !old.has(finding)));
      gone.push(...before.flatMap(({ key }) => (keys.has(key) ? [] : [key])));
    }
    this.#told.clear();
    return { set, gone };
  }
}

function inOrder(a: CheckedFinding, b: CheckedFinding): number {
  return compareCodePoints(a.rule, b.rule) || b.badness - a.badness || compareCodePoints(a.key, b.key);
}
