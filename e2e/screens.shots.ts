import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from './support/app.ts';
import { walkReview } from './support/reviewScreens.ts';
import { walkScreens } from './support/screens.ts';

const folder = fileURLToPath(new URL('../docs/screenshots', import.meta.url));

/** Beside each other in the folder, so that a change of one place shows in all of them. */
const VARIANTS = [
  { name: 'dark-en', locale: 'en-GB', theme: 'dark', viewport: { width: 1366, height: 768 } },
  { name: 'dark-zh', locale: 'zh-CN', theme: 'dark', viewport: { width: 1366, height: 768 } },
  { name: 'light-en', locale: 'en-GB', theme: 'light', viewport: { width: 1920, height: 1080 } },
] as const;

/** Reviewing needs a drive that is labelled: a walk of its own, and one that the tests of every screen need not go. */
const WALKS = [
  [walkScreens, 'every screen'],
  [walkReview, 'review and 2D boxes'],
] as const;

for (const { name, locale, theme, viewport } of VARIANTS) {
  test.describe(name, () => {
    test.use({ locale, viewport });

    test.beforeEach(async ({ page }) => {
      test.setTimeout(600_000);
      mkdirSync(join(folder, name), { recursive: true });
      await page.route('**/rpc/settings.get', async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { value: object };
        await route.fulfill({ response, json: { ...answer, value: { ...answer.value, theme } } });
      });
    });

    for (const [walk, title] of WALKS)
      test(title, async ({ page, sampleDrive, openFolder }) => {
        for await (const screen of walk(page, { sampleDrive, openFolder })) {
          // JPEG: a cloud of points makes PNGs of a megabyte.
          await page.screenshot({
            path: join(folder, name, `${screen}.jpg`),
            type: 'jpeg',
            quality: 60,
            // They leave by themselves.
            style: '.notices { visibility: hidden }',
          });
        }
      });
  });
}
