import type { KeyOrder } from './keyOrder.ts';

/**
 * `next` with the keys of `base` that the schema does not know and `next` does not have, at every level of nested
 * objects. So an edit never removes what another program has written. Records with free keys (attributes) and lists are
 * taken from `next` as they are.
 */
export function keepUnknown<T extends object>(base: object, next: T, { keys }: KeyOrder): T {
  if (keys === undefined) return next;
  const kept = { ...next };
  for (const [key, before] of Object.entries(base)) {
    const order = keys.get(key);
    const after: unknown = Reflect.get(kept, key);
    if (order === undefined) {
      if (!Object.hasOwn(kept, key)) Object.assign(kept, { [key]: before });
    } else if (isObject(before) && isObject(after)) {
      Object.assign(kept, { [key]: keepUnknown(before, after, order) });
    }
  }
  return kept;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
