import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pcdKernels } from '../../../testing/pcdKernels.ts';
import { BLOCKS } from './kernels.ts';
import { lzfCompress, lzfDecompress } from './lzf.ts';
import { LzfKernel } from './lzfKernel.ts';
import { PcdError } from './types.ts';

type Decompress = (input: Uint8Array, output: Uint8Array) => void;

/** The output, or all that the error says. */
function outcome(decompress: Decompress, input: Uint8Array, length: number): unknown {
  const output = new Uint8Array(length);
  try {
    decompress(input, output);
    return output;
  } catch (error) {
    if (!(error instanceof PcdError)) throw error;
    const { code, message, details } = error;
    return { code, message, details };
  }
}

/** In pieces of so many bytes, between which others use the kernels. */
function inPieces(length: number): Decompress {
  return (input, output) => {
    const kernel = new LzfKernel(pcdKernels, input.length, output);
    for (let at = 0; at === 0 || at < input.length; at += length) {
      pcdKernels.bytes.fill(0xee, BLOCKS);
      kernel.push(input.subarray(at, at + length));
    }
  };
}

/** By the kernel, and by the reference. */
function outcomes(input: Uint8Array, length: number, pieces = Infinity): [unknown, unknown] {
  return [outcome(inPieces(pieces), input, length), outcome(lzfDecompress, input, length)];
}

/** Runs of literals and of references, most of them possible ones. */
const stream = fc
  .array(
    fc.oneof(
      fc
        .uint8Array({ minLength: 1, maxLength: 32 })
        .map((literals) => [literals.length - 1].concat(Array.from(literals))),
      fc
        .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 40 }))
        .map(([length, distance]) => [length << 5, distance]),
      fc
        .tuple(fc.nat(255), fc.nat(255), fc.nat(31))
        .map(([length, distance, high]) => [(7 << 5) | (high % 3 === 0 ? high : 0), length, distance]),
    ),
    { maxLength: 60 },
  )
  .map((runs) => Uint8Array.from(runs.flat()));

describe('the LZF kernel does as the reference', () => {
  test('with any stream, well-formed or not, and any length', () => {
    fc.assert(
      fc.property(
        stream,
        fc.nat(6000),
        fc.nat(20),
        fc.integer({ min: 1, max: 90 }),
        (input, length, cut, pieces) => {
          for (const part of [input, input.subarray(0, input.length - cut)]) {
            const [kernel, reference] = outcomes(part, length, pieces);
            expect(kernel).toEqual(reference);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('with streams of the right length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: -2, max: 2 }), (raw, off) => {
        const [kernel, reference] = outcomes(lzfCompress(raw), Math.max(0, raw.length + off), 50);
        expect(kernel).toEqual(reference);
      }),
    );
  });

  test.each([
    ['noise', (i: number) => (Math.imul(i, 0x9e3779b1) >>> 24) ^ (i >>> 9)],
    ['floats', (i: number) => (i % 4 === 3 ? 0x41 : (i * i) >>> (i % 4))],
    ['one byte', () => 7],
    ['a period of 13', (i: number) => i % 13],
    ['a period of 8191', (i: number) => Math.imul(i % 8191, 0x9e3779b1) >>> 24],
  ])('over many blocks: %s', (_, byteAt) => {
    const raw = Uint8Array.from({ length: 3_000_001 }, (_value, i) => byteAt(i));
    const input = lzfCompress(raw);
    for (const pieces of [Infinity, 65_536, 100_003]) {
      const output = new Uint8Array(raw.length);
      inPieces(pieces)(input, output);
      expect(Buffer.compare(output, raw)).toBe(0);
    }
    for (const [part, length] of [
      [input.subarray(0, -1), raw.length],
      [input, raw.length - 1],
    ] as const) {
      const [kernel, reference] = outcomes(part, length);
      expect(kernel).toEqual(reference);
    }
  });
});
