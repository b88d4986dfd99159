import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { reviewEntryOf } from '#shared/labels/review.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { diskFolder } from '../testing/datasetFolders.ts';
import { expect, test } from './support/app.ts';
import { expectNothingCutOff } from './support/cutOff.ts';
import { labelForReview } from './support/reviewDrive.ts';
import { goToFinding, writeNoteAt } from './support/reviewScreens.ts';

const MISPLACED = 0.45;

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1366, height: 768 });
});

test('a pass over the drive by keys alone: from the overview to a finding, its fix, a waiver, and an accepted frame', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  const misplaced = await labelForReview(folder, 2, { misplacedMetres: MISPLACED });
  const sidecar = await sidecarReader(folder);
  const right = centreOf(sidecar(), misplaced)[0]! - MISPLACED * Math.cos(yawOf(sidecar(), misplaced));
  await openFolder(folder);

  // the overview, and what was found
  await page.keyboard.press('F4');
  const list = page.getByRole('listbox', { name: 'Findings' });
  await expect(page.getByRole('region', { name: 'Overview' })).toBeVisible();
  await expect(page.getByText(/% by risk/)).toBeVisible({ timeout: 20_000 });
  const open = page.locator('.findings__open');
  const before = Number.parseInt((await open.textContent())!, 10);
  expect(before).toBeGreaterThan(0);
  await expectNothingCutOff(page, 'overview');

  // the worst first; every view goes there, with what it should be
  await goToFinding(page, misplaced);
  await expect(page.getByTestId('finding-what')).toContainText('frame 000000');
  await expect(page.getByRole('region', { name: 'Overview' })).toBeHidden();
  await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
  await expect(page.getByText('Dotted: suggested fix')).toBeVisible();
  await expect(page.locator('.finding-numbers')).toContainText('IoU with the 2D box');
  await expectNothingCutOff(page, 'review');
  // Without frames there is nothing that it would need pages of its own for.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
  ).toEqual([]);

  // the timeline marks it in the life of its object
  await page.keyboard.press('F3');
  await expect(page.getByRole('gridcell', { name: /Findings in 1 frame$/ })).toBeVisible();
  await page.keyboard.press('F4');
  await goToFinding(page, misplaced);

  // one key: the cuboid comes closer to where it was
  await page.keyboard.press('Space');
  await expect(open).toHaveText(`${before - 1} open`);
  await expect.poll(() => Math.abs(centreOf(sidecar(), misplaced)[0]! - right)).toBeLessThan(0.1);
  await page.keyboard.press('Control+KeyZ');
  await expect(open).toHaveText(`${before} open`);

  // the other ways out: waived for a reason, sent back for another
  await goToFinding(page, misplaced);
  await page.keyboard.press('Shift+KeyB');
  await page.keyboard.type('follows the mirror');
  await page.keyboard.press('Enter');
  await expect(open).toHaveText(`${before - 1} open`);
  await page.keyboard.press('Control+KeyZ');
  await goToFinding(page, misplaced);
  await page.keyboard.press('Digit2');
  await expect(open).toHaveText(`${before - 1} open`);
  await page.keyboard.press('KeyN');
  await page.keyboard.type('2D box follows the bodywork');
  await page.keyboard.press('Enter');
  await expect(page.locator('.note__text')).toHaveText('2D box follows the bodywork');

  // accepted: nothing in it changes any more
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('frame-state')).toHaveAttribute('data-standing', 'accepted');
  await expect(page.locator('.status-bar')).toContainText('This frame is accepted');
  await page.keyboard.press('F2');
  await page.keyboard.press('Tab');
  await page.keyboard.press('KeyW');
  await expect(page.getByTestId('notices')).toContainText('Accepted. Reopen?');
  await page.keyboard.press('Control+KeyS');
  await expect
    .poll(() => sidecar().review.flatMap((json) => reviewEntryOf(json) ?? []))
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: 'verdict',
          object: misplaced,
          verdict: 'rejected',
          reasons: ['position'],
        }),
        expect.objectContaining({ kind: 'verdict', verdict: 'accepted' }),
        expect.objectContaining({ kind: 'comment', text: '2D box follows the bodywork' }),
      ]),
    );
});

test('the sample is gone through by keys, and a note stands at a pixel and at a point', async ({
  page,
  sampleDrive,
  openFolder,
}) => {
  const folder = sampleDrive();
  const misplaced = await labelForReview(folder, 1, { misplacedMetres: MISPLACED });
  const sidecar = await sidecarReader(folder);
  await openFolder(folder);
  await page.keyboard.press('F4');
  await expect(page.locator('.sample')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('tab', { name: 'Sample' }).click();

  // the worst first; yes accepts, a digit sends back, both go on
  const left = page.locator('.findings__open');
  const total = Number.parseInt((await left.textContent())!, 10);
  await page.keyboard.press('Tab');
  const current = page.getByRole('listbox').getByRole('option', { selected: true });
  await expect(current).toHaveAttribute('id', new RegExp(misplaced));
  await page.keyboard.press('Digit2');
  await expect(left).toHaveText(`${total - 1} open`);
  for (let i = 2; i <= total; i++) {
    await page.keyboard.press('Space');
    await expect(left).toHaveText(`${total - i} open`);
  }
  await expect(page.locator('.sample')).toContainText('0.0 % 95 % CI');
  await page.keyboard.press('Control+KeyZ');
  await expect(left).toHaveText('1 open');

  await page.keyboard.press('Tab');
  await writeNoteAt(page, '.review-image canvas', 'Is this a sign?');
  await writeNoteAt(page, '.scene-area__canvas', 'Points behind it');
  await page.getByRole('button', { name: 'Note 1: go there' }).click();
  await expect(page.locator('.note').first()).toHaveAttribute('aria-current', 'true');
  await expectNothingCutOff(page, 'sample');
  await page.keyboard.press('Control+KeyS');
  await expect
    .poll(() => sidecar().review.flatMap((json) => reviewEntryOf(json) ?? []))
    .toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          text: 'Is this a sign?',
          anchor: { camera: expect.any(String), pixel: [expect.any(Number), expect.any(Number)] },
        }),
        expect.objectContaining({
          text: 'Points behind it',
          anchor: { point: [expect.any(Number), expect.any(Number), expect.any(Number)] },
        }),
      ]),
    );
});

async function sidecarReader(folder: string): Promise<() => Sidecar> {
  const { sequences } = await openDataset(diskFolder(folder));
  const path = join(folder, sidecarPath(sequences[0]!.frames[0]!.id));
  return () => JSON.parse(readFileSync(path, 'utf8')) as Sidecar;
}

function centreOf({ objects }: Sidecar, objectId: string): readonly number[] {
  return objects.find(({ id }) => id === objectId)!.cuboid.centre;
}

function yawOf({ objects }: Sidecar, objectId: string): number {
  return objects.find(({ id }) => id === objectId)!.cuboid.yaw;
}
