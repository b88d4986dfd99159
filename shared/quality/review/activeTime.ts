/** Who pauses for longer between two edits did something else. */
const LONGEST_PAUSE_SECONDS = 300;

/**
 * How long people worked, as far as the times of their edits tell: from one edit to the next, unless the pause is too
 * long, for each person by themselves. The first edit after a pause counts for nothing, so it is rather too little.
 * Files keep the time of the last change of each record only.
 */
export class ActiveTime {
  readonly #edits = new Map<string, { readonly seconds: number; readonly keys: readonly string[] }[]>();

  /**
   * @param author who changed something; undefined: nobody is named, who counts as one person
   * @param changedAt nanoseconds since 1970, a decimal string
   * @param keys what the time goes to: a sequence, a class …
   */
  add(author: string | undefined, changedAt: string | undefined, keys: readonly string[]): void {
    const seconds =
      changedAt === undefined || !/^\d+$/.test(changedAt) ? Number.NaN : Number(changedAt) / 1e9;
    if (!Number.isFinite(seconds)) return;
    const name = author ?? '';
    const edits = this.#edits.get(name);
    if (edits === undefined) this.#edits.set(name, [{ seconds, keys }]);
    else edits.push({ seconds, keys });
  }

  /** Seconds by key: a pause goes to the keys of the edit that ends it. */
  secondsByKey(): ReadonlyMap<string, number> {
    const totals = new Map<string, number>();
    for (const edits of this.#edits.values()) {
      const sorted = edits.toSorted((a, b) => a.seconds - b.seconds);
      for (let i = 1; i < sorted.length; i++) {
        const pause = sorted[i]!.seconds - sorted[i - 1]!.seconds;
        if (pause > LONGEST_PAUSE_SECONDS) continue;
        for (const key of sorted[i]!.keys) totals.set(key, (totals.get(key) ?? 0) + pause);
      }
    }
    return totals;
  }
}
