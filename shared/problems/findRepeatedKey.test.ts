import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRepeatedKey } from './findRepeatedKey.ts';
import { countKeys, lostKey } from './lostKey.ts';
import { parseJson } from './parseJson.ts';
import { ProblemError } from './problem.ts';

function refusal(text: string): object | undefined {
  try {
    parseJson(text, 'x.json', { malformed: 'json.malformed', mismatch: 'schema.mismatch' });
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.params;
    throw error;
  }
}

describe('a key that stands twice', () => {
  test.each([
    ['{"a": 1, "a": 1}', 'a', 1, 10],
    ['{"a": [{}, {"b": {}, "c": 0,\n  "b": 2}]}', 'a[1].b', 2, 3],
    ['{"a": {"x": 1}, "b": {"x": 1, "x": {"y": [1]}}}', 'b.x', 1, 31],
    ['{"a:": ":", "a\\u003a": 1}', 'a:', 1, 13],
    ['{"\\u0061": 1, "a": ":"}', 'a', 1, 15],
    ['[[], {"": 1, "": 2}]', '[1]', 1, 14],
    // the lost value has as many colons as the escapes hide
    ['{"a": ":", "b": "\\u003a\\u003a", "a": 0}', 'a', 1, 33],
  ])('%s', (text, where, line, column) => {
    expect(refusal(text)).toEqual({ where, line, column, reason: 'repeatedKey' });
  });

  test.each([
    '{"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 1}]}',
    '{"a:b": "c:d:e", "f": ":", "time": "12:30:00"}',
    '{"a": "\\u003a\\u003A", "b\\u003a": "\\\\u003a"}',
    '{"a": "\\"b\\": 1, \\"b\\": 2"}',
    '":"',
  ])('not in %s', (text) => {
    expect(refusal(text)).toBeUndefined();
  });

  test('is found wherever it stands, and only there', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.constant({ a: [':'] }));
    const records = fc.dictionary(fc.string(), value, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(records, fc.nat(), value, (record, index, other) => {
        const sound = JSON.stringify([record, { record }]);
        fc.pre(!sound.includes('__proto__'));
        expect([refusal(sound), findRepeatedKey(sound)]).toEqual([undefined, undefined]);
        expect(lostKey(sound, countKeys(JSON.parse(sound)))).toBeUndefined();
        const names = Object.keys(record);
        const again = `${JSON.stringify(names[index % names.length])}:${JSON.stringify(other)}`;
        const text = `[${JSON.stringify(record).slice(0, -1)},${again}}]`;
        expect(refusal(text)).toMatchObject({ reason: 'repeatedKey' });
        expect(lostKey(text, countKeys(JSON.parse(text)))).toEqual(refusal(text));
      }),
    );
  });
});
