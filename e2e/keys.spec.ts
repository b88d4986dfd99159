import type { Locator, Page } from '@playwright/test';
import { drawCuboid, drawSampleObject, positionOfSelection, saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

const settings = (page: Page): Locator => page.getByRole('dialog', { name: /Settings|设置/ });
const row = (page: Page, command: string): Locator => page.getByTestId(`keys-${command}`);

async function openSettings(page: Page, section: string): Promise<void> {
  await page.keyboard.press('Control+Comma');
  await settings(page).getByRole('tab', { name: section }).click();
}

test('a key is exchanged by pressing another, with its conflict named, and holds at once and after a reload', async ({
  page,
  openSample,
}) => {
  await openSample();
  await openSettings(page, 'Keys');
  await settings(page).getByRole('searchbox').fill('draw');
  await expect(row(page, 'edit.undo')).toBeHidden();
  const draw = row(page, 'tool.draw').getByRole('button').first();

  await draw.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('F5');
  await expect(page.getByRole('alert')).toHaveText('F5 is kept by browsers. Press another key');
  await page.keyboard.press('KeyG');
  await expect(page.getByRole('alert')).toHaveText('G belongs to “Flip heading”');
  await page.keyboard.press('Escape');
  await expect(settings(page), 'Escape gives up the key, not the dialog').toBeVisible();
  await expect(draw).toHaveText('F');

  await draw.press('Enter');
  await page.keyboard.press('KeyG');
  await page.getByRole('button', { name: 'Take it over' }).press('Enter');
  await expect(draw).toHaveText('G');
  await settings(page).getByRole('searchbox').fill('flip');
  await expect(row(page, 'cuboid.flip')).toContainText('No key');
  await page.getByRole('button', { name: 'Undo last change' }).click();
  await expect(row(page, 'cuboid.flip')).not.toContainText('No key');

  await settings(page).getByRole('searchbox').fill('draw');
  await draw.press('Enter');
  const kept = page.waitForResponse(/settings\.change/);
  await page.keyboard.press('F10');
  await kept;
  await page.keyboard.press('Escape');
  await expect(page.getByTitle('Draw cuboid (F10)')).toBeVisible();
  await page.reload();
  await expect(page.getByTitle('Draw cuboid (F10)')).toBeVisible();
  await page.keyboard.press('KeyF');
  await expect(page.getByTitle('Draw cuboid (F10)')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('F10');
  await expect(page.getByTitle('Draw cuboid (F10)')).toHaveAttribute('aria-pressed', 'true');
});

test('the sheet shows the keys of another program, marks what differs, and prints on one page', async ({
  page,
  openSample,
}) => {
  await openSample();
  await page.keyboard.press('F1');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  await expect(sheet.getByText('Not as in Boxwright')).toBeHidden();
  await sheet.getByLabel('Keys you know').selectOption('CVAT 3D');
  await expect(sheet.getByText('Not as in Boxwright')).toBeVisible();
  const lines = sheet.locator('.sheet__line');
  await expect(lines.filter({ hasText: 'Next frame' }).getByRole('img')).toBeVisible();
  await expect(lines.filter({ hasText: 'Undo' }).getByRole('img')).toBeHidden();
  const body = sheet.locator('.dialog__body');
  expect(await body.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(
    0,
  );
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);

  await page.keyboard.press('Escape');
  await page.keyboard.press('KeyF');
  await expect(page.getByTestId('frame-name')).toHaveText('000001');
});

test('at 125 and 150 % a click on a cuboid selects it, in the cloud and in the image', async ({
  page,
  openSample,
}) => {
  await openSample();
  await drawCuboid(page);
  await saved(page);
  for (const uiSize of ['125', '150']) {
    await openSettings(page, 'General');
    await page.getByLabel('UI size').selectOption(uiSize);
    await page.keyboard.press('Escape');
    await page.getByRole('option').click();
    await settle(page);
    const canvas = page.getByTestId('scene').locator('canvas').first();
    const drawn = await canvas.evaluate((element: HTMLCanvasElement) => {
      const box = element.getBoundingClientRect();
      const around = element.closest('[data-testid="scene"]')!.getBoundingClientRect();
      return { pixels: element.width / box.width, width: box.width - around.width };
    });
    expect(drawn.pixels, 'as sharp as the screen').toBeCloseTo(1, 1);
    expect(Math.abs(drawn.width)).toBeLessThan(2);

    for (const view of ['top', 'perspective'] as const) {
      const at = await positionOfSelection(page, view);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('option', { selected: true })).toHaveCount(0);
      await page.mouse.click(at.x, at.y);
      await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
    }
  }
});

test('the window heeds what the system asks for, and tells its language', async ({ page, openSample }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active', colorScheme: 'light' });
  await openSample();
  const button = page.getByRole('button', { name: /^Undo/ });
  const style = (property: string): Promise<string> =>
    button.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await style('transition-duration')).toBe('0s');
  expect(await style('border-top-style')).toBe('solid');
  expect(await style('border-top-width')).toBe('1px');

  await openSettings(page, 'General');
  await page.getByLabel('Theme', { exact: true }).selectOption('system');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Language', { exact: true }).selectOption('zh-CN');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});

test('whatever has the focus shows it', async ({ page, openSample }) => {
  // A ring that fades in would be looked for too early.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample();
  await drawCuboid(page);
  const unseen = (): Promise<readonly string[]> =>
    page.evaluate(() => {
      const root = document.querySelector('dialog[open]') ?? document.body;
      const controls = root.querySelectorAll<HTMLElement>(
        'button:enabled, input:enabled, select:enabled, [tabindex="0"]',
      );
      return [...controls]
        .filter((control) => control.checkVisibility())
        .filter((control) => {
          control.focus({ preventScroll: true });
          const ring = [undefined, '::after'].map((part) => getComputedStyle(control, part));
          const hasOutline = parseFloat(ring[0]!.outlineWidth) >= 2 && ring[0]!.outlineStyle !== 'none';
          return !hasOutline && ring[1]!.opacity !== '1';
        })
        .map((control) => control.outerHTML.slice(0, 120));
    });
  // From the keyboard, so that the browser shows it.
  await page.keyboard.press('F6');
  await expect.poll(unseen).toEqual([]);
  for (const section of ['General', 'Keys', 'Views', 'Saving']) {
    await openSettings(page, section);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(unseen).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test(
  'the keyboard of the sheet tells what a key does, and what Shift adds',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await page.keyboard.press('F1');
    const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
    const told = sheet.getByRole('status');
    // Boxwright's own keys leave no letter to Shift alone.
    await sheet.getByLabel('Keys you know').selectOption('CVAT 3D');
    await sheet.getByRole('button', { name: 'Keyboard' }).click();
    await expect(told).toContainText('Press a key');
    const key = (cap: string): Locator => sheet.locator('.keyboard__key').getByText(cap, { exact: true });
    await expect(key('F')).toHaveAttribute('data-lit', 'now');
    await expect(key('A'), 'only with Shift or Ctrl').toHaveAttribute('data-lit', 'held');

    await page.keyboard.press('KeyA');
    await expect(told).toContainText('Move left 25 cm');
    await expect(told).toContainText('Select every object of the frame');
    await page.keyboard.down('Shift');
    await expect(key('A')).toHaveAttribute('data-lit', 'now');
    await expect(key('−')).not.toHaveAttribute('data-lit');
    await page.keyboard.up('Shift');
    await expect(key('−')).toHaveAttribute('data-lit', 'now');
    await key('F10').hover();
    await expect(told).toHaveText('F10 is free');
  },
);

/** A key of each program for one thing, and one that changes (or deletes) the selected cuboid. */
const HABITS = [
  [
    'SUSTechPOINTS',
    { draw: 'KeyN', next: 'Digit4', previous: 'Digit3', done: 'Enter', change: 'Control+KeyD' },
  ],
  ['Xtreme1', { draw: 'KeyF', next: 'ArrowRight', previous: 'ArrowLeft', done: 'Space', change: 'KeyC' }],
  ['CVAT 3D', { draw: 'KeyN', next: 'KeyF', previous: 'KeyD', done: 'Enter', change: 'Shift+ArrowLeft' }],
  ['labelCloud', { draw: 'Insert', next: 'KeyF', previous: 'KeyR', done: 'Space', change: 'KeyZ' }],
] as const;

test('people who know another program find its keys', { tag: '@long' }, async ({ page, openSample }) => {
  test.setTimeout(120_000);
  await openSample();
  await drawSampleObject(page, 26);
  const frame = page.getByTestId('frame-name');
  const draw = page.getByTitle(/^Draw cuboid/);
  const selected = () => page.evaluate(() => JSON.stringify(window.boxwrightDiagnostics?.selectedCuboid?.()));
  for (const [program, keys] of HABITS) {
    await test.step(program, async () => {
      await page.keyboard.press('F1');
      const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
      await sheet.getByLabel('Keys you know').selectOption(program);
      await page.keyboard.press('Escape');
      await settle(page);
      const before = await selected();
      await page.keyboard.press(keys.change);
      await expect.poll(selected).not.toBe(before);

      await page.keyboard.press(keys.draw);
      await expect(draw).toHaveAttribute('aria-pressed', 'true');
      await page.keyboard.press('Escape');
      await expect(draw).toHaveAttribute('aria-pressed', 'false');

      await page.keyboard.press(keys.next);
      await expect(frame).toHaveText('000001');
      await page.keyboard.press(keys.previous);
      await expect(frame).toHaveText('000000');
      await page.keyboard.press(keys.done);
      await expect(page.getByText('1 of 14 done')).toBeVisible();

      // As it was, for the next program.
      await page.keyboard.press('Control+KeyZ');
      await expect(page.getByText('1 of 14 done')).toBeHidden();
      await expect(frame).toHaveText('000000');
      await page.keyboard.press('Control+KeyZ');
      await page.getByRole('option').click();
      await expect.poll(selected).toBe(before);
    });
  }
});
