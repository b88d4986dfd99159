import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporaryFolder.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { createTally } from './tally.ts';

const EVENING = new Date(2026, 2, 28, 23, 50).getTime();
const HOUR = 3_600_000;

test('counts up and down over restarts, never below nothing', async () => {
  const folder = await temporaryFolder();
  const tally = createTally(nodeFileSystem, folder, () => EVENING);
  expect(await tally.today(0)).toEqual({ count: 0, endsAt: new Date(2026, 2, 29).getTime() });
  await Promise.all([tally.today(3), tally.today(1), tally.today(-1)]);
  const restarted = createTally(nodeFileSystem, folder, () => EVENING);
  expect((await restarted.today(0)).count).toBe(3);
  expect((await restarted.today(-7)).count).toBe(0);
});

test('begins anew at local midnight', async () => {
  let now = EVENING;
  const tally = createTally(nodeFileSystem, await temporaryFolder(), () => now);
  await tally.today(5);
  now += HOUR;
  expect((await tally.today(0)).count).toBe(0);
  expect((await tally.today(2)).count).toBe(2);
});

test('a damaged file is no catastrophe', async () => {
  const folder = await temporaryFolder();
  writeFileSync(join(folder, 'tally.json'), '{"day":');
  const tally = createTally(nodeFileSystem, folder, () => EVENING);
  expect((await tally.today(1)).count).toBe(1);
});
