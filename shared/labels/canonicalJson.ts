import { compareCodePoints } from '../dataset/naturalOrder.ts';
import type { KeyOrder } from './keyOrder.ts';

/**
 * The one way in which we write a JSON file: the keys that the schema knows in the schema's order, then the others by
 * code point; records with an `id` sorted by it; two spaces of indentation, but lists of plain values on one line;
 * numbers in JavaScript's shortest form; `\n` at every line's end and at the file's. The same value gives the same
 * bytes in every engine.
 *
 * @throws TypeError for what JSON cannot hold: NaN, infinities, functions, symbols, big integers.
 */
export function canonicalJson(value: unknown, order: KeyOrder = {}): string {
  return `${write(value, order, '', '')}\n`;
}

function write(value: unknown, order: KeyOrder, indent: string, where: string): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return writeList(value, order, indent, where);
  if (typeof value === 'object') return writeRecord(value, order, indent, where);
  const kind = typeof value === 'number' ? String(value) : typeof value;
  throw new TypeError(`JSON cannot hold ${kind} at ${where === '' ? 'the top' : where}`);
}

function writeList(list: readonly unknown[], order: KeyOrder, indent: string, where: string): string {
  if (list.every((item) => typeof item !== 'object' || item === null)) {
    return `[${list.map((item, i) => write(item, {}, indent, `${where}[${i}]`)).join(', ')}]`;
  }
  const inner = `${indent}  `;
  const each = order.each ?? {};
  const items = each.keys?.has('id') === true ? sortedById(list) : list;
  const lines = items.map((item, i) => `${inner}${write(item, each, inner, `${where}[${i}]`)}`);
  return `[\n${lines.join(',\n')}\n${indent}]`;
}

function writeRecord(record: object, order: KeyOrder, indent: string, where: string): string {
  const inner = `${indent}  `;
  const known = [...(order.keys?.keys() ?? [])].filter((key) => Object.hasOwn(record, key));
  const others = Object.keys(record).filter((key) => order.keys?.has(key) !== true);
  const lines = [...known, ...others.sort(compareCodePoints)].flatMap((key) => {
    const value: unknown = Reflect.get(record, key);
    if (value === undefined) return [];
    const inside = order.keys === undefined ? (order.each ?? {}) : (order.keys.get(key) ?? {});
    return [`${inner}${JSON.stringify(key)}: ${write(value, inside, inner, `${where}.${key}`)}`];
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function sortedById(list: readonly unknown[]): unknown[] {
  return [...list].sort((a, b) => compareCodePoints(idOf(a), idOf(b)));
}

function idOf(item: unknown): string {
  return typeof item === 'object' && item !== null ? String(Reflect.get(item, 'id')) : '';
}
