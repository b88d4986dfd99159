import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonValue } from './findJsonValue.ts';

const TEXT = `{
  "a": [1, {"b": "}\\"]", "c": null}, [ ]],
  "\\u0064": { "a": -1.5e3 }
}`;

test.each<[(string | number)[], number, number]>([
  [[], 1, 1],
  [['a'], 2, 8],
  [['a', 0], 2, 9],
  [['a', 1, 'b'], 2, 18],
  [['a', 1, 'c'], 2, 31],
  [['a', 2], 2, 38],
  [['d', 'a'], 3, 20],
  // what is missing: what it is missing in
  [['a', 1, 'x'], 2, 12],
  [['a', 7], 2, 8],
  [['x', 'y'], 1, 1],
  [['d', 'a', 'x'], 3, 20],
])('%j stands in line %i, column %i', (path, line, column) => {
  expect(findJsonValue(TEXT, path)).toEqual({ line, column });
  expect(findJsonValue(`\uFEFF${TEXT}`, path)).toEqual({ line, column });
});

test('the text from there on begins with the value', () => {
  const indentations = fc.constantFrom(undefined, 2, '\t');
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }),
      indentations,
      fc.array(fc.nat(), { maxLength: 4 }),
      (value, indentation, turns) => {
        const text = JSON.stringify(value, undefined, indentation);
        const path: PropertyKey[] = [];
        let inner: unknown = JSON.parse(text);
        for (const turn of turns) {
          const keys = typeof inner === 'object' && inner !== null ? Object.keys(inner) : [];
          const key = keys[turn % keys.length];
          if (key === undefined || key === '__proto__') break;
          path.push(Array.isArray(inner) ? Number(key) : key);
          inner = Reflect.get(inner as object, key);
        }
        const { line, column } = findJsonValue(text, path);
        const rest = text
          .split('\n')
          .slice(line - 1)
          .join('\n')
          .slice(column - 1);
        expect(rest.replaceAll(/\s/g, '').startsWith(JSON.stringify(inner).replaceAll(/\s/g, ''))).toBe(true);
      },
    ),
  );
});
