import { chmodSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { dragInView, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import { CAR, writeBin, writeJpeg, writePcd } from './support/makeFolder.ts';

/** Draws a cuboid round the car of a made folder's frame, and waits until it is in the list. */
async function drawCar(page: Page): Promise<void> {
  const before = await page.getByRole('option').count();
  await page.keyboard.press('KeyF');
  await dragInView(page, 'perspective', CAR, { marginPx: 8 });
  await expect(page.getByRole('option')).toHaveCount(before + 1);
}

function objectsIn(sidecar: string): Sidecar['objects'] {
  return (JSON.parse(readFileSync(sidecar, 'utf8')) as Sidecar).objects;
}

async function openReport(page: Page): Promise<void> {
  await page.getByTestId('dataset-name').click();
}

test.describe('folders that leave something open', () => {
  test('of two readings of .bin files the other is chosen, written down and remembered', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = join(workFolder, 'scans');
    // 80 bytes are five rows of four columns, or four of five.
    const count = writeBin(join(folder, 'lidar/000000.bin'), { columns: 5, rows: 4 });
    await openFolder(folder);
    const points = page.getByTestId('cloud-points');
    const asFour = ((count * 5) / 4).toLocaleString('en');
    await expect(points).toContainText(asFour);

    const notice = page.getByTestId('notices');
    await expect(notice).toContainText('1 open question');
    await notice.getByRole('button', { name: 'Review' }).click();
    const question = page.getByRole('group', { name: /columns/ });
    await expect(question.getByRole('radio', { name: /^x y z intensity Used now$/ })).toBeChecked();
    await question.getByRole('radio', { name: 'x y z intensity ring' }).check();
    expect(existsSync(join(folder, 'dataset.json')), 'nothing is written before it is applied').toBe(false);
    await page.getByRole('button', { name: 'Apply and open again' }).click();

    await expect(points).toContainText(count.toLocaleString('en'));
    expect(readFileSync(join(folder, 'dataset.json'), 'utf8')).toContain('x y z intensity ring');
    await page.reload();
    await expect(points).toContainText(count.toLocaleString('en'));
    await expect(notice).not.toContainText('open question');
    await openReport(page);
    await expect(page.getByRole('radio', { name: /ring Your answer/ })).toBeChecked();
  });

  test('what was assumed is in the report, in both languages', async ({ page, workFolder, openFolder }) => {
    const folder = join(workFolder, 'pairs');
    writeBin(join(folder, 'lidar/000000.bin'), { columns: 4, rows: 1 });
    writeJpeg(join(folder, 'images/000000.jpg'));
    await openFolder(folder);
    await openReport(page);
    const assumed = page.getByRole('region', { name: 'Assumed' });
    await expect(assumed.getByRole('listitem')).toContainText([
      'Images belong to the point cloud of the same name',
      /\.bin.*x y z intensity/,
    ]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByTestId('language-switch').click();
    await openReport(page);
    await expect(page.getByRole('region', { name: '假定' }).getByRole('listitem')).toContainText([
      '图像与同名的点云对应',
      /\.bin.*x y z intensity/,
    ]);
  });

  test('an image that is not as large as its calibration says is shown, and said', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    const folder = sampleDrive();
    writeJpeg(join(folder, 'cameras/front/000000.jpg'), { width: 320, height: 240 });
    await openFolder(folder);
    const said = page.getByTestId('frame-problems');
    await expect(said).toContainText('another size than its calibration: 320 × 240, not 640 × 400');
    await said.getByRole('button', { name: 'Dismiss' }).click();
    await expect(said).toBeHidden();
  });
});

test.describe('labels kept elsewhere', () => {
  test(
    'a folder in the profile takes them, keeps them over a reload, and gives way to the data again',
    { tag: '@long' },
    async ({ page, workFolder, openFolder }) => {
      const folder = join(workFolder, 'street');
      const beside = join(folder, 'lidar/000000.pcd.labels.json');
      writePcd(join(folder, 'lidar/000000.pcd'));
      await openFolder(folder);
      await openReport(page);
      await page.getByRole('button', { name: 'Change…' }).click();
      await expect(page.getByRole('radio', { name: 'A folder in my profile' })).toBeChecked();
      await page.getByRole('button', { name: 'Keep them there and open again' }).click();

      const place = page.getByRole('button', { name: /^Labels in / });
      await expect(place).toBeVisible();
      await frameOnScreen(page);
      await drawCar(page);
      await saved(page);
      expect(existsSync(beside)).toBe(false);
      const root = (await place.getAttribute('title'))!;
      expect(root.startsWith(join(workFolder, 'home'))).toBe(true);
      expect(objectsIn(join(root, 'lidar/000000.pcd.labels.json'))).toHaveLength(1);

      await page.reload();
      await expect(page.getByRole('option')).toHaveCount(1);

      await page.keyboard.press('Control+Comma');
      await page.getByRole('tab', { name: 'Saving' }).click();
      await page.getByRole('button', { name: 'Change…' }).click();
      await page.getByRole('radio', { name: 'Beside the data' }).check();
      await page.getByRole('button', { name: 'Keep them there and open again' }).click();
      await expect(place).toBeHidden();
      await frameOnScreen(page);
      await expect(page.getByRole('option')).toHaveCount(0);
      await drawCar(page);
      await saved(page);
      expect(objectsIn(beside)).toHaveLength(1);
    },
  );

  test('data that cannot be written offers another place for the labels', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = join(workFolder, 'archive');
    writePcd(join(folder, 'lidar/000000.pcd'));
    for (const place of [join(folder, 'lidar'), folder]) chmodSync(place, 0o555);
    await openFolder(folder, { isBoundByPermissions: true });
    await expect(page.getByTestId('save-state')).toContainText('Read-only');
    await page.getByRole('button', { name: 'Keep labels elsewhere…' }).click();
    await page.getByRole('button', { name: 'Keep them there and open again' }).click();
    await expect(page.getByRole('button', { name: /^Labels in / })).toBeVisible();
    await frameOnScreen(page);
    await drawCar(page);
    await saved(page);
  });

  test('work that cannot be written any more is saved elsewhere', async ({
    page,
    workFolder,
    openFolder,
    consoleMessages,
  }) => {
    consoleMessages.allow(/Failed to load resource/);
    const folder = join(workFolder, 'drive');
    writePcd(join(folder, 'lidar/000000.pcd'));
    await openFolder(folder, { isBoundByPermissions: true });
    await drawCar(page);
    await saved(page);
    const beside = join(folder, 'lidar/000000.pcd.labels.json');
    const before = readFileSync(beside, 'utf8');
    for (const place of [join(folder, 'lidar'), folder]) chmodSync(place, 0o555);

    await page.getByTestId('field-size-l').fill('4.75');
    await page.keyboard.press('Enter');
    const trouble = page.getByTestId('trouble');
    await expect(trouble).toContainText(/Not saved/);
    await trouble.getByRole('button', { name: 'Save elsewhere…' }).click();
    await page.getByRole('button', { name: 'Keep them there and open again' }).click();
    await expect(page.getByRole('button', { name: /^Labels in / })).toBeVisible();
    await expect(trouble).toBeHidden();
    await frameOnScreen(page);
    await expect(page.getByRole('option')).toHaveCount(1);
    expect(readFileSync(beside, 'utf8')).toBe(before);
    const [root = ''] = readdirSync(join(workFolder, 'home/labels'));
    const written = join(workFolder, 'home/labels', root, 'lidar/000000.pcd.labels.json');
    expect(readFileSync(written, 'utf8')).toContain('4.75');
  });

  test('a folder that goes away while it is open loses no work', async ({
    page,
    workFolder,
    openFolder,
    consoleMessages,
  }) => {
    consoleMessages.allow(/Failed to load resource/);
    const [folder, away] = [join(workFolder, 'stick'), join(workFolder, 'unplugged')];
    for (const name of ['000000', '000001']) writePcd(join(folder, `lidar/${name}.pcd`));
    await openFolder(folder);
    renameSync(folder, away);
    await drawCar(page);
    const trouble = page.getByTestId('trouble');
    await expect(trouble).toContainText(/Your work is kept in memory/);
    await expect(trouble).toContainText(/Since .+ 1 edit held/);
    await expect(page.getByTestId('save-state')).toHaveText('Not saved');
    expect(existsSync(folder), 'the folder is not made anew').toBe(false);
    await expect(page.getByRole('option')).toHaveCount(1);

    // By itself, and at once if one asks for it.
    renameSync(away, folder);
    await trouble.getByRole('button', { name: 'Try again' }).click();
    await saved(page);
    await expect(trouble).toBeHidden();
    expect(objectsIn(join(folder, 'lidar/000000.pcd.labels.json'))).toHaveLength(1);
    await page.keyboard.press('KeyX');
    await expect(page.getByTestId('frame-name')).toHaveText('000001');

    // Should it not come back, the work is saved elsewhere.
    renameSync(folder, away);
    await drawCar(page);
    await trouble.getByRole('button', { name: 'Save elsewhere…' }).click();
    await page.getByRole('button', { name: 'Save them there' }).click();
    await saved(page);
    await expect(trouble).toBeHidden();
    const [root = ''] = readdirSync(join(workFolder, 'home/labels'));
    const kept = join(workFolder, 'home/labels', root, 'lidar/000001.pcd.labels.json');
    expect(objectsIn(kept)).toHaveLength(1);
    expect(existsSync(folder)).toBe(false);
    renameSync(away, folder);
    await openFolder(folder);
    await page.keyboard.press('KeyX');
    await expect(page.getByRole('option')).toHaveCount(1);
  });
});
