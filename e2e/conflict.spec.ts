import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { drawSampleObject, saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { changeBoth, movedByLin, objectsOnDisk, saveAsAnother } from './support/otherPerson.ts';

const PARKED_CAR = 26;

function dialogIn(page: Page): Locator {
  return page.locator('dialog[open]');
}

/** We turn the car, Lin moves it. */
async function bothMove(page: Page, folder: string): Promise<void> {
  await drawSampleObject(page, PARKED_CAR);
  await saved(page);
  await changeBoth(page, {
    ours: () => page.keyboard.press('KeyQ'),
    theirs: () => saveAsAnother(folder, (objects) => objects.map((object) => movedByLin(object, 0.6))),
  });
  await expect(page.getByTestId('save-state')).toHaveText(/1 object changed by both of you/);
}

test('what somebody else did to another field of the same object is merged, and said', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await saved(page);
  const [before] = objectsOnDisk(folder);
  await changeBoth(page, {
    ours: () => page.keyboard.press('KeyQ'),
    theirs: () =>
      saveAsAnother(folder, (objects) =>
        objects.map((object) => Object.assign(object, { status: 'confirmed' })),
      ),
  });
  await expect(page.getByTestId('notices')).toContainText('1 change by someone else was merged in');
  await saved(page);
  await expect.poll(() => objectsOnDisk(folder)[0]?.status).toBe('confirmed');
  expect(objectsOnDisk(folder)[0]?.cuboid.rotation).not.toEqual(before?.cuboid.rotation);
  // Still selected.
  await expect(page.locator('[role="option"][aria-selected="true"]')).toHaveCount(1);
});

test('what both moved is chosen side by side, by keys', async ({ page, openSample }) => {
  const folder = await openSample();
  await bothMove(page, folder);
  // Nobody's edit is overwritten while nobody has chosen: the file has theirs.
  const theirs = objectsOnDisk(folder)[0]!;
  expect(theirs.provenance.author).toBe('Lin');
  await page.getByTestId('save-state').getByRole('button', { name: 'Choose…' }).click();
  const dialog = dialogIn(page);
  await expect(dialog.getByRole('radio', { name: 'Mine' })).toBeFocused();
  await expect(dialog.locator('canvas')).toHaveCount(4);
  await expect(dialog.getByRole('row').filter({ hasText: 'Centre' })).toHaveAttribute('data-differs', 'true');
  await expect(dialog.getByRole('row').filter({ hasText: 'Size' })).toHaveAttribute('data-differs', 'false');
  await expect(dialog.getByRole('row').filter({ hasText: 'Changed by' })).toContainText('Lin');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('radio', { name: 'Theirs' })).toBeChecked();
  await page.keyboard.press('Space');
  await expect(dialog).toBeHidden();
  await saved(page);
  expect(objectsOnDisk(folder)[0]?.cuboid).toEqual(theirs.cuboid);
  // Taking theirs is an edit like any other.
  await page.keyboard.press('Control+KeyZ');
  await expect.poll(() => objectsOnDisk(folder)[0]?.cuboid.centre).not.toEqual(theirs.cuboid.centre);
});

test(
  'leaving decides nothing, and mine can be kept later',
  { tag: '@long' },
  async ({ page, openSample }) => {
    const folder = await openSample();
    await bothMove(page, folder);
    const state = page.getByTestId('save-state');
    await state.locator('.button--link').click();
    await page.keyboard.press('Escape');
    await expect(dialogIn(page)).toBeHidden();
    await expect(state).toHaveText(/1 object changed by both of you/);
    expect(objectsOnDisk(folder)[0]?.provenance.author).toBe('Lin');
    await state.locator('.button--link').click();
    await dialogIn(page).getByRole('button', { name: 'Keep mine' }).click();
    await saved(page);
    expect(objectsOnDisk(folder)[0]?.provenance.author).not.toBe('Lin');
  },
);

test(
  'they deleted what we turned: both are shown, and deleting it can be undone',
  { tag: '@long' },
  async ({ page, openSample }) => {
    const folder = await openSample();
    await drawSampleObject(page, PARKED_CAR);
    await saved(page);
    await changeBoth(page, {
      ours: () => page.keyboard.press('KeyQ'),
      theirs: () => saveAsAnother(folder, () => []),
    });
    await page.getByTestId('save-state').getByRole('button', { name: 'Choose…' }).click();
    await expect(dialogIn(page).getByRole('radio', { name: 'Theirs: deleted' })).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await saved(page);
    await expect(page.getByRole('option')).toHaveCount(0);
    await page.keyboard.press('Control+KeyZ');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect.poll(() => objectsOnDisk(folder).length).toBe(1);
  },
);

test('a file that somebody made unreadable is never overwritten', async ({ page, openSample }) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await saved(page);
  const path = join(folder, 'lidar/000000.pcd.labels.json');
  await changeBoth(page, {
    ours: () => page.keyboard.press('KeyQ'),
    theirs: () => writeFileSync(path, '{ "format": "boxwr'),
  });
  const state = page.getByTestId('save-state');
  await expect(state).toHaveText(/unreadable/);
  await state.locator('.button--link').click();
  await expect(dialogIn(page)).toContainText('lidar/000000.pcd.labels.json');
  await settle(page);
});
