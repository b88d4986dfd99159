import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, partitionPath } from './partition.ts';

/** Any, lone surrogates too, and ASCII as often as all else. */
const CHARACTER = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff)).map((code) => String.fromCodePoint(code));

describe('a partition', () => {
  test('is of the day in UTC, where nanoseconds count from 1970', () => {
    expect(dayOf(1_700_000_000_000_000_000n)).toBe('2023-11-14');
    expect(dayOf(1_700_006_399_999_999_999n)).toBe('2023-11-14');
    expect(dayOf(1_700_006_400_000_000_000n)).toBe('2023-11-15');
    expect(dayOf(2n ** 63n - 1n)).toBe('2262-04-11');
    for (const unknown of [null, 0n, 12_000_000_000n, -1n]) expect(dayOf(unknown)).toBeUndefined();
  });

  test('has a folder in the way of Hive', () => {
    expect(partitionPath('drive 1', '2023-11-14')).toBe('sequence=drive 1/date=2023-11-14');
    expect(partitionPath('', undefined)).toBe(
      'sequence=__HIVE_DEFAULT_PARTITION__/date=__HIVE_DEFAULT_PARTITION__',
    );
    expect(partitionPath("路口 5 — l'été/..", undefined)).toMatch(/^sequence=路口 5 — l%27été%2F.%2E\//);
  });

  test('is never a way out of its folder, and its sequence can be read back', () => {
    fc.assert(
      fc.property(fc.array(CHARACTER, { minLength: 1, maxLength: 12 }), (characters) => {
        const id = characters.join('');
        const parts = partitionPath(id, '2023-11-14').split('/');
        expect(parts).toHaveLength(2);
        const name = parts[0]!.slice('sequence='.length);
        // oxlint-disable-next-line no-control-regex -- none may be left
        expect(name).not.toMatch(/[\u0000-\u001F\\/:*?"<>|]|[ .]$/);
        const read = name.replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
          String.fromCharCode(parseInt(hex, 16)),
        );
        expect(read).toBe(id.normalize('NFC').replace(/\p{Surrogate}/gu, '\uFFFD'));
      }),
      { numRuns: 60 },
    );
  });
});
