import { expect, test } from 'vitest';
import { decodePcd, encodePcd, lzfCompress, lzfDecompress, parsePcdHeader, PcdError } from 'pcd-format';
import type { PcdCloud } from 'pcd-format';

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
