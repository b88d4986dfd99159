import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { labelDrive, labelledObject, type Labelled } from './support/labelDrive.ts';
import { writeLongDrive } from './support/longDrive.ts';
import { longestTask, nextFrames } from './support/mainThread.ts';

const FRAMES = 10_000;
const POINTS = 400;
/** From one keyframe of the first object to the next, in frames. */
const EVERY = 50;
/** Milliseconds of the main thread in one go. */
const LONGEST_TASK = 50;
/** Of all files of a kind, those that may be asked for: what is on screen, what is fetched ahead, what was passed. */
const MOST_FILES = 150;

/** An object with a keyframe in every fiftieth frame, and one that is in the first hundred. */
function labels(): readonly (readonly Labelled[] | undefined)[] {
  return Array.from({ length: FRAMES }, (_, index) => {
    const x = 8 + (index % 200) / 10;
    const box = { size: [4.2, 1.8, 1.6], rotation: [0, 0, 0, 1] } as const;
    const here: Labelled[] = [];
    if (index % EVERY === 0) here.push(labelledObject(1, 'car', { ...box, centre: [x, 3, 0.8] }));
    if (index < 100) here.push(labelledObject(2, 'car', { ...box, centre: [x, -4, 0.8] }));
    return here.length === 0 ? undefined : here;
  });
}

async function frameShown(page: Page, frame: number): Promise<void> {
  await expect(page.getByTestId('frame-name')).toHaveText(String(frame - 1).padStart(6, '0'));
}

// A processor draws the clouds here: the fewer pixels, the sooner they are there.
test.use({ viewport: { width: 1100, height: 640 } });

test(
  'a sequence of ten thousand frames opens without its clouds being read, and no part of it is slow',
  { tag: '@long' },
  async ({ page, browser, workFolder, openFolder }) => {
    const folder = join(workFolder, 'drive');
    writeLongDrive(folder, FRAMES, POINTS);
    await labelDrive(folder, labels());
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const clouds = (): number => new Set(asked.filter((url) => url.includes('.pcd'))).size;

    await openFolder(folder);
    await settle(page);
    expect(clouds()).toBeGreaterThan(0);
    expect(clouds(), 'clouds that were read to open it').toBeLessThan(12);
    // The strip of frames has those in sight in the page.
    await expect(page.getByTestId('frame-tick-0')).toBeVisible();
    expect(await page.locator('[data-testid^="frame-tick-"]').count()).toBeLessThan(200);

    await page.getByRole('tablist', { name: 'Frames' }).focus();
    await page.keyboard.press('End');
    await frameShown(page, FRAMES);
    await expect(page.getByTestId(`frame-tick-${FRAMES - 1}`)).toBeInViewport();
    await page.keyboard.press('Home');
    await frameShown(page, 1);

    await page.keyboard.press('F3');
    const head = page.getByTestId('timeline-head');
    const grid = page.getByRole('grid', { name: 'Tracks' });
    const row = page.getByTestId('timeline-row-1');
    await expect(head).toHaveAttribute('aria-valuemax', String(FRAMES));
    await expect(row).toHaveText(new RegExp(`${FRAMES / EVERY} frames$`));
    await row.getByRole('rowheader').click();
    await settle(page);

    // What runs for the first time, and is compiled for it, lies behind.
    const task = await longestTask(browser, page);
    await page.keyboard.press('Shift+Period');
    await frameShown(page, EVERY + 1);
    const place = (await head.boundingBox())!;
    const y = place.y + place.height - 8;
    await page.mouse.move(place.x + 1, y);
    await page.mouse.down();
    await page.mouse.move(place.x + place.width - 18, y, { steps: 12 });
    await page.mouse.up();
    await expect(head).toHaveAttribute('aria-valuenow', /^9[89]\d\d$/);
    await grid.focus();
    await page.keyboard.press('End');
    await frameShown(page, FRAMES);
    await page.keyboard.press('Shift+Comma');
    await frameShown(page, FRAMES - EVERY + 1);

    // Frames get wide and are gone along, at the end and all at once.
    await page.mouse.move(place.x + place.width / 2, y);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await nextFrames(page);
    for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(600, 0);
    await nextFrames(page);
    await page.keyboard.press('Home');
    await frameShown(page, 1);
    await settle(page);
    const longest = await task();

    test.info().annotations.push({
      type: 'long',
      description: JSON.stringify({ longest, clouds: clouds(), requests: asked.length }),
    });
    expect(longest.script, 'milliseconds of a task').toBeLessThan(LONGEST_TASK);
    expect(clouds(), 'clouds that were read in all').toBeLessThan(MOST_FILES);
  },
);
