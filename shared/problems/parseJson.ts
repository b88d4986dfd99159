import { findJsonError } from './findJsonError.ts';
import { nestsDeeper } from './jsonNesting.ts';
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
 * exactly or at all (beyond ±(2^53 − 1) for whole numbers), keys named `__proto__`, and absurd nesting.
 *
 * @param options `deeper`: so many levels more than a label file may have
 * @throws ProblemError `codes.malformed` with line and column, or `codes.mismatch` with where and reason.
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
  const fault = findFault(value, -deeper);
  if (fault !== undefined) {
    throw new ProblemError({ code: codes.mismatch, severity: 'error', path, params: { ...fault } });
  }
  return value;
}

interface Fault {
  readonly where: string;
  readonly reason: ProblemReason;
}

/** The place is put together on the way back, only where there is a fault: files have millions of values. */
function findFault(value: unknown, depth: number): Fault | undefined {
  if (typeof value === 'number') return isExact(value) ? undefined : { where: '', reason: 'notExact' };
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth >= DEEPEST) return { where: '', reason: 'tooDeep' };
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const fault = findFault(value[i], depth + 1);
      if (fault !== undefined) return { ...fault, where: joinPlaces(`[${i}]`, fault.where) };
    }
    return undefined;
  }
  if (Object.hasOwn(value, '__proto__')) return { where: '', reason: 'reservedKey' };
  for (const key of Object.keys(value)) {
    const fault = findFault((value as Readonly<Record<string, unknown>>)[key], depth + 1);
    if (fault !== undefined) return { ...fault, where: joinPlaces(key, fault.where) };
  }
  return undefined;
}

function isExact(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function joinPlaces(outer: string, inner: string): string {
  return inner.startsWith('[') ? `${outer}${inner}` : inner === '' ? outer : `${outer}.${inner}`;
}

/** `a` and `b` give `a.b`. */
export function joinPlace(where: string, key: string): string {
  return where === '' ? key : `${where}.${key}`;
}
