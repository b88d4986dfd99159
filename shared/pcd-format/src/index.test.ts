import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodePcd,
  encodePcd,
  loadPcdKernels,
  lzfCompress,
  lzfDecompress,
  parsePcdHeader,
  PcdError,
} from 'pcd-format';
import type { PcdCloud } from 'pcd-format';
import { pcdKernels } from '../../../testing/pcdKernels.ts';

test('the package, imported by its name, does what its README shows', () => {
  const bytes = encodePcd(
    [
      { name: 'x', values: Float32Array.of(1, 2) },
      { name: 'time', values: BigInt64Array.of(1700000000000000000n, 1700000000100000000n) },
    ],
    { encoding: 'binary_compressed' },
  );
  const cloud: PcdCloud = decodePcd(bytes);
  expect(cloud.points).toBe(2);
  expect(cloud.columns.get('x')?.values).toEqual(Float32Array.of(1, 2));
  expect(cloud.columns.get('time')?.values).toEqual(
    BigInt64Array.of(1700000000000000000n, 1700000000100000000n),
  );
  expect(cloud.header.warnings).toEqual([]);
  expect(parsePcdHeader(bytes)).toEqual(cloud.header);
  expect(() => decodePcd(new Uint8Array(0))).toThrow(PcdError);
  const again = new Uint8Array(3);
  lzfDecompress(lzfCompress(Uint8Array.of(1, 2, 3)), again);
  expect(again).toEqual(Uint8Array.of(1, 2, 3));
});

test('offsets from an origin are as exact as the README says', () => {
  const coordinate = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: -1e7, max: 1e7 }), fc.array(coordinate, { minLength: 1 }), (map, near) => {
      const x = Float64Array.from(near, (value) => map + value);
      const originX = Math.round(x[0]!);
      const offsetX = Float32Array.from(x, (value) => value - originX);
      for (const [i, value] of x.entries()) {
        const sum = originX + offsetX[i]!;
        const bound = Math.abs(value - originX) * 2 ** -24 + Math.abs(sum) * 2 ** -53;
        expect(Math.abs(sum - value)).toBeLessThanOrEqual(bound * (1 + 2 ** -28) + 2 ** -150);
      }
    }),
  );
});

test('the kernels are a part of the package, and other WebAssembly is not taken for them', async () => {
  const bytes = encodePcd([{ name: 'x', values: Float32Array.of(1, 2) }], { encoding: 'ascii' });
  expect(decodePcd(bytes, { kernels: pcdKernels })).toEqual(decodePcd(bytes));
  const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  await expect(loadPcdKernels(emptyModule)).rejects.toMatchObject({ code: 'unsupported' });
  await expect(loadPcdKernels(Uint8Array.of(1, 2, 3))).rejects.toThrow('WebAssembly');
});
