import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/app.ts';
import { serve, type ServedApp } from './support/serve.ts';

/** Starts another host on the folder, for a person of this name, and opens the folder in it. */
async function openToo(folder: string, workFolder: string, author: string): Promise<ServedApp> {
  const home = join(workFolder, `home-${author}`);
  mkdirSync(home);
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ author }));
  const app = await serve(folder, home);
  const { origin, hash } = new URL(app.url);
  const response = await fetch(`${origin}/rpc/dataset.open`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${hash.slice('#token='.length)}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ path: folder }),
  });
  expect(await response.json()).toMatchObject({ ok: true });
  return app;
}

test('who works in the same folder is named, and no longer once they have gone', async ({
  page,
  openSample,
  workFolder,
}) => {
  const folder = await openSample();
  const chip = page.getByTestId('others');
  await expect(chip).toHaveText('');
  const lin = await openToo(folder, workFolder, 'Lin');
  await expect(chip).toContainText(/^Lin \(.+\) works here too/);
  await expect(chip.locator('.chip')).toHaveAttribute('title', /object by object/);
  const wu = await openToo(folder, workFolder, 'Wu');
  await expect(chip).toContainText(/^(Lin|Wu) \(.+\) and 1 other work here too/);
  await wu.stop();
  await expect(chip).toContainText(/^Lin \(.+\) works here too/);
  // A crash says no goodbye, and is seen all the same.
  await lin.kill();
  await expect(chip).toHaveText('');
});

test(
  'a second window of the same host is nobody else',
  { tag: '@long' },
  async ({ page, context, openSample }) => {
    await openSample();
    const second = await context.newPage();
    // The token is kept for one tab: the second one is given the address anew.
    const token = await page.evaluate(() => sessionStorage.getItem('boxwright.token'));
    await second.goto(`${new URL(page.url()).origin}/#token=${token}`);
    await expect(second.getByTestId('frame-name')).not.toHaveText('');
    await second.waitForTimeout(4000);
    await expect(page.getByTestId('others')).toHaveText('');
    await expect(second.getByTestId('others')).toHaveText('');
    await second.close();
  },
);
