import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** A screen of the window, reached from the label room with one cuboid selected, and left for it again. */
export interface LegibleScreen {
  readonly name: string;
  open(page: Page): Promise<void>;
  close(page: Page): Promise<void>;
}

const dialog = (page: Page) => page.locator('dialog[open]');

function dialogScreen(name: string, open: (page: Page) => Promise<void>): LegibleScreen {
  return {
    name,
    async open(page) {
      await open(page);
      await expect(dialog(page)).toBeVisible();
    },
    async close(page) {
      await page.keyboard.press('Escape');
      await expect(dialog(page)).toBeHidden();
    },
  };
}

function settingsScreen(section: string, at: number): LegibleScreen {
  return dialogScreen(`settings: ${section}`, async (page) => {
    await page.keyboard.press('Control+Comma');
    await dialog(page).getByRole('tab').nth(at).click();
  });
}

const nothing = (): Promise<void> => Promise.resolve();

/** Every screen that must be legible in each language and size; a new one gets a line here. */
export const LEGIBLE_SCREENS: readonly LegibleScreen[] = [
  { name: 'label', open: nothing, close: nothing },
  settingsScreen('general', 0),
  settingsScreen('keys', 1),
  settingsScreen('views', 2),
  settingsScreen('saving', 3),
  dialogScreen('palette', (page) => page.keyboard.press('Control+KeyK')),
  dialogScreen('shortcut sheet', (page) => page.keyboard.press('F1')),
  dialogScreen('report', (page) => page.getByTestId('dataset-name').click()),
  dialogScreen('label place', async (page) => {
    await page.keyboard.press('Control+Comma');
    await dialog(page).getByRole('tab').nth(3).click();
    await page.getByRole('tabpanel').getByRole('button').last().click();
  }),
  dialogScreen('folders', (page) => page.keyboard.press('Control+KeyO')),
  {
    name: 'start',
    async open(page) {
      await page.getByTestId('start-screen').click();
      await expect(page.getByTestId('start-open')).toBeVisible();
    },
    close: nothing,
  },
];
