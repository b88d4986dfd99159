import { join } from 'node:path';
import { drawCuboid, positionInView } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';
import { writePcd } from './support/makeFolder.ts';

test.describe('the window', () => {
  test('a panel made wider by keys is as wide after a reload, and a double-click gives its width back', async ({
    page,
    openSample,
  }) => {
    await openSample();
    const edge = page.getByRole('separator', { name: 'Width of the cameras' });
    const usual = (await edge.getAttribute('aria-valuenow'))!;
    await edge.focus();
    const kept = page.waitForResponse(/settings\.change/);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    const wider = String(Number(usual) + 48);
    await expect(edge).toHaveAttribute('aria-valuenow', wider);
    await kept;
    await page.reload();
    await frameOnScreen(page);
    await expect(edge).toHaveAttribute('aria-valuenow', wider);
    await edge.dblclick();
    await expect(edge).toHaveAttribute('aria-valuenow', usual);
  });

  test('a press ends the flight of its view: what is under the pointer stays there', async ({
    page,
    openSample,
  }) => {
    await openSample();
    await drawCuboid(page);
    const place = [12, 4, 0] as const;
    const before = await positionInView(page, 'perspective', place);
    const view = (await page.getByTestId('scene').boundingBox())!;
    await page.mouse.move(view.x + view.width * 0.9, view.y + view.height * 0.4);
    await page.keyboard.press('KeyJ');
    await expect
      .poll(() => positionInView(page, 'perspective', place), { intervals: [10] })
      .not.toEqual(before);
    await page.mouse.down({ button: 'middle' });
    const pressed = await positionInView(page, 'perspective', place);
    await page.waitForTimeout(300);
    expect(await positionInView(page, 'perspective', place)).toEqual(pressed);
    await page.mouse.up({ button: 'middle' });
  });

  test('a folder that takes long says how far it is, and opening it can be given up', async ({
    page,
    workFolder,
    openFolder,
  }) => {
    const folder = join(workFolder, 'many');
    writePcd(join(folder, 'lidar/000000.pcd'));
    // A disk as slow as can be: the host tells of progress, its answer never comes.
    const event = { type: 'dataset.opening', path: folder, files: 30_000 };
    await page.route('**/events', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify(event)}\n\n` }),
    );
    await page.route('**/rpc/dataset.open', () => undefined);
    await openFolder(folder, { waitForFrame: false });
    await expect(page.getByRole('status')).toHaveText(/^Opening .*many…$/);
    await expect(page.getByText('30,000 files so far')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByTestId('start-open')).toBeVisible();
    await expect(page.getByTestId('start-trouble')).toBeHidden();
  });
});
