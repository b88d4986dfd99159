import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { drawSampleObject, positionInImage } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

function card(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Tour' });
}

async function runFromPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.getByTestId('palette-input').fill(command);
  await page.keyboard.press('Enter');
}

test.describe('the tour', () => {
  test('is offered with the sample drive, and goes on as each step is really done', async ({
    page,
    sampleDrive,
    workFolder,
    openFolder,
  }) => {
    test.setTimeout(120_000);
    // Where the program keeps the person's own copy.
    const own = join(workFolder, 'home', 'Boxwright sample drive');
    cpSync(sampleDrive(), own, { recursive: true });
    await openFolder(own);
    await expect(card(page)).toContainText('New here?');
    await card(page).getByRole('button', { name: 'Take the tour' }).click();

    await expect(card(page)).toContainText('Look around');
    const view = (await page.getByTestId('scene').boundingBox())!;
    await page.mouse.move(view.x + view.width / 2, view.y + view.height / 4);
    await page.mouse.wheel(0, -100);

    await expect(card(page)).toContainText('Choose Draw cuboid (F)');
    await page.keyboard.press('KeyF');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Select', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await drawSampleObject(page, 26);

    await expect(card(page)).toContainText('Check it on the cameras');
    // The middle of that car on the front camera, as the drive's generator drew it.
    const car = await positionInImage(page, 'front', [526, 259], { width: 640, height: 400 });
    await page.mouse.move(car.x, car.y);

    await expect(card(page)).toContainText('Adjust it');
    await page.keyboard.press('KeyQ');
    await expect(card(page)).toContainText('Go on with Next frame (X)');
    await card(page).getByRole('button', { name: 'Back' }).click();
    await card(page).getByRole('button', { name: 'Next' }).click();
    // A click in the card leaves the keys to the work.
    await page.keyboard.press('KeyX');

    await expect(card(page)).toContainText('That is all it takes');
    await card(page).getByRole('button', { name: 'Done' }).click();
    await expect(card(page)).toBeHidden();
  });

  test(
    'is offered until it was answered, and can be taken again from anywhere',
    { tag: '@long' },
    async ({ page, openSample }) => {
      test.setTimeout(120_000);
      await openSample();
      await page.getByTestId('start-screen').click();
      await page.getByTestId('start-sample').click();
      await frameOnScreen(page);
      await expect(card(page)).toContainText('New here?');
      const kept = page.waitForResponse(/settings\.change/);
      await card(page).getByRole('button', { name: 'Not now' }).click();
      await kept;
      await expect(card(page)).toBeHidden();

      await page.reload();
      await frameOnScreen(page);
      await expect(card(page), 'another dataset').toBeHidden();
      await runFromPalette(page, 'Take the tour');
      await card(page).getByRole('button', { name: 'Open the sample drive' }).click();
      await expect(card(page)).toContainText('Look around');

      await page.keyboard.press('Escape');
      await expect(card(page), 'Escape is the work’s').toBeVisible();
      await page.keyboard.press('Shift+F6');
      await expect(card(page).getByRole('button', { name: 'End the tour' })).toBeFocused();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect(card(page)).toContainText('Draw a cuboid');
    },
  );
});
