import type { Page } from '@playwright/test';
import { drawCuboid } from './support/actions.ts';
import { expect, test } from './support/app.ts';

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByTestId('palette-input')).toBeFocused();
}

const palette = (page: Page) => page.getByRole('dialog', { name: /Search commands|搜索命令/ });
const objects = (page: Page) => page.getByRole('listbox', { name: /Objects|对象/ }).getByRole('option');
const activeLine = (page: Page) => palette(page).getByRole('option', { selected: true });

test('a command is found in both languages and by pinyin, and run', async ({ page, openSample }) => {
  await openSample();
  for (const typed of ['undo', '撤销', 'cx', 'chexiao']) {
    await drawCuboid(page);
    await openPalette(page);
    await page.keyboard.insertText(typed);
    await expect(activeLine(page)).toContainText('Undo');
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeHidden();
    await expect(objects(page)).toHaveCount(0);
  }

  await openPalette(page);
  await expect(palette(page).getByRole('option').first(), 'what was used last').toHaveText(/^Undo/);
});

test('keys walk the lines, an input method keeps its Enter, Escape gives the focus back', async ({
  page,
  openSample,
}) => {
  await openSample();
  await page.getByLabel('Filter objects').focus();
  await openPalette(page);

  await expect(activeLine(page)).toHaveText(/^Open folder/);
  await page.keyboard.press('ArrowDown');
  await expect(activeLine(page)).toHaveText(/^Save now/);
  await page.keyboard.press('End');
  await expect(activeLine(page)).toHaveText(/^Take the tour/);
  await page.keyboard.press('PageUp');
  await expect(activeLine(page)).not.toHaveText(/^Take the tour/);
  await page.keyboard.press('PageDown');
  await expect(activeLine(page)).toHaveText(/^Take the tour/);
  await page.keyboard.press('Home');
  await expect(activeLine(page)).toHaveText(/^Open folder/);

  await page.keyboard.insertText('settings');
  await expect(activeLine(page)).toHaveText(/^Settings/);
  const line = await activeLine(page).getAttribute('id');
  await expect(page.getByTestId('palette-input')).toHaveAttribute('aria-activedescendant', line ?? '');
  await page
    .getByTestId('palette-input')
    .dispatchEvent('keydown', { key: 'Enter', code: 'Enter', isComposing: true, bubbles: true });
  await expect(palette(page)).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden();

  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(page.getByLabel('Filter objects')).toBeFocused();
});

test('a frame and an object are gone to by name', async ({ page, openSample }) => {
  await openSample();
  await drawCuboid(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(objects(page).first()).toHaveAttribute('aria-selected', 'false');
  await openPalette(page);
  await page.keyboard.insertText('car 1');
  await page.keyboard.press('Enter');
  await expect(objects(page).first()).toHaveAttribute('aria-selected', 'true');

  await openPalette(page);
  await page.keyboard.insertText('000005');
  await expect(activeLine(page)).toContainText('6 / 14');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('frame-name')).toHaveText('000005');
});

test(
  'it works before a folder is open, and never over a dialog',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await page.getByTestId('start-screen').click();
    await expect(page.getByTestId('start-open')).toBeVisible();

    await openPalette(page);
    await expect(palette(page).getByRole('option')).toHaveText([
      /^Open folder/,
      /^Settings/,
      /^Shortcuts/,
      /^Take the tour/,
    ]);
    await page.keyboard.insertText('set');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await page.keyboard.press('Control+KeyK');
    await expect(palette(page)).toBeHidden();

    await page.keyboard.press('Escape');
    await openPalette(page);
    await page.keyboard.insertText('drive');
    await expect(activeLine(page)).toContainText('Sample drive');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('frame-name')).toHaveText('000000');
  },
);
