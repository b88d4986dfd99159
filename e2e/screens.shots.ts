import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from './support/app.ts';
import { walkScreens } from './support/screens.ts';

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url));

/** Beside each other in the folder, so that a change of one place shows in all of them. */
const VARIANTS = [
  { name: 'dark-en', locale: 'en-GB', theme: 'dark', viewport: { width: 1366, height: 768 } },
  { name: 'dark-zh', locale: 'zh-CN', theme: 'dark', viewport: { width: 1366, height: 768 } },
  { name: 'light-en', locale: 'en-GB', theme: 'light', viewport: { width: 1920, height: 1080 } },
] as const;

for (const { name, locale, theme, viewport } of VARIANTS) {
  test.describe(name, () => {
    test.use({ locale, viewport });

    test('every screen', async ({ page, sampleDrive, openFolder }) => {
      test.setTimeout(600_000);
      mkdirSync(join(folder, name), { recursive: true });
      await page.route('**/rpc/settings.get', async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { value: object };
        await route.fulfill({ response, json: { ...answer, value: { ...answer.value, theme } } });
      });
      for await (const screen of walkScreens(page, { sampleDrive, openFolder })) {
        // JPEG: a cloud of points makes PNGs of a megabyte.
        await page.screenshot({ path: join(folder, name, `${screen}.jpg`), type: 'jpeg', quality: 60 });
      }
    });
  });
}
