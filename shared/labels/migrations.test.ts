import { describe, expect, test } from 'vitest';
import { migrate, type Migrations } from './migrations.ts';

const STEPS: Migrations = {
  1: ({ center, ...file }) => ({ ...file, centre: center }),
  2: (file) => ({ ...file, unit: 'metres' }),
};

describe('migrate', () => {
  test('goes step by step and keeps what it does not know', () => {
    expect(migrate({ version: 1, center: 5, note: 'x' }, 3, STEPS)).toEqual({
      version: 3,
      centre: 5,
      unit: 'metres',
      note: 'x',
    });
  });

  test('starts where the file is', () => {
    expect(migrate({ version: 2 }, 3, STEPS)).toEqual({ version: 3, unit: 'metres' });
    const current = { version: 3 };
    expect(migrate(current, 3, STEPS)).toBe(current);
  });

  test.each([4, 0, -1, 1.5, 2.5, 1e308, '1', null, undefined])('version %s is not known', (version) => {
    expect(migrate({ version }, 3, STEPS)).toBeUndefined();
  });
});
