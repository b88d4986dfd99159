import type { ProblemReason } from '../../problems/reasons.ts';
import type { CalibrationFault } from '../calibration.ts';

export type MatrixReading =
  | { readonly numbers: readonly number[]; readonly where: string }
  | { readonly fault: CalibrationFault };

/**
 * The numbers of a matrix row by row, as ROS, OpenCV and OpenCalib write it: a list, a list of rows, or either of them
 * as `data` beside the counts of rows and columns. From the first of the keys that there is.
 *
 * @param counts how many there may be, the usual count first; absent: any
 */
export function matrixAt(json: object, keys: readonly string[], counts?: readonly number[]): MatrixReading {
  const key = keys.find((each) => Object.hasOwn(json, each));
  if (key === undefined) return malformed('missing', keys[0]!);
  const value: unknown = Reflect.get(json, key);
  const isNamed = isMapping(value);
  const data: unknown = isNamed ? Reflect.get(value, 'data') : value;
  const where = isNamed ? `${key}.data` : key;
  if (!Array.isArray(data)) return malformed(data === undefined ? 'missing' : 'expectList', where);
  const numbers: unknown[] = data.flat();
  if (counts !== undefined && !counts.includes(numbers.length)) {
    return { fault: { code: 'calibration.malformed', reason: 'wrongCount', where, expected: counts[0]! } };
  }
  const wrong = numbers.findIndex((entry) => typeof entry !== 'number');
  if (wrong !== -1) return malformed('expectNumber', `${where}[${wrong}]`);
  return { numbers: numbers.filter((entry) => typeof entry === 'number'), where };
}

/** A mapping, not a list and nothing plain. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A positive whole number under the first of these keys. */
function pixelsAt(json: object, keys: readonly string[]): number | undefined {
  const values = keys.map((key): unknown => (Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined));
  return values.find((value): value is number => Number.isSafeInteger(value) && Number(value) > 0);
}

/** The size of an image where it is stated, pixels. */
export function sizeAt(
  json: object,
  widthKeys: readonly string[],
  heightKeys: readonly string[],
): { readonly width?: number; readonly height?: number } {
  const width = pixelsAt(json, widthKeys);
  const height = pixelsAt(json, heightKeys);
  return { ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}

/** The text under the first of these keys that has one. */
export function textAt(json: object, keys: readonly string[]): string | undefined {
  const values = keys.map((key): unknown => (Object.hasOwn(json, key) ? Reflect.get(json, key) : undefined));
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

function malformed(reason: ProblemReason, where: string): { readonly fault: CalibrationFault } {
  return { fault: { code: 'calibration.malformed', reason, where } };
}
