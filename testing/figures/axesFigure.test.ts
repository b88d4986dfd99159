import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { axesFigure } from './axesFigure.ts';

const file = fileURLToPath(new URL('../../docs/images/axes.svg', import.meta.url));

test('the figure of axes and angles is what the code draws', () => {
  const drawn = axesFigure();
  if (process.env['UPDATE_FIGURES'] !== undefined) writeFileSync(file, drawn);
  const published = existsSync(file) ? readFileSync(file, 'utf8') : '';
  expect(published === drawn ? 'fresh' : 'stale, run UPDATE_FIGURES=1 npx vitest run testing/figures').toBe(
    'fresh',
  );
  expect(drawn).not.toMatch(/NaN|undefined/);
});
