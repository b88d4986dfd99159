import fc from 'fast-check';
import { expect, test } from 'vitest';
import { versionsOverBudget } from './versionsOverBudget.ts';

const version = fc.record({
  file: fc.constantFrom('a', 'b', 'c'),
  number: fc.nat(50),
  savedAt: fc.nat(1000),
  bytes: fc.nat(100),
});
const sumOf = (versions: readonly { readonly bytes: number }[]) =>
  versions.reduce((sum, { bytes }) => sum + bytes, 0);

test('as little goes as must, and no first version', () => {
  const all = fc.uniqueArray(version, { selector: ({ file, number }) => `${file} ${number}` });
  fc.assert(
    fc.property(all, fc.nat(3000), (versions, most) => {
      const over = new Set(versionsOverBudget(versions, most));
      const left = versions.filter((one) => !over.has(one));
      const firsts = ['a', 'b', 'c'].flatMap((file) =>
        versions
          .filter((one) => one.file === file)
          .sort((a, b) => a.number - b.number)
          .slice(0, 1),
      );
      for (const first of firsts) expect(over).not.toContain(first);
      expect(sumOf(left) <= most || left.length === firsts.length).toBe(true);
      const last = [...over].at(-1);
      expect(last === undefined || sumOf(left) + last.bytes > most).toBe(true);
    }),
  );
});

const of = (file: string, number: number, savedAt: number) => ({ file, number, savedAt, bytes: 10 });

test('the newest of each file goes last', () => {
  const versions = [of('a', 1, 0), of('a', 2, 5), of('b', 1, 100), of('b', 2, 200), of('b', 3, 300)];
  expect(versionsOverBudget(versions, 40)).toEqual([versions[3]]);
  expect(versionsOverBudget(versions, 0)).toEqual([versions[3], versions[1], versions[4]]);
});
