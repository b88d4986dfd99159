import { renameSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { changeBoth, movedByLin, saveAsAnother } from './otherPerson.ts';
import { drawSampleObject, settle } from './actions.ts';
import { frameOnScreen, type Fixtures } from './app.ts';

/** Every screen and state of the window, in the order in which {@link walkScreens} shows them. */
export const SCREENS = [
  'label',
  'label-selected',
  'sequence',
  'sequence-cuboid',
  'merge-track',
  'attributes',
  'large-image',
  'compare',
  'close-up',
  'batch',
  'calibration',
  'image-tone',
  'layers',
  'saved-views',
  'report',
  'label-root',
  'settings',
  'settings-keys',
  'settings-views',
  'settings-saving',
  'palette',
  'shortcuts',
  'folders',
  'save-health',
  'versions',
  'conflict',
  'start',
  'opening-error',
  'tour-offer',
  'tour-step',
  'tour-finished',
] as const;
export type ScreenName = (typeof SCREENS)[number];

/** A dialog that a key opens and Escape closes. */
const DIALOG_KEYS = {
  palette: 'Control+KeyK',
  shortcuts: 'F1',
  folders: 'Control+KeyO',
} as const satisfies Partial<Record<ScreenName, string>>;

/**
 * Opens a copy of the sample drive and goes from screen to screen; each is at rest when its name is yielded. Finds
 * things by what does not change with the language.
 */
export async function* walkScreens(
  page: Page,
  { sampleDrive, openFolder }: Pick<Fixtures, 'sampleDrive' | 'openFolder'>,
): AsyncGenerator<ScreenName> {
  const drive = sampleDrive();
  await openFolder(drive);
  await settle(page);
  yield 'label';
  await drawSampleObject(page, 26);
  await page.keyboard.press('KeyJ');
  await settle(page);
  yield 'label-selected';
  yield* walkSequence(page);
  yield* walkViews(page);
  yield* walkDialogs(page);
  yield* walkVersions(page);
  yield* walkConflict(page, drive);
  yield* walkStart(page, drive);
  yield* walkTour(page);
}

/** Objects through time: two of them, so that one can be merged with the other. */
async function* walkSequence(page: Page): AsyncGenerator<ScreenName> {
  await page.keyboard.press('F3');
  await page.keyboard.press('Control+KeyD');
  await settle(page);
  yield 'sequence';
  const tabs = page.locator('.track-side').getByRole('tab');
  await tabs.last().click();
  yield 'sequence-cuboid';
  await tabs.first().click();
  await page.locator('[data-command="track.merge"]').click();
  await expect(page.locator('dialog[open]').getByRole('option')).toBeVisible();
  yield 'merge-track';
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+KeyZ');
  await page.getByTestId('object-row-1').click();
  await settle(page);
}

/** What lies over the views, or in their place. */
async function* walkViews(page: Page): AsyncGenerator<ScreenName> {
  const toggles = {
    attributes: 'Backquote',
    'large-image': 'KeyN',
    compare: 'Shift+KeyN',
    'close-up': 'KeyC',
    batch: 'KeyV',
    calibration: 'F8',
  } as const;
  for (const [name, keys] of Object.entries(toggles)) {
    await page.keyboard.press(keys);
    await settle(page);
    yield name as keyof typeof toggles;
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Backslash');
  await expect(page.getByRole('slider').first()).toBeVisible();
  yield 'image-tone';
  await page.keyboard.press('Escape');
  const buttons = { layers: '.tool-rail', 'saved-views': '.view-head' } as const;
  for (const [name, where] of Object.entries(buttons)) {
    await page.locator(`${where} .popover-button button`).first().click();
    await expect(page.locator('.popover')).toBeVisible();
    yield name as keyof typeof buttons;
    await page.keyboard.press('Escape');
    await expect(page.locator('.popover')).toBeHidden();
  }
}

async function* walkDialogs(page: Page): AsyncGenerator<ScreenName> {
  const dialog = page.locator('dialog[open]');
  await page.getByTestId('dataset-name').click();
  await expect(dialog).toBeVisible();
  yield 'report';
  await dialog.locator('.report__facts .button--link').click();
  await expect(dialog.locator('.label-root, [type="radio"]').first()).toBeVisible();
  yield 'label-root';
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  yield* walkSettings(page);
  for (const [name, keys] of Object.entries(DIALOG_KEYS)) {
    await expect(dialog).toBeHidden();
    await page.keyboard.press(keys);
    await expect(dialog).toBeVisible();
    if (name === 'folders') await expect(dialog.getByRole('listitem').first()).toBeVisible();
    yield name as keyof typeof DIALOG_KEYS;
    await page.keyboard.press('Escape');
  }
  await expect(dialog).toBeHidden();
}

async function* walkSettings(page: Page): AsyncGenerator<ScreenName> {
  await page.keyboard.press('Control+Comma');
  const tabs = page.locator('dialog[open]').getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  yield 'settings';
  for (const [at, name] of (['settings-keys', 'settings-views', 'settings-saving'] as const).entries()) {
    await tabs.nth(at + 1).click();
    yield name;
  }
  await page.keyboard.press('Escape');
}

/** What keeps the work safe, and what the frame's file held before: it was saved more than once by now. */
export async function* walkVersions(page: Page): AsyncGenerator<ScreenName> {
  await page.keyboard.press('KeyQ');
  await expect(page.getByTestId('save-state')).toHaveAttribute('data-state', 'clean');
  await page.getByTestId('save-state').getByRole('button').first().click();
  const show = page.locator('.save-health .button--link');
  await expect(show).toBeVisible();
  yield 'save-health';
  await show.click();
  await expect(page.locator('dialog[open] .versions__change').first()).toBeVisible();
  yield 'versions';
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+KeyZ');
}

/** Somebody else has moved the object that is turned here. */
async function* walkConflict(page: Page, drive: string): AsyncGenerator<ScreenName> {
  const state = page.getByTestId('save-state');
  await expect(state).toHaveAttribute('data-state', 'clean');
  await changeBoth(page, {
    ours: () => page.keyboard.press('KeyQ'),
    theirs: () => saveAsAnother(drive, (objects) => objects.map((object) => movedByLin(object, 0.6))),
  });
  await expect(state).toHaveAttribute('data-state', 'conflict');
  await state.locator('.button--link').click();
  const dialog = page.locator('dialog[open]');
  await expect(dialog).toBeVisible();
  await settle(page);
  yield 'conflict';
  await dialog.locator('.button--primary').click();
  await expect(dialog).toBeHidden();
}

async function* walkStart(page: Page, drive: string): AsyncGenerator<ScreenName> {
  await page.getByTestId('start-screen').click();
  const recent = page.locator('.recent__open').first();
  await expect(recent).toBeVisible();
  yield 'start';
  renameSync(drive, `${drive}-gone`);
  await recent.click();
  await expect(page.getByTestId('start-trouble')).toBeVisible();
  yield 'opening-error';
  renameSync(`${drive}-gone`, drive);
}

async function* walkTour(page: Page): AsyncGenerator<ScreenName> {
  await page.getByTestId('start-sample').click();
  await frameOnScreen(page);
  await settle(page);
  const onward = page.locator('.tour__foot button').last();
  await expect(onward).toBeVisible();
  yield 'tour-offer';
  await onward.click();
  await onward.click();
  yield 'tour-step';
  for (let step = 0; step < 4; step++) await onward.click();
  yield 'tour-finished';
}
