import { isNeededToDrop } from './finitePoints.ts';
import { PADDING } from './headerFields.ts';
import { SCALARS } from './scalar.ts';
import { PcdError } from './types.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdField } from './types.ts';

/** Most memory a decode may ask for unless the caller says otherwise: 2 GiB, some 100 million points x y z intensity. */
export const DEFAULT_MAX_BYTES = 2 ** 31;

/** The fields to decode: not padding, and among `options.fields` where that is given, or needed to drop points. */
export function selectFields(fields: readonly PcdField[], options: DecodeOptions): PcdField[] {
  const wanted = options.fields === undefined ? undefined : new Set(options.fields);
  const isWanted = (name: string): boolean =>
    wanted === undefined || wanted.has(name) || isNeededToDrop(name, options);
  return fields.filter(({ name }) => name !== PADDING && isWanted(name));
}

/** Columns for `points` points, all on one new or lent buffer, each aligned to 8 bytes. */
export function allocateColumns(
  fields: readonly PcdField[],
  points: number,
  options: DecodeOptions,
): PcdColumn[] {
  let total = 0;
  const starts = fields.map((field) => {
    const start = total;
    total = alignTo8(start + columnBytes(field, points));
    return start;
  });
  const buffer = obtainBuffer(total, options);
  return fields.map((field, index) => ({
    field,
    values: SCALARS[field.type].view(buffer, starts[index]!, points * field.count),
  }));
}

/** A buffer of at least `byteLength` bytes from the caller's pool or from the engine. */
export function obtainBuffer(byteLength: number, options: DecodeOptions): ArrayBuffer {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  if (byteLength > limit) throw tooLarge(byteLength, limit);
  try {
    return options.lend?.(byteLength) ?? new ArrayBuffer(byteLength);
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(byteLength, limit);
    throw error;
  }
}

function tooLarge(byteLength: number, limit: number): PcdError {
  return new PcdError('too-large', `The cloud takes ${byteLength} bytes of memory`, {
    reason: 'cloud',
    bytes: byteLength,
    limit,
  });
}

export function columnBytes(field: PcdField, points: number): number {
  return points * field.count * SCALARS[field.type].bytes;
}

export function alignTo8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
