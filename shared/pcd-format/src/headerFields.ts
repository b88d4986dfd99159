import { SCALARS, scalarTypeOf } from './scalar.ts';
import { PcdError } from './types.ts';
import { pcdWarning } from './warnings.ts';
import type { PcdField, PcdWarning } from './types.ts';

/** Longest row accepted. The widest descriptors in use (SHOT with colour) take some 5 kB. */
export const MAX_ROW_BYTES = 2 ** 20;

/** The name that marks bytes of a row which mean nothing. */
export const PADDING = '_';

interface FieldLines {
  readonly names: readonly string[];
  readonly sizes: readonly string[];
  readonly types: readonly string[];
  /** Undefined: no COUNT line, every field counts 1. */
  readonly counts: readonly string[] | undefined;
}

/**
 * Combines FIELDS, SIZE, TYPE and COUNT into fields with row offsets. Fields with COUNT 0 take no room and are
 * dropped, repeated names become `name#2`, `name#3`, …; both are told in `warnings`.
 */
export function layOutFields(
  lines: FieldLines,
  warnings: PcdWarning[],
): { fields: PcdField[]; rowBytes: number } {
  const { names } = lines;
  if (names.length === 0)
    throw new PcdError('header', 'No FIELDS in the header', { reason: 'no-fields', key: 'FIELDS' });
  for (const [key, list] of [
    ['SIZE', lines.sizes] as const,
    ['TYPE', lines.types] as const,
    ['COUNT', lines.counts] as const,
  ])
    if (list !== undefined && list.length !== names.length)
      throw new PcdError('header', `${key} has ${list.length} entries for ${names.length} fields`, {
        reason: 'field-count',
        key,
        expected: names.length,
        actual: list.length,
      });

  const fields: PcdField[] = [];
  const nameUnused = uniqueNames(names);
  let offset = 0;
  for (const [index, written] of names.entries()) {
    const count = wholeNumber('COUNT', lines.counts?.[index] ?? '1');
    if (count === 0) {
      warnings.push(pcdWarning('empty-field', { field: written, index }));
      continue;
    }
    const size = wholeNumber('SIZE', lines.sizes[index] ?? '');
    const type = scalarTypeOf(lines.types[index] ?? '', size);
    if (type === undefined)
      throw new PcdError('unsupported', `Field ${written} has type ${lines.types[index]} of ${size} bytes`, {
        reason: 'field-type',
        key: 'TYPE',
        field: written,
        type: lines.types[index] ?? '',
        size,
      });
    const name = nameUnused(written);
    if (name !== written) warnings.push(pcdWarning('duplicate-field', { field: written, renamed: name }));
    fields.push({ name, type, count, offset });
    offset += SCALARS[type].bytes * count;
    if (offset > MAX_ROW_BYTES)
      throw new PcdError('too-large', `A point takes more than ${MAX_ROW_BYTES} bytes`, {
        reason: 'row',
        key: 'COUNT',
        limit: MAX_ROW_BYTES,
      });
  }
  if (fields.length === 0) throw new PcdError('header', 'Every field has COUNT 0', { reason: 'no-fields' });
  return { fields, rowBytes: offset };
}

/** Gives a name back as it is the first time and suffixed `#2`, `#3`, … after that, clear of every name in the list. */
function uniqueNames(all: readonly string[]): (name: string) => string {
  const written = new Set(all);
  const seen = new Map<string, number>();
  return (name) => {
    if (name === PADDING) return name;
    let times = (seen.get(name) ?? 0) + 1;
    if (times > 1) while (written.has(`${name}#${times}`)) times++;
    seen.set(name, times);
    return times === 1 ? name : `${name}#${times}`;
  };
}

function wholeNumber(key: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new PcdError('header', `${key} has an entry that is not a whole number: ${text.slice(0, 40)}`, {
      reason: 'not-a-number',
      key,
      text: text.slice(0, 40),
    });
  return Number(text);
}
