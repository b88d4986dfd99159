import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { writeLongDrive } from './support/longDrive.ts';
import { longestTask } from './support/mainThread.ts';

const FRAMES = 200;
const POINTS = 120_000;
/** Milliseconds of the main thread in one go. */
const LONGEST_TASK = 50;
/** Of a worker's clouds with what they are made in: five frames are held, some 7 MB each. */
const MOST_WORKER_BYTES = 128 * 2 ** 20;
/** From one move of the pointer to the next, milliseconds. */
const MOVE_EVERY = 30;

interface Held {
  readonly workerBytes: number;
  readonly gpuBytes: number;
  readonly geometries: number;
}

function held(page: Page): Promise<Held> {
  return page.evaluate(() => {
    const { workerBytes = NaN, gpuBytes = NaN, geometries = NaN } = window.boxwrightDiagnostics ?? {};
    return { workerBytes, gpuBytes, geometries };
  });
}

/** Over the ruler, there and back. Answers how many frames came on screen. */
async function scrub(page: Page, moves: number): Promise<number> {
  await page.evaluate(() => {
    const name = document.querySelector('[data-testid="frame-name"]')!;
    const seen = new Set<string>();
    new MutationObserver(() => seen.add(name.textContent)).observe(name, {
      subtree: true,
      characterData: true,
      childList: true,
    });
    Reflect.set(window, 'framesSeen', seen);
  });
  const head = (await page.getByTestId('timeline-head').boundingBox())!;
  const y = head.y + head.height - 8;
  await page.mouse.move(head.x + 1, y);
  await page.mouse.down();
  for (let i = 1; i <= moves; i += 1) {
    const share = 1 - Math.abs(1 - (2 * i) / moves);
    await page.mouse.move(head.x + 1 + share * (head.width - 16), y);
    await page.waitForTimeout(MOVE_EVERY);
  }
  await page.mouse.up();
  return page.evaluate(() => (Reflect.get(window, 'framesSeen') as Set<string>).size);
}

// A processor draws the clouds here: the fewer pixels, the more frames go by.
test.use({ viewport: { width: 1100, height: 640 } });

test('scrubbing through two hundred large frames never holds up the window, and keeps only a few', async ({
  page,
  browser,
  workFolder,
  openFolder,
}) => {
  const folder = join(workFolder, 'drive');
  writeLongDrive(folder, FRAMES, POINTS);
  await openFolder(folder);
  await page.keyboard.press('F3');
  await settle(page);
  // What runs for the first time is compiled first.
  await scrub(page, 4);
  await settle(page);
  const before = await held(page);

  const task = await longestTask(browser, page);
  const seen = await scrub(page, 24);
  const longest = await task();
  await expect(page.getByTestId('frame-name')).toHaveText('000000');
  await settle(page);
  const after = await held(page);
  test
    .info()
    .annotations.push({ type: 'scrub', description: JSON.stringify({ longest, seen, before, after }) });
  expect(longest.script, 'milliseconds of a task').toBeLessThan(LONGEST_TASK);
  expect(seen, 'frames that came on screen').toBeGreaterThan(2);
  expect(after.workerBytes).toBeLessThan(MOST_WORKER_BYTES);
  expect(after.geometries).toBe(before.geometries);
  expect(after.gpuBytes).toBe(before.gpuBytes);
});
