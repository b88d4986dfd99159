import type { Timestamp } from './dataset.ts';

/** Times that stand in file names. */
export interface FileTimes {
  /** How the numbers were understood, to be shown to people: `ns`, `µs`, `ms`, `s`, `s_ns`, or a pattern of a date. */
  readonly unit: string;
  /** Nanoseconds, in the order of the names; undefined for names of another form. */
  readonly ns: readonly (bigint | undefined)[];
}

interface TimeForm {
  readonly unit: string;
  readonly pattern: RegExp;
  ns(match: RegExpExecArray): bigint | undefined;
}

const SECOND = 1_000_000_000n;

/** Whole numbers may not begin with 0: frame numbers are padded (`0000000012`), times since 1970 are not. */
const FORMS: readonly TimeForm[] = [
  wholeNumber('ns', /^[1-9]\d{18}$/, 1n),
  wholeNumber('µs', /^[1-9]\d{15}$/, 1_000n),
  wholeNumber('ms', /^[1-9]\d{12}$/, 1_000_000n),
  {
    unit: 's',
    pattern: /^(\d{1,10})\.(\d{3,9})$/,
    ns: ([, seconds, decimals]) => BigInt(seconds!) * SECOND + fraction(decimals!),
  },
  // Two fields as ROS headers have them. Padded or not: the second one counts nanoseconds.
  secondsAnd('s_ns', /^([1-9]\d{8,9})[_-](\d{1,9})$/, 1n),
  {
    unit: 'YYYY-MM-DD hh:mm:ss UTC',
    pattern: /^(\d{4})-?(\d{2})-?(\d{2})[T _-](\d{2})[-_:]?(\d{2})[-_:]?(\d{2})(?:[-_.](\d{1,9}))?Z?$/,
    ns: dateTime,
  },
];

/** Six or three digits in every name of a folder are no nanoseconds, which come in all lengths or padded to nine. */
const SHORT_FRACTIONS: readonly TimeForm[] = [
  secondsAnd('s_µs', /^([1-9]\d{8,9})[_-](\d{6})$/, 1_000n),
  secondsAnd('s_ms', /^([1-9]\d{8,9})[_-](\d{3})$/, 1_000_000n),
];

/**
 * The times that names stand for, when at least half of them are times in the form of the first that is one. Exact: no
 * number passes through floating point. Text before the number (`frame_`, `cloud-`) is passed over.
 *
 * @param keys the files' names without endings
 */
export function fileTimes(keys: readonly string[]): FileTimes | undefined {
  const numbers = keys.map(withoutPrefix);
  const first = numbers.find((number) => formOf(number) !== undefined);
  const form = first === undefined ? undefined : refine(formOf(first)!, numbers);
  if (form === undefined) return undefined;
  const ns = numbers.map((number) => read(form, number));
  const known = ns.reduce((count, time) => (time === undefined ? count : count + 1), 0);
  return known * 2 >= keys.length ? { unit: form.unit, ns } : undefined;
}

/** Does this name, without its ending, say a time in one of the forms that are understood? */
export function isFileTime(key: string): boolean {
  return formOf(withoutPrefix(key)) !== undefined;
}

/** A time from a file name: neither its clock nor its moment is known. */
export function timestampOf(ns: bigint): Timestamp {
  return { ns: ns.toString(), clock: 'unknown', meaning: 'unknown' };
}

function wholeNumber(unit: string, pattern: RegExp, nsPerUnit: bigint): TimeForm {
  return { unit, pattern, ns: ([digits]) => BigInt(digits) * nsPerUnit };
}

function secondsAnd(unit: string, pattern: RegExp, nsPerUnit: bigint): TimeForm {
  return { unit, pattern, ns: ([, seconds, rest]) => BigInt(seconds!) * SECOND + BigInt(rest!) * nsPerUnit };
}

function formOf(number: string): TimeForm | undefined {
  return FORMS.find((form) => read(form, number) !== undefined);
}

function refine(form: TimeForm, numbers: readonly string[]): TimeForm {
  if (form.unit !== 's_ns') return form;
  const times = numbers.filter((number) => form.pattern.test(number));
  return SHORT_FRACTIONS.find(({ pattern }) => times.every((number) => pattern.test(number))) ?? form;
}

function read(form: TimeForm, number: string): bigint | undefined {
  const match = form.pattern.exec(number);
  return match === null ? undefined : form.ns(match);
}

/** `frame_1571826424.5` → `1571826424.5`; a prefix has no digits and ends with a separator. */
function withoutPrefix(key: string): string {
  const start = key.search(/\d/);
  return start > 0 && '_-.'.includes(key.charAt(start - 1)) ? key.slice(start) : key;
}

/** `1234` → 123 400 000: decimals of a second as nanoseconds. */
function fraction(decimals: string): bigint {
  return BigInt(decimals.padEnd(9, '0'));
}

/** Read as UTC, since a name says no time zone: differences are what counts. Undefined for dates that do not exist. */
function dateTime([, year, month, day, hour, minute, second, decimals = '']: RegExpExecArray):
  | bigint
  | undefined {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  if (!exists || Number(year) < 1970 || h > 23 || m > 59 || s > 60) return undefined;
  return BigInt(date.getTime()) * 1_000_000n + BigInt((h * 60 + m) * 60 + s) * SECOND + fraction(decimals);
}
