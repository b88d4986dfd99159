import { findRepeatedKey, type RepeatedKey } from './findRepeatedKey.ts';

/** Of a parsed JSON value: its keys, and the colons within its texts. */
export interface KeyCounts {
  keys: number;
  colons: number;
}

/**
 * The key of a JSON text that `JSON.parse` has overwritten, because it stands twice in one object. Every colon of the text
 * follows a key or stands in a text, so what is missing in the value shows in their number. Of sound files this costs a
 * tenth of the parsing, a scan as much as all of it; only where keys have colons in them it is done in vain.
 *
 * @param text valid JSON
 * @param counts of its value
 */
export function lostKey(
  text: string,
  { keys, colons }: KeyCounts,
): (RepeatedKey & { readonly reason: 'repeatedKey' }) | undefined {
  // A colon that is written as an escape is no colon in the file: then only the scan knows.
  const isWhole = colonsIn(text) === keys + colons && !text.includes('\\u003');
  const found = isWhole ? undefined : findRepeatedKey(text);
  return found && { ...found, reason: 'repeatedKey' };
}

/** Counts what is in a parsed value that is nested no deeper than the stack bears. */
export function countKeys(value: unknown, counts: KeyCounts = { keys: 0, colons: 0 }): KeyCounts {
  if (typeof value === 'string') counts.colons += colonsIn(value);
  else if (Array.isArray(value)) {
    // Outlines are millions of numbers.
    for (const each of value) if (typeof each !== 'number') countKeys(each, counts);
  } else if (typeof value === 'object' && value !== null) {
    const inside = Object.values(value);
    counts.keys += inside.length;
    for (const each of inside) countKeys(each, counts);
  }
  return counts;
}

export function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) count += 1;
  return count;
}
