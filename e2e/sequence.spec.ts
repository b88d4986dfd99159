import type { Locator, Page } from '@playwright/test';
import { drawSampleObject, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

/** A place over the timeline: the middle of a frame, from 1, in the head or in a row. */
async function placeOfFrame(page: Page, frame: number, row?: Locator): Promise<{ x: number; y: number }> {
  const head = (await page.getByTestId('timeline-head').boundingBox())!;
  const lanes = (await page.locator('.timeline__lanes').boundingBox())!;
  const total = Number(await page.getByTestId('timeline-head').getAttribute('aria-valuemax'));
  const line = row === undefined ? head : (await row.boundingBox())!;
  return { x: lanes.x + ((frame - 0.5) / total) * lanes.width, y: line.y + line.height * 0.8 };
}

async function frameShown(page: Page, frame: number): Promise<void> {
  await expect(page.getByTestId('frame-name')).toHaveText(String(frame - 1).padStart(6, '0'));
}

test('an object is labelled in two frames, interpolated, gone through, split and merged on the timeline', async ({
  page,
  openSample,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample();
  await page.keyboard.press('F3');
  await expect(page.getByTestId('mode-sequence')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('Each object of the sequence has a line here')).toBeVisible();

  // a keyframe here, and one four frames on
  await drawSampleObject(page, 26);
  const grid = page.getByRole('grid', { name: 'Tracks' });
  const row = page.getByTestId('timeline-row-1');
  await expect(row).toHaveText(/1 frame$/);
  const [from, to] = [await placeOfFrame(page, 1), await placeOfFrame(page, 5)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
  await frameShown(page, 5);
  await expect(page.getByTestId('timeline-head')).toHaveAttribute('aria-valuetext', /^Frame 5 of /);
  await page.keyboard.press('KeyK');
  await expect(row).toHaveText(/2 frames$/);
  await page.keyboard.press('KeyI');
  await expect(row).toHaveText(/5 frames$/);
  await expect(row.getByRole('gridcell')).toHaveAccessibleName('Frames 1–5, keyframes 2, confirmed 0');
  const panel = page.getByRole('tabpanel', { name: 'Track' });
  await expect(panel).toContainText('Frames 1–5');
  await expect(panel).toContainText('every 4 frames');

  // played from there, until Escape
  await page.keyboard.press('Shift+KeyP');
  const play = page.locator('[data-command="frame.play"]');
  await frameShown(page, 6);
  await page.keyboard.press('Escape');
  const paused = await page.getByTestId('frame-name').textContent();
  await expect(play.locator('.lucide-play')).toBeVisible();

  // walked by keys: the object stays, where it is not labelled, too
  await page.keyboard.press('F6');
  while (!(await grid.evaluate((element) => element === document.activeElement)))
    await page.keyboard.press('F6');
  await page.keyboard.press('Home');
  await frameShown(page, 1);
  expect(paused).not.toBe('000000');
  await page.keyboard.press('ArrowRight');
  await frameShown(page, 2);
  await expect(row).toHaveAttribute('aria-selected', 'true');

  // cut in two, and made one again
  const cut = await placeOfFrame(page, 3, row);
  await page.mouse.click(cut.x, cut.y);
  await frameShown(page, 3);
  await settle(page);
  await page.keyboard.press('Shift+KeyK');
  const other = page.getByTestId('timeline-row-2');
  await expect(other).toHaveText(/3 frames$/);
  await expect(row).toHaveText(/2 frames$/);
  await row.getByRole('rowheader').click();
  await panel.getByRole('button', { name: 'Merge with another track' }).click();
  const dialog = page.getByRole('dialog', { name: /^Merge .* 1 with$/ });
  await expect(dialog.getByRole('option')).toHaveText([/ 2frames 3–5$/]);
  await page.keyboard.press('Enter');
  await expect(row).toHaveText(/5 frames$/);
  await expect(other).toHaveCount(0);
  await page.keyboard.press('F2');
  await expect(page.getByTestId('frame-tick-0')).toBeVisible();
});
