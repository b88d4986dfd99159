/** Are two JSON-able values the same? A key that is undefined counts as absent, as it does in JSON. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((part, i) => deepEqual(part, b[i]));
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const right = new Map(definedEntries(b));
  const left = definedEntries(a);
  return left.length === right.size && left.every(([key, part]) => deepEqual(part, right.get(key)));
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, part]) => part !== undefined);
}
