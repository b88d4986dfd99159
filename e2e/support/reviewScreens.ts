import { expect, type Page } from '@playwright/test';
import { settle } from './actions.ts';
import type { Fixtures } from './app.ts';
import { labelForReview } from './reviewDrive.ts';

/** What is shown of labels that have 2D boxes, in the order in which {@link walkReview} shows it. */
export type ReviewScreenName =
  | 'review-overview'
  | 'review-finding'
  | 'review-sample'
  | 'review-send-back'
  | 'review-accepted'
  | 'box2d'
  | 'import-boxes';

/** A detector's file about the first frame: one box that is new, one of an image that its list does not have. */
const DETECTIONS = {
  images: [{ id: 1, file_name: 'front/000000.png' }],
  categories: [{ id: 1, name: 'car' }],
  annotations: [
    { id: 1, image_id: 1, category_id: 1, bbox: [20, 120, 60, 40], score: 0.62 },
    { id: 2, image_id: 9, category_id: 1, bbox: [1, 1, 9, 9], score: 0.5 },
  ],
};

/** Goes through a drive that is labelled in 3D and 2D, with one cuboid misplaced. Each screen is at rest when it is yielded. */
export async function* walkReview(
  page: Page,
  { sampleDrive, openFolder }: Pick<Fixtures, 'sampleDrive' | 'openFolder'>,
): AsyncGenerator<ReviewScreenName> {
  const drive = sampleDrive();
  const misplaced = await labelForReview(drive, 6, { misplacedMetres: 0.45 });
  await openFolder(drive);
  await page.keyboard.press('F4');
  // The sample is drawn once every frame was looked at.
  await expect(page.locator('.sample')).toBeVisible({ timeout: 60_000 });
  await atRest(page);
  yield 'review-overview';
  yield* walkSample(page);
  await goToFinding(page, misplaced);
  yield 'review-finding';
  await page.keyboard.press('KeyB');
  yield 'review-send-back';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('frame-state')).toHaveAttribute('data-standing', 'accepted');
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'clean');
  await atRest(page);
  yield 'review-accepted';
  await page.keyboard.press('Control+Shift+Enter');
  yield* walkBoxes(page);
}

/** An object of the sample, in a frame with notes at a pixel and at a point. */
async function* walkSample(page: Page): AsyncGenerator<ReviewScreenName> {
  const tabs = page.locator('.findings__tabs').getByRole('tab');
  await tabs.nth(2).click();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
  await writeNoteAt(page, '.review-image canvas', 'Is this a sign?');
  await writeNoteAt(page, '.scene-area__canvas', 'Points behind it');
  await atRest(page);
  yield 'review-sample';
  await page.keyboard.press('Control+KeyZ');
  await page.keyboard.press('Control+KeyZ');
  await tabs.nth(1).click();
}

/** Points at the middle of something that shows the frame, and says something. */
export async function writeNoteAt(page: Page, where: string, text: string): Promise<void> {
  const notes = page.locator('.note');
  const before = await notes.count();
  await page.keyboard.press('Shift+KeyN');
  await page.locator(where).first().click();
  await expect(page.locator('.notes .text-input')).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(notes).toHaveCount(before + 1);
}

/** A 2D box that is selected on its image, and the dialog that brings in a detector's. */
async function* walkBoxes(page: Page): AsyncGenerator<ReviewScreenName> {
  await page.keyboard.press('F2');
  await page
    .getByTestId('image-front')
    .locator('canvas')
    .dblclick({ position: { x: 120, y: 20 } });
  await page.getByTestId('object-row-26').click();
  await page.keyboard.press('Shift+Quote');
  await expect(page.getByTestId('field-box-left')).toBeVisible();
  await atRest(page);
  yield 'box2d';
  await page.keyboard.press('Control+KeyK');
  await page.getByTestId('palette-input').fill('Import 2D boxes');
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'detections.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(DETECTIONS)),
    });
  await expect(dialog.locator('.import-boxes__preview p').nth(1)).toBeVisible();
  yield 'import-boxes';
}

/** Tab until the finding of the object is the one that is looked at. */
export async function goToFinding(page: Page, objectId: string): Promise<void> {
  const current = page.getByRole('option', { selected: true });
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    await expect(current).toHaveCount(1);
    if ((await current.getAttribute('id'))?.includes(objectId) === true) return;
  }
  throw new Error('the finding is not in the list');
}

/** The pointer marks nothing. */
async function atRest(page: Page): Promise<void> {
  await page.mouse.move(700, 5);
  await settle(page);
}
