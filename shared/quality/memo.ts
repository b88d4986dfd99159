/** The last answer for each key, as long as what it was computed from is the same: objects by identity, numbers by value. */
export class Memo<K extends object, T> {
  readonly #last = new WeakMap<K, { readonly inputs: readonly unknown[]; readonly value: T }>();

  /** @param inputs all that `compute` looks at, beside the key */
  recall(key: K, inputs: readonly unknown[], compute: () => T): T {
    const last = this.#last.get(key);
    if (last !== undefined && isSameList(last.inputs, inputs)) return last.value;
    const value = compute();
    this.#last.set(key, { inputs, value });
    return value;
  }
}

/** Do both hold the same, in the same order? */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
