import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { readJsonRows, type JsonRow } from './jsonRows.ts';

const CODES = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;

/** The bytes cut at these places, which may lie inside a character. */
async function* cutAt(bytes: Uint8Array, places: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    yield await Promise.resolve(bytes.subarray(start, place));
    start = place;
  }
  yield bytes.subarray(start);
}

async function rowsOf(input: string | Uint8Array, places: readonly number[] = []): Promise<JsonRow[]> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const rows: JsonRow[] = [];
  for await (const batch of readJsonRows(cutAt(bytes, places), 'table.json', CODES)) rows.push(...batch);
  return rows;
}

async function problemOf(input: string | Uint8Array, places?: readonly number[]): Promise<unknown> {
  const error: unknown = await rowsOf(input, places).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  return error instanceof ProblemError ? error.problem : undefined;
}

async function outcomeOf(bytes: Uint8Array, places: readonly number[]): Promise<unknown> {
  return rowsOf(bytes, places).catch((error: unknown) =>
    error instanceof ProblemError ? error.problem : error,
  );
}

/** Without `__proto__`, which object literals and `JSON.parse` treat differently. */
const rowArbitrary = fc
  .dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3, stringUnit: 'binary' }), {
    maxKeys: 5,
  })
  .map((row) => JSON.parse(JSON.stringify(row)) as JsonRow);

const cutsArbitrary = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });

function scaled(cuts: readonly number[], length: number): number[] {
  return cuts.map((cut) => Math.floor(cut * length));
}

async function* endless(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode('[{"a":1}'));
  for (;;) yield new TextEncoder().encode(',{"a":1}');
}

describe('rows', () => {
  test('are those of JSON.parse, wherever the bytes are cut', async () => {
    const tables = fc.array(rowArbitrary, { maxLength: 8 });
    const indents = fc.constantFrom(undefined, 0, 1, '\t', '\r\n  ');
    await fc.assert(
      fc.asyncProperty(tables, indents, cutsArbitrary, async (rows, indent, cuts) => {
        const text = JSON.stringify(rows, null, indent?.toString().trim() === '' ? '\t' : indent);
        const bytes = new TextEncoder().encode(text);
        expect(await rowsOf(bytes, scaled(cuts, bytes.length))).toEqual(JSON.parse(text));
      }),
      { numRuns: 300 },
    );
  });

  test('are read byte by byte, with a byte order mark, escapes and every kind of blank', async () => {
    const text = '\uFEFF \r\n[ {"a\\"]}\\\\":"\\u005d 🚗"}\t,\n\n{"b":[{"c":"}],["}]} , {} ]\n ';
    const bytes = new TextEncoder().encode(text);
    const everywhere = Array.from(bytes, (_byte, i) => i);
    expect(await rowsOf(bytes, everywhere)).toEqual(JSON.parse(text.slice(1)));
  });

  test.each(['[]', ' [ ] ', '[\n]\n'])('none in %j', async (text) => {
    expect(await rowsOf(text)).toEqual([]);
  });

  test('come before the whole file is there', async () => {
    let count = 0;
    for await (const batch of readJsonRows(endless(), 'table.json', CODES)) {
      count += batch.length;
      if (count > 1000) break;
    }
    expect(count).toBe(1001);
  });
});

describe('refused', () => {
  test('whatever JSON.parse refuses, and nothing else, at the same place for all cuts', async () => {
    const damage = fc.record({
      rows: fc.array(rowArbitrary, { minLength: 1, maxLength: 5 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      replacement: fc.constantFrom('', ',', '"', '{', '}', '[', ']', '\\', '0', '\n', 'x', ':'),
    });
    await fc.assert(
      fc.asyncProperty(damage, cutsArbitrary, async ({ rows, at, replacement }, cuts) => {
        const whole = JSON.stringify(rows, null, 1);
        const place = Math.floor(at * whole.length);
        const text = whole.slice(0, place) + replacement + whole.slice(place + 1);
        // A surrogate that lost its other half cannot be written as UTF-8.
        fc.pre(text.isWellFormed());
        const bytes = new TextEncoder().encode(text);
        const places = scaled(cuts, bytes.length);
        const outcome = await outcomeOf(bytes, places);
        expect(Array.isArray(outcome) ? outcome : 'refused').toEqual(tableOrRefused(text));
        expect(outcome).toEqual(await outcomeOf(bytes, []));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['', 1, 1],
    ['  ', 1, 3],
    ['[', 1, 2],
    ['[{"a":1}', 1, 9],
    ['[{"a":1},', 1, 10],
    ['[\n {"a": 1},\n {"b": 2', 3, 9],
    ['[\n {"a": 1},\n {"b" 2},\n {"c": 3}]', 3, 7],
    ['[{"a":1},]', 1, 10],
    ['[,{"a":1}]', 1, 2],
    ['[{"a":1} {"a":2}]', 1, 10],
    ['[{"a":1}]\n[]', 2, 1],
    ['[{"a":1}}', 1, 9],
    ['[{"a":1]]', 1, 8],
    ['[{"a":NaN}]', 1, 7],
    ['<html>', 1, 1],
  ])('%j is no JSON: line %i, column %i', async (text, line, column) => {
    const bytes = new TextEncoder().encode(text);
    const problem = {
      code: 'json.malformed',
      severity: 'error',
      path: 'table.json',
      params: { line, column },
    };
    expect(await problemOf(bytes)).toEqual(problem);
    expect(
      await problemOf(
        bytes,
        Array.from(bytes, (_byte, i) => i),
      ),
    ).toEqual(problem);
  });

  test.each([
    ['{"rows": [{}, {}]}', { reason: 'expectList' }],
    ['"rows"', { reason: 'expectList' }],
    ['[{}, {}, [1]]', { reason: 'expectObject', where: '[2]' }],
    ['[{}, null]', { reason: 'expectObject', where: '[1]' }],
    ['[1, 2]', { reason: 'expectObject', where: '[0]' }],
    [`[{}, ${'['.repeat(70)}`, { reason: 'tooDeep', where: '[1]' }],
    [`[{}, {"a": "${'long'.repeat(5_000_000)}"}]`, { reason: 'rowTooLarge', where: '[1]' }],
  ])('a table of another form (%#)', async (text, params) => {
    const problem = { code: 'schema.mismatch', severity: 'error', path: 'table.json', params };
    expect(await problemOf(text)).toEqual(problem);
  });

  test('an unclosed quote that swallows the rest, where it stands', async () => {
    const text = `[{"a": 1},\n{"b": "open},\n${'{"c": "d"},\n'.repeat(2_000_000)}{}]`;
    expect(await problemOf(text)).toMatchObject({ code: 'json.malformed', params: { line: 2, column: 7 } });
  });

  test('another encoding', async () => {
    const params = { reason: 'notUtf8' };
    for (const bytes of [
      [0x5b, 0xff, 0x5d],
      [0x5b, 0x5d, 0xe4],
    ]) {
      expect(await problemOf(Uint8Array.from(bytes))).toMatchObject({ code: 'file.unreadable', params });
    }
  });
});

function tableOrRefused(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isTable = Array.isArray(value) && value.every((row) => typeof row === 'object' && row !== null);
    return isTable && !value.some((row) => Array.isArray(row)) ? value : 'refused';
  } catch {
    return 'refused';
  }
}
