import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { withMember } from './jsonMember.ts';

const objects = fc
  .dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.jsonValue(),
  )
  .filter((record) => Object.keys(record).length > 0 && !Object.hasOwn(record, 'added'));
const indentations = fc.constantFrom(undefined, 2, '\t', ' ');

test('one member is set, everything else stays what it was', () => {
  fc.assert(
    fc.property(objects, indentations, fc.jsonValue(), (record, indentation, value) => {
      const text = JSON.stringify(record, undefined, indentation);
      const once = withMember(text, 'added', value);
      expect(JSON.parse(once)).toEqual(JSON.parse(JSON.stringify({ ...record, added: value })));
      const twice = withMember(once, 'added', [1]);
      expect(JSON.parse(twice)).toEqual({ ...(JSON.parse(text) as object), added: [1] });
      // Taken out again, the bytes are those of before.
      expect(withMember(twice, 'added', undefined)).toBe(text);
    }),
  );
});

test('numbers, spaces and line ends that people wrote stay as they are', () => {
  const text = '{\r\n    "a" : 1.50e0,\r\n    "b": ["}", "\\"", 2.0 ]\r\n}\r\n';
  const added = withMember(text, 'c', { d: [1] });
  expect(added).toBe(
    '{\r\n    "a" : 1.50e0,\r\n    "b": ["}", "\\"", 2.0 ],\r\n    "c": {\r\n      "d": [1]\r\n    }\r\n}\r\n',
  );
  expect(withMember(added, 'c', undefined)).toBe(text);
});

test('the first member and the only one can be taken out', () => {
  expect(withMember('{"a": 1, "b": 2}', 'a', undefined)).toBe('{"b": 2}');
  expect(withMember('{ "a": 1 }', 'a', undefined)).toBe('{  }');
});
