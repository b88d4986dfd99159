import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeByKernels, outcomeOf } from '../testing/outcome.ts';
import { decodePcd } from './decode.ts';
import { pcdKernels } from '../../../testing/pcdKernels.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly count: number;
}

/** A file of these fields with any bytes behind its header, NaNs of every kind among them. */
function file(fields: readonly Field[], points: number, seed: number): Uint8Array {
  const header = [
    `FIELDS ${fields.map(({ name }) => name).join(' ')}`,
    `SIZE ${fields.map(({ size }) => size).join(' ')}`,
    `TYPE ${fields.map(({ type }) => type).join(' ')}`,
    `COUNT ${fields.map(({ count }) => count).join(' ')}`,
    `WIDTH ${points}`,
    'DATA binary',
    '',
  ].join('\n');
  const rowBytes = fields.reduce((sum, { size, count }) => sum + size * count, 0);
  const body = Uint8Array.from({ length: points * rowBytes }, (_, i) => {
    const mixed = Math.imul(i + seed, 0x9e3779b1) >>> 23;
    return mixed > 255 ? 255 : mixed;
  });
  return Buffer.concat([new TextEncoder().encode(header), body]);
}

const word = (name: string): Field => ({ name, type: 'F', size: 4, count: 1 });
const XYZ = [word('x'), word('y'), word('z')];

const field = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant(['F', 4] as const) },
      fc.constantFrom(
        ...(['I', 'U'] as const).flatMap((type) => [1, 2, 4, 8].map((size) => [type, size] as const)),
        ['F', 8] as const,
      ),
    ),
    fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 5 })),
    fc.boolean(),
  )
  .map(([[type, size], count, isPadding]) => ({ type, size, count, isPadding }));
const fields = fc
  .array(field, { minLength: 1, maxLength: 9 })
  .map((all) =>
    all.map(({ isPadding, ...rest }, i): Field => Object.assign(rest, { name: isPadding ? '_' : `f${i}` })),
  );

describe('the gathering kernels do as the reference', () => {
  test('with any rows, and columns left out', () => {
    const names = fc.option(fc.subarray(['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8']), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fields, fc.nat(40), fc.nat(1e6), fc.nat(9), names, (all, points, seed, cut, some) => {
        const whole = file(all, points, seed);
        const bytes = whole.subarray(0, whole.length - cut);
        const options = { truncated: 'keep' as const, ...(some && { fields: some }) };
        expect(outcomeByKernels(bytes, options)).toEqual(outcomeOf(bytes, options));
      }),
      { numRuns: 700 },
    );
  });

  test.each([
    ['16 bytes', [...XYZ, word('i')]],
    ['12 bytes', XYZ],
    ['26 bytes', [...XYZ, word('i'), { ...word('ring'), size: 2, type: 'U' }, { ...word('t'), size: 8 }]],
    ['a descriptor', [...XYZ, { ...word('fpfh'), count: 33 }]],
    ['one byte', [{ ...word('c'), size: 1, type: 'U' }]],
    ['a row too long for a block', [...XYZ, { ...word('vfh'), count: 400 }]],
    ['many fields', Array.from({ length: 200 }, (_, i) => word(`f${i}`))],
  ])('over many blocks: %s', (_, all) => {
    const bytes = file(all, 5001, 1);
    const [byKernels, reference] = [outcomeByKernels(bytes), outcomeOf(bytes)];
    expect(byKernels).toEqual(reference);
    expect(reference).toMatchObject({ points: 5001 });
  });

  test('and write nothing but the columns', () => {
    const points = 1001;
    const lent = new Uint8Array(12 * points + 4096).fill(0xa5);
    const { columns } = decodePcd(file(XYZ, points, 5), { kernels: pcdKernels, lend: () => lent.buffer });
    const end = Math.max(...[...columns.values()].map(({ values }) => values.byteOffset + values.byteLength));
    expect(lent.subarray(end).every((byte) => byte === 0xa5)).toBe(true);
  });
});
