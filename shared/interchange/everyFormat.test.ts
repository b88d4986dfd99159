import { describe, expect, test } from 'vitest';
import { EVERY_FORMAT } from '../../testing/everyFormat.ts';
import { keepsCuboids } from '../../testing/keepsCuboids.ts';
import { IS_EXHAUSTIVE, LONGEST_MS, report } from '../../testing/torture/budget.ts';

describe('random cuboids in every format that holds them', () => {
  test.each(EVERY_FORMAT)('$id', { timeout: LONGEST_MS }, async ({ id, format, tried }) => {
    const worst = await keepsCuboids(format, tried);
    expect(worst).not.toBe('');
    if (IS_EXHAUSTIVE) report(`${id}: ${worst}`);
  });
});
