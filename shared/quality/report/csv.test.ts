import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv.ts';

describe('csvLine', () => {
  test('texts with commas, quotes and line breaks are quoted; what is not a number is empty', () => {
    expect(csvLine(['a,b', 'say "no"', 'two\nlines', 1.5, -2, Number.NaN, undefined, '轿车'])).toBe(
      '"a,b","say ""no""","two\nlines",1.5,-2,,,轿车\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '=HYPERLINK("http://x","y")', '＝1'])(
    'a formula is a text: %j',
    (name) => {
      expect(csvLine([name])).toMatch(/^"'/);
    },
  );

  test('no cell of text begins as a formula, and each comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }), (cells) => {
        const read = readLine(csvLine(cells));
        expect(read).toHaveLength(cells.length);
        read.forEach((cell, i) => {
          expect(cell).not.toMatch(/^\s*[=+\-@]/);
          expect([cells[i], `'${cells[i]}`]).toContain(cell);
        });
      }),
    );
  });
});

/** As a program that knows RFC 4180 reads a line. */
function readLine(line: string): string[] {
  const cells: string[] = [];
  let rest = line.slice(0, -2);
  for (;;) {
    const [whole, quoted, plain] = /^(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/.exec(rest)!;
    cells.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (whole.length >= rest.length && !whole.endsWith(',')) return cells;
    rest = rest.slice(whole.length);
    if (rest === '' && whole.endsWith(',')) return [...cells, ''];
  }
}
