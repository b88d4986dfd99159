import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileTimes, isFileTime, timestampOf } from './fileTimes.ts';

function only(key: string): [unit: string, ns: string] | undefined {
  const times = fileTimes([key]);
  return times && [times.unit, String(times.ns[0])];
}

const DATE = 'YYYY-MM-DD hh:mm:ss UTC';

describe('names that are times', () => {
  test.each([
    ['1571826424123456789', 'ns', '1571826424123456789'],
    ['1571826424123456', 'µs', '1571826424123456000'],
    ['1571826424123', 'ms', '1571826424123000000'],
    ['1571826424.123456', 's', '1571826424123456000'],
    ['1571826424.000000001', 's', '1571826424000000001'],
    ['12.500', 's', '12500000000'],
    ['0.100000', 's', '100000000'],
    ['1571826424_000000005', 's_ns', '1571826424000000005'],
    ['1571826424-5', 's_ns', '1571826424000000005'],
    ['1571826424_123456', 's_µs', '1571826424123456000'],
    ['1571826424_123', 's_ms', '1571826424123000000'],
    ['2023-10-23_10-27-04-123456', DATE, '1698056824123456000'],
    ['2023-10-23_10-27-04', DATE, '1698056824000000000'],
    ['20231023_102704.5', DATE, '1698056824500000000'],
    ['2023-10-23T10-27-04.123Z', DATE, '1698056824123000000'],
    ['frame_20121214T142256.332395', DATE, '1355494976332395000'],
    ['cloud-1571826424.500000', 's', '1571826424500000000'],
  ])('%s', (key, unit, ns) => {
    expect(only(key)).toEqual([unit, ns]);
    expect(isFileTime(key)).toBe(true);
  });

  test.each([
    '000001',
    '0000000012',
    '0000000000000000012',
    '12345678901',
    '1.2',
    'v1.234',
    'front',
    '',
    '2023-13-23_10-27-04',
    '2023-02-30_10-27-04',
    '2023-10-23_25-27-04',
    '12345678-123456-front',
    '1571826424_1234567890',
    '1e300',
    '١٢٣٤٥٦٧٨٩٠١٢٣',
  ])('not %j', (key) => {
    expect(only(key)).toBeUndefined();
  });
});

test('six digits are microseconds only where all names have six', () => {
  const times = fileTimes(['1571826424_123456', '1571826424_23456789']);
  expect(times!.unit).toBe('s_ns');
  expect(times!.ns[0]).toBe(1571826424000123456n);
});

test('names of another form have no time, and too many of them mean that none has', () => {
  expect(fileTimes(['1571826424123', 'notes'])!.ns).toEqual([1571826424123000000n, undefined]);
  expect(fileTimes(['1571826424123', 'notes', 'more'])).toBeUndefined();
  expect(fileTimes([])).toBeUndefined();
});

test('every whole number of nanoseconds comes back digit by digit', () => {
  fc.assert(
    fc.property(fc.bigInt(10n ** 18n, 10n ** 19n - 1n), (ns) => {
      expect(fileTimes([String(ns)])!.ns[0]).toBe(ns);
      const seconds = `${ns / 1_000_000_000n}.${String(ns % 1_000_000_000n).padStart(9, '0')}`;
      expect(fileTimes([seconds])!.ns[0]).toBe(ns);
    }),
  );
});

test('a time from a name has no known clock and no known moment', () => {
  expect(timestampOf(1571826424123456789n)).toEqual({
    ns: '1571826424123456789',
    clock: 'unknown',
    meaning: 'unknown',
  });
});
