import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lzfCompress, lzfDecompress } from './lzf.ts';

function decompress(stream: readonly number[] | Uint8Array, length: number): number[] {
  const output = new Uint8Array(length);
  lzfDecompress(Uint8Array.from(stream), output);
  return [...output];
}

describe('lzfDecompress', () => {
  test('copies literals', () => {
    expect(decompress([2, 7, 8, 9], 3)).toEqual([7, 8, 9]);
  });

  test('repeats through a reference that overlaps its own output', () => {
    // One literal, then 4 bytes from distance 1: length field 4 - 2, distance field 0.
    expect(decompress([0, 5, (2 << 5) | 0, 0], 5)).toEqual([5, 5, 5, 5, 5]);
  });

  test('reads the extra length byte', () => {
    expect(decompress([0, 5, 7 << 5, 255, 0], 265)).toEqual(Array.from({ length: 265 }, () => 5));
  });

  test.each([
    ['literals past the end of the input', [3, 1], 4, 'input-ends'],
    ['a reference cut off', [0, 1, 32], 4, 'input-ends'],
    ['a long reference cut off', [0, 1, 7 << 5, 1], 12, 'input-ends'],
    ['a reference before the start', [0, 1, 32, 9], 4, 'reference-before-start'],
    ['more output than promised', [1, 1, 2], 1, 'output-overflow'],
    ['a reference past the output', [0, 1, 7 << 5, 255, 0], 9, 'output-overflow'],
    ['less output than promised', [0, 1], 2, 'output-short'],
  ])('refuses %s', (_, stream, length, reason) => {
    expect(() => decompress(stream, length)).toThrow(
      expect.objectContaining({ code: 'corrupt', details: expect.objectContaining({ reason }) }),
    );
  });
});

describe('lzfCompress', () => {
  const repetitive = fc
    .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 120 })), {
      maxLength: 8,
    })
    .map((runs) =>
      Uint8Array.from(
        runs.flatMap(([bytes, times]) => Array.from({ length: times }, () => [...bytes]).flat()),
      ),
    );

  test.each([
    ['random bytes', fc.uint8Array({ maxLength: 2000 })],
    ['repetitive bytes', repetitive],
  ])('is undone by lzfDecompress: %s', (_, bytes) => {
    fc.assert(
      fc.property(bytes, (input) => {
        expect(decompress(lzfCompress(input), input.length)).toEqual([...input]);
      }),
    );
  });

  test('finds repetitions at the greatest distance the format has, and not beyond', () => {
    for (const gap of [8189, 8190, 8191]) {
      const input = new Uint8Array(gap + 6);
      for (let i = 0; i < input.length; i++) input[i] = (i * i * 31 + (i >> 3)) & 255;
      input.set([250, 1, 99], 0);
      input.set([250, 1, 99], gap);
      expect(decompress(lzfCompress(input), input.length)).toEqual([...input]);
    }
  });

  test('makes constant bytes about 88 times smaller', () => {
    expect(lzfCompress(new Uint8Array(88_000)).length).toBeLessThan(1100);
  });

  test('lets incompressible bytes grow by 1 in 32 at most', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (input) => {
        expect(lzfCompress(input).length).toBeLessThanOrEqual(input.length + Math.ceil(input.length / 32));
      }),
    );
  });
});
