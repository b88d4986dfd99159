import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonError } from './findJsonError.ts';
import { parseJson } from './parseJson.ts';
import { ProblemError, type Problem } from './problem.ts';

const CODES = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;

function problemOf(text: string): Problem | undefined {
  try {
    parseJson(text, 'x.json', CODES);
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

describe('parseJson', () => {
  test('gives every JSON value back', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(problemOf(text)?.code !== 'schema.mismatch');
        expect(parseJson(text, 'x.json', CODES)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('a byte order mark does not matter', () => {
    expect(parseJson('\uFEFF{"a": 1}', 'x.json', CODES)).toEqual({ a: 1 });
  });

  test.each([
    ['{"a": 1e999}', 'a', 'notExact'],
    ['{"a": [0, 9007199254740993]}', 'a[1]', 'notExact'],
    ['{"a": {"__proto__": {"x": 1}}}', 'a', 'reservedKey'],
    [`${'['.repeat(100)}${']'.repeat(100)}`, '[0]'.repeat(64), 'tooDeep'],
  ])('%s is refused, it could not be written back', (text, where, reason) => {
    expect(problemOf(text)).toMatchObject({
      code: 'schema.mismatch',
      path: 'x.json',
      params: { where, reason },
    });
  });

  test.each(['[', '{"a":'])('a hundred thousand levels of %s are a problem, not a crash', (opening) => {
    expect(problemOf(opening.repeat(100_000))?.code).toBe('json.malformed');
  });

  test.each(['\\n', 'a', '\u00E9"", '])(
    'a megabyte of %j that is never closed is a problem, not a hang',
    (piece) => {
      expect(problemOf(`["${piece.repeat(1_000_000 / piece.length)}`)?.code).toBe('json.malformed');
    },
  );
});

describe('findJsonError', () => {
  test.each([
    ['', 1, 1],
    ['{"a": }', 1, 7],
    ['{\n  "a": 1,\n}', 3, 1],
    ['[1, 2', 1, 6],
    ['[1 2]', 1, 4],
    ['{"a" 1}', 1, 6],
    ['{} x', 1, 4],
    ['[1,]', 1, 4],
    ["{'a': 1}", 1, 2],
    ['[NaN]', 1, 2],
    ['[}', 1, 2],
    ['version https://git-lfs.github.com/spec/v1', 1, 1],
  ])('%j stops being JSON at line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(findJsonError(text)).toEqual({ line, column });
  });

  test('cutting a document short is found at its end', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), fc.nat(), (value, cut) => {
        const whole = JSON.stringify({ value });
        const text = whole.slice(0, cut % whole.length);
        const { line, column } = findJsonError(text);
        expect(line).toBe(1);
        // a literal, number or text that is cut is reported where it starts
        expect(column).toBeLessThanOrEqual(text.length + 1);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(problemOf(text)?.params).toEqual({ line, column });
      }),
    );
  });
});
