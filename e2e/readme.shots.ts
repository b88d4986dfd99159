import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { settle } from './support/actions.ts';
import { test } from './support/app.ts';
import { labelWithTruth } from './support/labelDrive.ts';
import { labelForReview } from './support/reviewDrive.ts';
import { goToFinding } from './support/reviewScreens.ts';

const pictures = fileURLToPath(new URL('../docs/images', import.meta.url));

const PICTURES = [
  { name: 'label-en', locale: 'en-GB', select: 26 },
  { name: 'label-zh', locale: 'zh-CN', select: 42 },
] as const;

for (const { name, locale, select } of PICTURES) {
  test.describe(name, () => {
    test.use({ locale });

    test('picture', async ({ page, sampleDrive, openFolder }) => {
      const folder = sampleDrive();
      await labelWithTruth(folder, 5);
      await openFolder(folder);
      await page.getByTestId(`object-row-${select}`).click();
      await page.keyboard.press('KeyJ');
      await page.waitForTimeout(12_000);
      await page.mouse.move(700, 5);
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    });
  });
}

test('sequence-en', async ({ page, sampleDrive, openFolder }) => {
  const folder = sampleDrive();
  await labelWithTruth(folder, 4);
  await openFolder(folder);
  await page.getByTestId('frame-tick-3').click();
  await settle(page);
  await page.getByTestId('object-row-3').click();
  await page.keyboard.press('Shift+KeyI');
  await page.getByText(/^Carried on over/).waitFor();
  await page.keyboard.press('F3');
  await page.keyboard.press('KeyV');
  await page.mouse.move(700, 5);
  await page.waitForTimeout(12_000);
  await page.screenshot({ path: join(pictures, 'sequence-en.png') });
});

test('review-en', async ({ page, sampleDrive, openFolder }) => {
  const folder = sampleDrive();
  const misplaced = await labelForReview(folder, 6, { misplacedMetres: 0.45 });
  await openFolder(folder);
  await page.keyboard.press('F4');
  // The sample is drawn once every frame was looked at.
  await page.locator('.sample').waitFor();
  await goToFinding(page, misplaced);
  await page.mouse.move(700, 5);
  await settle(page);
  // Notices leave by themselves.
  await page.screenshot({
    path: join(pictures, 'review-en.png'),
    style: '.notices { visibility: hidden }',
  });
});
