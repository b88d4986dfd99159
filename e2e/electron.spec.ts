import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from '@playwright/test';
import { findElectron } from '../scripts/lib/electronBinary.mjs';
import { drawCuboid, saved } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

const main = fileURLToPath(new URL('../dist/main/main.js', import.meta.url));
const SIDECAR = 'lidar/000000.pcd.labels.json';

test.describe('Electron', () => {
  let program = '';

  test.beforeAll(async () => {
    const electron = await findElectron();
    if ('path' in electron) program = electron.path;
    else console.log(`Electron is not tested here: ${electron.reason}.`);
  });
  test.beforeEach(() => test.skip(program === '', 'there is no Electron here; the reason is printed above'));

  /** Starts the app and gives it to `use`; ends it in any case. */
  async function withApp(home: string, folder: string, use: (app: ElectronApplication) => Promise<void>) {
    const app = await _electron.launch({
      executablePath: program,
      args: [main, folder],
      env: { ...process.env, BOXWRIGHT_HOME: home },
    });
    try {
      await use(app);
    } finally {
      await app.close();
    }
  }

  test('the main job: draw, saved, and there again after a new start', async ({
    sampleDrive,
    workFolder,
  }) => {
    const home = join(workFolder, 'home');
    const folder = sampleDrive();
    let objects = 0;
    await withApp(home, folder, async (app) => {
      const page = await app.firstWindow();
      await frameOnScreen(page);
      await drawCuboid(page);
      await saved(page);
      objects = await page.getByRole('option').count();
    });
    const text = readFileSync(join(folder, SIDECAR), 'utf8');
    expect(objects).toBeGreaterThan(0);
    expect(existsSync(join(home, 'window.json')), 'the window’s place is kept').toBe(true);

    await withApp(home, folder, async (app) => {
      const page = await app.firstWindow();
      await frameOnScreen(page);
      await expect(page.getByRole('option')).toHaveCount(objects);
    });
    expect(readFileSync(join(folder, SIDECAR), 'utf8'), 'a start rewrites nothing').toBe(text);
  });

  test('the page is shut in, and its menus are the system’s', async ({ sampleDrive, workFolder }) => {
    await withApp(join(workFolder, 'home'), sampleDrive(), async (app) => {
      const page = await app.firstWindow();
      await frameOnScreen(page);

      await expect
        .poll(() => app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.length ?? 0))
        .toBeGreaterThan(1);

      expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
      await page.evaluate(() => {
        location.href = 'https://example.org/';
      });
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
      expect(page.url()).toBe('app://boxwright/');

      const reaches = (url: string) =>
        page.evaluate(
          (address) =>
            fetch(address).then(
              () => true,
              () => false,
            ),
          url,
        );
      expect(await reaches('http://127.0.0.1:9/')).toBe(false);
      expect(await reaches('file:///etc/passwd')).toBe(false);
      expect(
        await page.evaluate(() => [
          typeof Reflect.get(window, 'require'),
          typeof Reflect.get(window, 'process'),
        ]),
      ).toEqual(['undefined', 'undefined']);
    });
  });
});
