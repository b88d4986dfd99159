import { findJsonError } from './findJsonError.ts';
import { joinPlaces } from './joinPlaces.ts';
import { nestsDeeper } from './jsonNesting.ts';
import { colonsIn, lostKey, type KeyCounts } from './lostKey.ts';
import { ProblemError, type ProblemCode } from './problem.ts';
import type { ProblemReason } from './reasons.ts';

/** Deeper than any file of ours; keeps every recursive walk over a parsed file bounded. */
const DEEPEST = 64;
/** Deeper than this is not even parsed. */
const DEEPEST_PARSED = 100_000;

export interface JsonProblemCodes {
  /** Not JSON at all. */
  readonly malformed: ProblemCode;
  /** JSON that cannot be kept as it is. */
  readonly mismatch: ProblemCode;
}

/**
 * Parses the text of a JSON file so that writing it again loses nothing: refuses numbers that a double cannot hold
 * exactly or at all (beyond ±(2^53 − 1) for whole numbers), keys named `__proto__`, keys that stand twice in one object,
 * and absurd nesting.
 *
 * @param options `deeper`: so many levels more than a label file may have
 * @throws ProblemError `codes.malformed` with line and column, or `codes.mismatch` with where and reason, of
 *   a key that stands twice also line and column.
 */
export function parseJson(
  text: string,
  path: string,
  codes: JsonProblemCodes,
  { deeper = 0 }: { readonly deeper?: number } = {},
): unknown {
  const withoutBom = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (withoutBom.length > DEEPEST_PARSED && nestsDeeper(withoutBom, DEEPEST_PARSED)) {
    const params = { reason: 'tooDeep' };
    throw new ProblemError({ code: codes.mismatch, severity: 'error', path, params });
  }
  let value: unknown;
  try {
    value = JSON.parse(withoutBom);
  } catch (cause) {
    throw new ProblemError(
      { code: codes.malformed, severity: 'error', path, params: { ...findJsonError(withoutBom) } },
      { cause },
    );
  }
  const counts: KeyCounts = { keys: 0, colons: 0 };
  const fault = findFault(value, -deeper, counts) ?? lostKey(withoutBom, counts);
  if (fault !== undefined) {
    throw new ProblemError({ code: codes.mismatch, severity: 'error', path, params: { ...fault } });
  }
  return value;
}

interface Fault {
  readonly where: string;
  readonly reason: ProblemReason;
  readonly line?: number;
  readonly column?: number;
}

/** The place is put together on the way back, only where there is a fault: files have millions of values. */
function findFault(value: unknown, depth: number, counts: KeyCounts): Fault | undefined {
  if (typeof value === 'string') {
    counts.colons += colonsIn(value);
    return undefined;
  }
  if (typeof value === 'number') return isExact(value) ? undefined : { where: '', reason: 'notExact' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEEPEST) return { where: '', reason: 'tooDeep' };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const fault = findFault(value[i], depth + 1, counts);
      if (fault !== undefined) return { ...fault, where: joinPlaces(`[${i}]`, fault.where) };
    }
    return undefined;
  }
  if (Object.hasOwn(value, '__proto__')) return { where: '', reason: 'reservedKey' };
  const keys = Object.keys(value);
  counts.keys += keys.length;
  for (const key of keys) {
    const fault = findFault((value as Readonly<Record<string, unknown>>)[key], depth + 1, counts);
    if (fault !== undefined) return { ...fault, where: joinPlaces(key, fault.where) };
  }
  return undefined;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}
