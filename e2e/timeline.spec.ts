import type { Page } from '@playwright/test';
import { drawSampleObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The middle of a frame, from 1, in the first object's row. */
async function placeOf(page: Page, frame: number): Promise<Place> {
  const lanes = (await page.locator('.timeline__lanes').boundingBox())!;
  const row = (await page.getByTestId('timeline-row-1').boundingBox())!;
  const total = Number(await page.getByTestId('timeline-head').getAttribute('aria-valuemax'));
  return { x: lanes.x + ((frame - 0.5) / total) * lanes.width, y: row.y + row.height / 2 };
}

async function frameShown(page: Page, frame: number): Promise<void> {
  await expect(page.getByTestId('frame-name')).toHaveText(String(frame - 1).padStart(6, '0'));
}

/** Presses a keyframe and moves it over another frame, without letting it go. */
async function take(page: Page, from: number, to: number): Promise<void> {
  const [start, end] = [await placeOf(page, from), await placeOf(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 6 });
}

/** What the first object's life is in words. */
function life(page: Page): ReturnType<Page['getByRole']> {
  return page.getByTestId('timeline-row-1').getByRole('gridcell');
}

/** An object with keyframes in frames 1 and 5, and what lies between; the last one is on screen. */
async function labelPath(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.keyboard.press('F3');
  await drawSampleObject(page, 26);
  const place = await placeOf(page, 5);
  await page.mouse.click(place.x, place.y);
  await frameShown(page, 5);
  await page.keyboard.press('KeyK');
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–5, keyframes 2/);
  await page.keyboard.press('KeyI');
  await expect(page.getByTestId('timeline-row-1')).toHaveText(/5 frames$/);
  await settle(page);
}

test('a keyframe is dragged along its row; Escape and undo leave no trace', async ({ page, openSample }) => {
  await openSample();
  await labelPath(page);
  const head = page.getByTestId('timeline-head');
  const grid = page.getByTestId('timeline-lanes');

  // While it is held, nothing but the drawing has changed.
  await take(page, 5, 8);
  await expect(grid).toHaveAttribute('data-grip', 'held');
  await expect(head).toHaveAttribute('aria-valuenow', '8');
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–5/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(head).toHaveAttribute('aria-valuenow', '5');
  await frameShown(page, 5);
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–5, keyframes 2/);

  await take(page, 5, 8);
  await page.mouse.up();
  await frameShown(page, 8);
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–8, keyframes 2/);
  await expect(page.getByTestId('timeline-row-1')).toHaveText(/8 frames$/);

  // It stops beside another one.
  await take(page, 8, 1);
  await expect(grid).toHaveAttribute('data-grip', 'blocked');
  await page.mouse.up();
  await frameShown(page, 2);
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–2, keyframes 2/);
  await page.keyboard.press('Control+KeyZ');
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–8, keyframes 2/);
  await page.keyboard.press('Control+KeyZ');
  await expect(life(page)).toHaveAccessibleName(/^Frames 1–5, keyframes 2/);

  // Pressed and let go, it is a place to go to, as ever.
  const first = await placeOf(page, 1);
  await page.mouse.click(first.x, first.y);
  await frameShown(page, 1);
});

test(
  'the menu of a row is about its object in that frame, by pointer and by keys',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await labelPath(page);
    const place = await placeOf(page, 3);
    await page.mouse.click(place.x, place.y, { button: 'right' });
    const menu = page.getByRole('menu', { name: /1 · Frame 3 of / });
    await expect(menu).toBeVisible();
    await frameShown(page, 3);
    const item = (name: string) => menu.getByRole('menuitem', { name });
    const swap = item('Swap two tracks from here on');
    await expect(swap).toHaveAttribute('aria-disabled', 'true');
    await swap.hover();
    await expect(menu).toContainText('Select two objects of this frame with Shift');
    await item('Keyframe on or off').click();
    await expect(menu).toHaveCount(0);
    await expect(life(page)).toHaveAccessibleName(/^Frames 1–5, keyframes 3/);

    // Where the object is not labelled, what needs it there says so.
    const beyond = await placeOf(page, 7);
    await page.mouse.click(beyond.x, beyond.y, { button: 'right' });
    const there = page.getByRole('menu', { name: /1 · Frame 7 of / });
    await frameShown(page, 7);
    const split = there.getByRole('menuitem', { name: 'Split the track here' });
    await expect(split).toHaveAttribute('aria-disabled', 'true');
    await expect(split).toHaveAccessibleDescription('The object is not labeled in this frame');
    await page.keyboard.press('Escape');
    await expect(there).toHaveCount(0);

    const grid = page.getByRole('grid', { name: 'Tracks' });
    await grid.focus();
    await page.keyboard.press('Home');
    await frameShown(page, 1);
    await page.keyboard.press('Shift+Period');
    await frameShown(page, 3);
    await page.keyboard.press('Shift+F10');
    await expect(menu).toBeVisible();
    await expect(item('Keyframe on or off')).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await frameShown(page, 4);
    await expect(menu).toHaveCount(0);
    await expect(grid).toBeFocused();
    await expect(life(page)).toHaveAccessibleName(/^Frames 1–5, keyframes 3/);
  },
);
