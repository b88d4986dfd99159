import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editsToKeep, findEdits, linesOf, numberEdits } from './foundEdits.ts';
import type { JournalEntry } from './journalEntry.ts';
import type { JournalLine } from './journalLine.ts';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function entry(n: number, files: string[] = ['a']): JournalEntry {
  return { id: idOf(n), kind: 'commit', label: 'move', at: n, changes: [], files };
}

const edit = (n: number, files?: string[]): JournalLine => ({ type: 'edit', n, entry: entry(n, files) });
const saved = (file: string, n: number): JournalLine => ({
  type: 'saved',
  file,
  covers: idOf(n),
  revision: '',
});

const unsavedOf = (...writers: (readonly JournalLine[])[]) =>
  findEdits(writers).map((found) => [found.entry.at, found.unsaved]);

describe('finding edits', () => {
  test('a saved file holds every edit up to the one that is named', () => {
    expect(unsavedOf([edit(1), edit(2, ['a', 'b']), saved('a', 2), edit(3)])).toEqual([
      [1, []],
      [2, ['b']],
      [3, ['a']],
    ]);
  });

  test('whatever the order in which the two were written', () => {
    expect(unsavedOf([saved('a', 1), edit(1), edit(1)])).toEqual([[1, []]]);
  });

  test('what one writer says of a file is not about the edits of another', () => {
    expect(unsavedOf([edit(1)], [edit(2), saved('a', 2)])).toEqual([
      [1, ['a']],
      [2, []],
    ]);
  });

  test('an edit that was taken over is in its file once one of both says so', () => {
    expect(unsavedOf([edit(1, ['a', 'b'])], [edit(1, ['a', 'b']), saved('b', 1)])).toEqual([[1, ['a']]]);
  });

  test('a journal that is begun anew says the same', () => {
    const line = fc.oneof(
      fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.subarray(['a', 'b', '']))
        .map(([n, files]) => edit(n, files)),
      fc.tuple(fc.constantFrom('a', 'b', ''), fc.nat(9)).map(([file, n]) => saved(file, n)),
    );
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (one, two) => {
        const found = findEdits([one, two]);
        const again = findEdits([linesOf(editsToKeep(found))]);
        expect(again.map(({ entry: { id }, unsaved }) => [id, unsaved])).toEqual(
          found.map(({ entry: { id }, unsaved }) => [id, unsaved]),
        );
      }),
    );
  });
});

describe('the order of edits in several files', () => {
  test('is that of their numbers, also where a journal that was given up lies beside the one that goes on', () => {
    const goesOn = [edit(1), edit(2), edit(3), saved('a', 3), edit(4)];
    const givenUp = [edit(2, []), edit(3, [])];
    for (const lines of [
      [...goesOn, ...givenUp],
      [...givenUp, ...goesOn],
    ])
      expect(unsavedOf(lines)).toEqual([
        [1, []],
        [2, []],
        [3, []],
        [4, ['a']],
      ]);
  });

  test('stays as it is when others come in between', () => {
    const ids = fc.uniqueArray(fc.nat(50), { maxLength: 20 });
    fc.assert(
      fc.property(
        ids,
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (all, has, steps) => {
          const order = all.map(String);
          let n = -10;
          const known = new Map(
            order.filter(() => has.next().value).map((id) => [id, (n += steps.next().value)] as const),
          );
          const numbers = numberEdits(order, known);
          expect([...numbers].toSorted(([, a], [, b]) => a - b).map(([id]) => id)).toEqual(order);
          for (const [id, number] of known) expect(numbers.get(id)).toBe(number);
        },
      ),
    );
  });
});

test('of what is in its files only the newest edits are kept', () => {
  const lines = Array.from({ length: 5000 }, (_, n) => edit(n, n % 1000 === 0 ? ['a', 'lost'] : ['a']));
  const kept = editsToKeep(findEdits([[...lines, saved('a', 4999)]]));
  expect(kept.filter(({ unsaved }) => unsaved.length > 0)).toHaveLength(5);
  expect(kept).toHaveLength(2000 + 3);
  expect(kept.at(-1)?.entry.at).toBe(4999);
});
