import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nestsDeeper } from './jsonNesting.ts';

describe('nestsDeeper', () => {
  test.each<[string, number, boolean]>([
    ['1', 0, false],
    ['[]', 0, true],
    ['[]', 1, false],
    ['[{"a": [1]}]', 2, true],
    ['[{"a": [1]}]', 3, false],
    ['[[], [], []]', 2, false],
    ['["[[[[", "\\"[[["]', 1, false],
    ['["\\\\", [[]]]', 2, true],
  ])('%s, %d', (text, deepest, expected) => {
    expect(nestsDeeper(text, deepest)).toBe(expected);
  });

  test('agrees with the depth of what is parsed', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const depth = depthOf(JSON.parse(text));
        expect(nestsDeeper(text, depth)).toBe(false);
        expect(depth === 0 || nestsDeeper(text, depth - 1)).toBe(true);
      }),
    );
  });
});
