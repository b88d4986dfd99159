import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseVersionName, versionName } from './versionName.ts';

const CHECK = '1a2b3c4d';

test('says number, time and check', () => {
  const savedAt = Date.parse('2026-03-01T14:25:07.123Z');
  const name = versionName({ number: 42, savedAt, check: `${CHECK}5e6f` });
  expect(name).toBe('00000042-20260301T142507123Z-1a2b3c4d.json');
  expect(parseVersionName(name)).toEqual({ number: 42, savedAt, check: CHECK });
});

test('names sort by number, whatever the clock says, and are read back', () => {
  const version = fc.record({ number: fc.nat(99_999_999), savedAt: fc.double({ noNaN: false }) });
  fc.assert(
    fc.property(version, version, (a, b) => {
      const [first, second] = [a, b].map((one) => versionName({ ...one, check: CHECK }));
      fc.pre(a.number !== b.number);
      expect(first! < second!).toBe(a.number < b.number);
      expect(parseVersionName(first!)).toMatchObject({ number: a.number, check: CHECK });
    }),
  );
});

test.each([
  '',
  'a.json',
  '00000001-20261399T000000000Z-1a2b3c4d.json',
  '../00000001-20260301T142507123Z-1a2b3c4d.json',
])('%j is no name of a version', (name) => expect(parseVersionName(name)).toBeUndefined());
