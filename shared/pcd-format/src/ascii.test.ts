import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePcd } from './decode.ts';
import type { PcdArray } from './types.ts';

interface Shape {
  readonly names?: string;
  readonly types?: string;
  readonly sizes?: string;
  readonly counts?: string;
  readonly points?: number;
}

function ascii(body: string, shape: Shape = {}): Uint8Array {
  const { names = 'x', types = 'F', sizes = '8', counts = names.replaceAll(/\S+/g, '1'), points = 1 } = shape;
  return new TextEncoder().encode(
    `VERSION 0.7\nFIELDS ${names}\nSIZE ${sizes}\nTYPE ${types}\nCOUNT ${counts}\nWIDTH ${points}\nPOINTS ${points}\nDATA ascii\n${body}`,
  );
}

function decoded(body: string, shape: Shape = {}): Record<string, PcdArray> {
  const { columns } = decodePcd(ascii(body, shape));
  return Object.fromEntries([...columns].map(([name, { values }]) => [name, values]));
}

function one(token: string, types = 'F', sizes = '8'): number | bigint {
  return decoded(token, { types, sizes })['x']![0]!;
}

describe('numbers', () => {
  test.each([
    ['1', 1],
    ['-0', -0],
    ['+.5', 0.5],
    ['5.', 5],
    ['-1.25e2', -125],
    ['1E-3', 0.001],
    ['1e+2', 100],
    ['00012', 12],
    ['9007199254740993', 9007199254740992],
    ['123456789012345678901234567890', 123456789012345680000000000000],
    ['0.1000000000000000055511151231257827', 0.1],
    ['1e23', 1e23],
    ['5e-324', 5e-324],
    ['1e999', Infinity],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['nan', Number.NaN],
    ['-NaN', Number.NaN],
    ['nan(ind)', Number.NaN],
    ['-1.#IND', Number.NaN],
    ['1.#QNAN0', Number.NaN],
    ['1.#INF', Infinity],
  ])('%s', (text, value) => {
    expect(one(text)).toBe(value);
  });

  test.each([
    '-',
    '.',
    '+.',
    'e5',
    '1e',
    '1e+',
    '1.2.3',
    '1,5e',
    '0x10',
    'one',
    '1_000',
    '--1',
    '1-2',
    'nanx',
    '٣',
  ])('%s is refused with its line and field', (text) => {
    expect(() =>
      decoded(`1 2\n3 ${text}\n`, { names: 'a b', types: 'F F', sizes: '4 4', points: 2 }),
    ).toThrow(expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ line: 10 }) }));
  });

  test('are what Number makes of the same text', () => {
    const digits = fc.array(fc.nat(9), { minLength: 1, maxLength: 19 }).map((list) => list.join(''));
    const exponent = fc.integer({ min: -330, max: 330 });
    const decimal = fc
      .tuple(fc.constantFrom('', '-', '+'), digits, fc.option(digits), fc.option(exponent))
      .map(
        ([sign, whole, part, power]) =>
          `${sign}${whole}${part === null ? '' : `.${part}`}${power === null ? '' : `e${power}`}`,
      );
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1, maxLength: 20 }), (texts) => {
        expect([...decoded(texts.join('\n'), { points: texts.length })['x']!]).toEqual(texts.map(Number));
      }),
      { numRuns: 300 },
    );
  });

  test('are correctly rounded where float64 runs out of digits', () => {
    const mantissas = ['9007199254740991', '9007199254740992', '9007199254740993', '90071992547409930'];
    const exponents = Array.from({ length: 47 }, (_, index) => index - 23);
    const texts = mantissas.flatMap((mantissa) => exponents.map((exponent) => `${mantissa}e${exponent}`));
    expect([...decoded(texts.join('\n'), { points: texts.length })['x']!]).toEqual(texts.map(Number));
  });

  test('keep all digits of 64-bit integers', () => {
    expect(one('9223372036854775807', 'I')).toBe(9223372036854775807n);
    expect(one('-9223372036854775808', 'I')).toBe(-9223372036854775808n);
    expect(one('+18446744073709551615', 'U')).toBe(18446744073709551615n);
    expect(one('1e3', 'U')).toBe(1000n);
  });

  test.each([
    ['256', 'U', '1'],
    ['-1', 'U', '4'],
    ['128', 'I', '1'],
    ['1.5', 'U', '2'],
    ['nan', 'I', '4'],
    ['inf', 'U', '8'],
    ['1.5', 'I', '8'],
    ['-1', 'U', '8'],
    ['9223372036854775808', 'I', '8'],
    ['1e19', 'I', '8'],
  ])('%s does not fit %s%s and is refused rather than wrapped', (text, types, sizes) => {
    expect(() => decoded(`${text}\n`, { types, sizes })).toThrow(
      expect.objectContaining({
        code: 'corrupt',
        details: { reason: 'value', line: 9, field: 'x', text },
      }),
    );
  });
});

describe('rows', () => {
  const two: Shape = { names: 'a b', types: 'F U', sizes: '4 1', points: 2 };

  test.each([
    ['spaces at both ends', ' 1 2 \n 3 4 \n'],
    ['tabs', '1\t2\n3\t4\n'],
    ['commas', '1,2\n3, 4\n'],
    ['CRLF', '1 2\r\n3 4\r\n'],
    ['blank lines', '\n1 2\n \n\n3 4\n'],
    ['no newline at the end', '1 2\n3 4'],
    ['more lines than points', '1 2\n3 4\n5 6\nwhatever'],
  ])('%s', (_, body) => {
    expect(decoded(body, two)).toEqual({ a: Float32Array.of(1, 3), b: Uint8Array.of(2, 4) });
  });

  test('elements of one field stay together and padding is passed over', () => {
    const shape: Shape = { names: 'n _ v', types: 'I U F', sizes: '2 1 4', counts: '1 2 3', points: 2 };
    expect(decoded('1 x y 10 11 12\n2 ? ! 20 21 22\n', shape)).toEqual({
      n: Int16Array.of(1, 2),
      v: Float32Array.of(10, 11, 12, 20, 21, 22),
    });
  });

  test.each([
    ['1 2\n3\n', 1, 2],
    ['1 2\n3 4 5\n', 3, 2],
    ['1 2\n3 4 5', 3, 2],
  ])('%j: a line of the wrong length is an error', (body, actual, expected) => {
    expect(() => decoded(body, two)).toThrow(
      expect.objectContaining({
        code: 'corrupt',
        details: { reason: 'value-count', line: 10, actual, expected },
      }),
    );
  });

  test.each(['', '1 2', '1 2\n', '1 2\n3', '1 2\n3 ', '1 2\n3 -'])('%j ends too early', (body) => {
    expect(() => decoded(body, two)).toThrow(
      expect.objectContaining({
        code: 'truncated',
        details: expect.objectContaining({ expected: 2, actual: body === '' ? 0 : 1 }),
      }),
    );
  });

  test.each([
    ['1,5 2\n', 4],
    ['1 2\n3,5 4,5\n', 8],
  ])('%j: commas that may be decimal points are refused, with the place', (body, at) => {
    const offset = ascii('', two).length + at;
    expect(() => decoded(body, two)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'comma' }), offset }),
    );
  });

  test('a value that is none is found at its byte, in whatever chunks it comes', () => {
    const body = '1 2\n3 x\n';
    expect(() => decoded(body, two)).toThrow(
      expect.objectContaining({ offset: ascii('', two).length + body.indexOf('x') }),
    );
  });

  test('a line without end is refused before it fills the memory', () => {
    expect(() => decoded('1'.repeat(100_000), { points: 1 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: 'line-too-long' }) }),
    );
  });
});
