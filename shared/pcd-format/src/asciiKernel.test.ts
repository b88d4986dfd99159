import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeByKernels, outcomeOf } from '../testing/outcome.ts';

interface Shape {
  readonly sizes: readonly number[];
  readonly types: readonly string[];
  readonly counts: readonly number[];
}

function file(shape: Shape, lines: readonly string[], points = lines.length): Uint8Array {
  const { sizes, types, counts } = shape;
  const names = types.map((_, i) => `f${i}`);
  return new TextEncoder().encode(
    [
      `FIELDS ${names.join(' ')}`,
      `SIZE ${sizes.join(' ')}`,
      `TYPE ${types.join(' ')}`,
      `COUNT ${counts.join(' ')}`,
      `WIDTH ${points}`,
      'DATA ascii',
      ...lines,
      '',
    ].join('\n'),
  );
}

const options = { truncated: 'keep' } as const;

const TYPES = (['F', 'I', 'U'] as const).flatMap((type) =>
  [1, 2, 4, 8].filter((size) => type !== 'F' || size > 2).map((size) => [type, size] as const),
);

const decimal = fc
  .tuple(
    fc.constantFrom('', '-', '+', '--'),
    fc.stringMatching(/^\d{0,21}$/),
    fc.constantFrom('', '.', ','),
    fc.stringMatching(/^\d{0,21}$/),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[eE][+-]?\d{0,5}$/)),
  )
  .map((parts) => parts.join(''));
const word = fc.constantFrom(
  ...'nan NaN -nan +NAN nanx nan(ind) inf -inf 1.#IND . - + e e5 1e 1e+ 0x10 1_0 é .nan 5. .5 -0 -.0'.split(
    ' ',
  ),
);
/** Near the limits of what each type holds and of what is surely exact. */
const edge = fc
  .tuple(
    fc.constantFrom(7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n, 64n),
    fc.integer({ min: -2, max: 2 }),
    fc.constantFrom('', '-'),
    fc.constantFrom('', '.', '.0', 'e0', 'e1', '00'),
  )
  .map(([bits, off, sign, end]) => `${sign}${2n ** bits + BigInt(off)}${end}`);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value.toPrecision(8)),
  fc.integer().map(String),
  fc.nat(300).map(String),
);
const token = fc.oneof({ weight: 6, arbitrary: number }, decimal, word, edge);
const blank = fc.constantFrom(' ', ' ', '  ', '\t', ',', ' \r', '\u000b ');

describe('the ascii kernel does as the reference', () => {
  test('with any token of any type', () => {
    fc.assert(
      fc.property(token, (text) => {
        for (const [type, size] of TYPES) {
          const bytes = file({ sizes: [size], types: [type], counts: [1] }, [text]);
          expect(outcomeByKernels(bytes)).toEqual(outcomeOf(bytes));
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('with ordinary and other lines in any order, and columns left out', () => {
    const field = fc.constantFrom(...TYPES);
    const shape = fc.array(fc.tuple(field, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 4 });
    const cloud = shape.chain((fields) => {
      const width = fields.reduce((sum, [, count]) => sum + count, 0);
      const ordinary = fc.array(fc.nat(127).map(String), { minLength: width, maxLength: width });
      const other = fc.array(token, { minLength: Math.max(0, width - 1), maxLength: width + 1 });
      const row = fc
        .tuple(fc.oneof({ weight: 9, arbitrary: ordinary }, other), blank, fc.constantFrom('', ' ', ','))
        .map(([tokens, between, margin]) => `${margin}${tokens.join(between)}${margin}`);
      return fc.record({
        shape: fc.constant({
          sizes: fields.map(([[, size]]) => size),
          types: fields.map(([[type]]) => type),
          counts: fields.map(([, count]) => count),
        }),
        lines: fc.array(fc.oneof({ weight: 9, arbitrary: row }, fc.constantFrom('', ' ', ',')), {
          maxLength: 30,
        }),
        names: fc.subarray(fields.map((_, i) => `f${i}`)),
        points: fc.nat(30),
      });
    });
    fc.assert(
      fc.property(cloud, ({ shape: { sizes, types, counts }, lines, names, points }) => {
        const whole = file({ sizes, types, counts }, lines);
        expect(outcomeByKernels(whole)).toEqual(outcomeOf(whole));
        const other = file({ sizes, types, counts }, lines, points);
        const some = { ...options, fields: names };
        expect(outcomeByKernels(other, some)).toEqual(outcomeOf(other, some));
      }),
      { numRuns: 500 },
    );
  });

  const XYZ: Shape = { sizes: [4, 4, 8], types: ['F', 'F', 'F'], counts: [1, 1, 1] };
  const many = Array.from({ length: 30_000 }, (_, i) => `${Math.sin(i).toFixed(6)} -${i}.5 ${i / 7}`);

  test.each([
    ['many blocks', many],
    ['lines that are not ordinary, one by one', many.map((line, i) => (i % 1000 === 0 ? '1 inf 3' : line))],
    ['lines that are not ordinary, all of them', many.map(() => '1 2 3.14159265358979323846')],
    ['a line longer than a block', ['1 2 3', `4 ${' '.repeat(200_000)}5 6`, '7 8 9']],
    ['a line longer than a block, at the end', ['1 2 3', `4 ${' '.repeat(200_000)}5`]],
    ['an error behind many lines', [...many, '1 2', '3 4 5']],
    ['blank lines', many.flatMap((line) => ['', line, ' '])],
  ])('with %s', (_, lines) => {
    const bytes = file(XYZ, lines);
    expect(outcomeByKernels(bytes, options)).toEqual(outcomeOf(bytes, options));
  });

  test('with a wide row, and one that is too wide for a block', () => {
    for (const count of [500, 1500, 20_000]) {
      const row = Array.from({ length: count }, (_, i) => i).join(' ');
      const bytes = file({ sizes: [4], types: ['F'], counts: [count] }, [row, row, `${row} 1`]);
      expect(outcomeByKernels(bytes)).toEqual(outcomeOf(bytes));
    }
  });

  test('and the file is one that can be read', () => {
    expect(outcomeOf(file(XYZ, many))).toMatchObject({ points: many.length });
  });
});
