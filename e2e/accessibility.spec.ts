import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drawSampleObject } from './support/actions.ts';
import { expect, test } from './support/app.ts';
import { expectNothingCutOff } from './support/cutOff.ts';
import { expectSameLook } from './support/looks.ts';
import { SCREENS, walkScreens } from './support/screens.ts';

/** What axe finds wrong, a line for each place. With `rules` only these, and of a dialog only the dialog. */
async function violationsOf(page: Page, rules?: string[]): Promise<string[]> {
  // Without frames there is nothing that it would need pages of its own for, which take seconds each.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  if (rules !== undefined) {
    axe.withRules(rules);
    // What lies behind it was looked at before it opened; colours are what takes longest.
    if ((await page.locator('dialog[open]').count()) > 0) axe.include('dialog[open]');
  }
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}

async function setTheme(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.evaluate((wanted) => {
    document.documentElement.dataset['theme'] = wanted;
  }, theme);
}

test('on every screen nothing is cut off, axe finds nothing wrong in either theme, and it looks as it did', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  test.setTimeout(240_000);
  const seen: string[] = [];
  const found: string[] = [];
  // Colours in transition would be judged halfway between the two themes.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for await (const screen of walkScreens(page, { sampleDrive, openFolder })) {
    seen.push(screen);
    await expectSameLook(page, screen);
    await expectNothingCutOff(page, screen);
    found.push(...(await violationsOf(page)).map((line) => `${screen}: ${line}`));
    await setTheme(page, 'light');
    found.push(...(await violationsOf(page, ['color-contrast'])).map((line) => `${screen}, light: ${line}`));
    await setTheme(page, 'dark');
  }
  expect(seen).toEqual(SCREENS);
  expect(found).toEqual([]);
});

interface Focused {
  readonly name: string;
  readonly isShown: boolean;
  readonly isCanvas: boolean;
  /** Tab has left the page behind its last control. */
  readonly isEnd: boolean;
}

/** What has the focus, and whether one sees it: by an outline, a field by the ring round it, a splitter by its line. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const field = element.closest('.number-field');
    const hasRing = field !== null && getComputedStyle(field).boxShadow !== 'none';
    const hasOutline = getComputedStyle(element).outlineStyle !== 'none';
    const hasLine = getComputedStyle(element, '::after').opacity === '1' && element.role === 'separator';
    return {
      name: element.ariaLabel ?? element.textContent.trim(),
      isShown: element === document.body || hasOutline || hasRing || hasLine,
      isCanvas: element.matches('[data-keys="canvas"]'),
      isEnd: element === document.body,
    };
  });
}

test('F6 goes round the parts of the window, Tab through all they hold, and the focus is always seen', async ({
  page,
  openSample,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample();
  await drawSampleObject(page, 26);

  const parts: string[] = [];
  do {
    await page.keyboard.press('F6');
    parts.push((await focused(page)).name);
  } while (parts.indexOf(parts.at(-1)!) === parts.length - 1);
  expect(parts.at(-1), `round all of ${parts.join(', ')}`).toBe(parts[0]);
  expect(parts.length).toBeGreaterThan(6);

  await page.getByTestId('start-screen').focus();
  const stops: Focused[] = [await focused(page)];
  while (stops.at(-1)?.isEnd !== true && stops.length < 120) {
    // In the views Tab walks the objects; F6 leaves them.
    await page.keyboard.press(stops.at(-1)?.isCanvas === true ? 'F6' : 'Tab');
    stops.push(await focused(page));
  }
  expect(stops.at(-1)?.isEnd, 'no trap').toBe(true);
  expect(stops.length).toBeGreaterThan(30);
  expect(stops.filter(({ isShown }) => !isShown)).toEqual([]);
});
