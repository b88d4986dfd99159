import type { Page } from '@playwright/test';
import type { SceneDiagnostics } from '#renderer/scene/diagnostics.ts';
import type { WindowDiagnostics } from '#renderer/ui/diagnostics.ts';
import { settle } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

type Counters = Required<
  Pick<
    SceneDiagnostics & WindowDiagnostics,
    'framesRendered' | 'reactCommits' | 'gpuBytes' | 'geometries' | 'textures' | 'workerBytes'
  >
>;

function counters(page: Page): Promise<Counters> {
  return page.evaluate(() => {
    const shown = window.boxwrightDiagnostics ?? {};
    const figure = (key: keyof Counters): number => shown[key] ?? Number.NaN;
    return {
      framesRendered: figure('framesRendered'),
      reactCommits: figure('reactCommits'),
      gpuBytes: figure('gpuBytes'),
      geometries: figure('geometries'),
      textures: figure('textures'),
      workerBytes: figure('workerBytes'),
    };
  });
}

/** The counters once the clouds asked for ahead of need have arrived. */
async function prefetched(page: Page): Promise<Counters> {
  let last = await counters(page);
  for (;;) {
    await page.waitForTimeout(120);
    const now = await counters(page);
    if (now.workerBytes === last.workerBytes) return now;
    last = now;
  }
}

const onGpu = ({ gpuBytes, geometries, textures }: Counters) => ({ gpuBytes, geometries, textures });

test.describe('rendering', () => {
  test('nothing is drawn in two seconds of rest', async ({ page, openSample }) => {
    await openSample();
    await settle(page);
    // Frames beside the one on screen are still being fetched at first.
    await expect(async () => {
      const before = await counters(page);
      await page.waitForTimeout(2000);
      const after = await counters(page);
      expect(after.framesRendered).toBe(before.framesRendered);
      expect(after.reactCommits).toBe(before.reactCommits);
    }).toPass({ timeout: 20_000 });
  });

  test('moving the camera draws frames and commits nothing in React', async ({ page, openSample }) => {
    await openSample();
    const view = (await page.getByTestId('scene').boundingBox())!;
    const [x, y] = [view.x + view.width / 2, view.y + view.height / 4];
    await page.mouse.move(x, y);
    // The last thing to come after a frame.
    await expect(page.locator('.status-bar')).toContainText('MB');
    await settle(page);
    const before = await counters(page);
    await page.mouse.down({ button: 'right' });
    await page.mouse.move(x + 120, y + 30, { steps: 12 });
    await page.mouse.up({ button: 'right' });
    await page.mouse.wheel(0, -200);
    await settle(page);
    const after = await counters(page);
    expect(after.framesRendered).toBeGreaterThan(before.framesRendered + 3);
    expect(after.reactCommits).toBe(before.reactCommits);
  });

  test('stepping fifty frames to and fro reaches a plateau of memory', async ({ page, openSample }) => {
    test.setTimeout(120_000);
    await openSample();
    const visit = async (key: string, times: number): Promise<Counters[]> => {
      const seen: Counters[] = [];
      for (let i = 0; i < times; i++) {
        const name = await page.getByTestId('frame-name').textContent();
        await page.keyboard.press(key);
        await expect(page.getByTestId('frame-name')).not.toHaveText(name!);
        await frameOnScreen(page);
        seen.push(await prefetched(page));
      }
      return seen;
    };
    const seen: Counters[] = [];
    for (let round = 0; round < 5; round++) {
      seen.push(...(await visit('KeyX', 5)), ...(await visit('KeyZ', 5)));
    }
    // Frames differ in size, so single steps say little: the later half may not exceed what the earlier one reached.
    const largest = (key: keyof Counters, from: number, to: number): number =>
      Math.max(...seen.slice(from, to).map((entry) => entry[key]));
    for (const key of ['gpuBytes', 'geometries', 'textures', 'workerBytes'] as const) {
      expect(largest(key, 28, 50), key).toBeLessThanOrEqual(largest(key, 5, 28) * 1.02);
    }
  });

  test('points of other frames come, stay from frame to frame, and leave nothing behind', async ({
    page,
    openSample,
  }) => {
    await openSample();
    const others = (): Promise<number> =>
      page.evaluate(() => window.boxwrightDiagnostics?.otherPoints ?? Number.NaN);
    const before = await counters(page);
    await page.keyboard.press('Shift+KeyL');
    const shown = page.locator('.shown-chip');
    await expect(shown).toHaveText('With 5 other frames');
    await expect.poll(others).toBeGreaterThan(50_000);
    await page.keyboard.press('KeyX');
    await expect(shown).toHaveText('With 6 other frames');
    await page.keyboard.press('KeyZ');
    await page.keyboard.press('Shift+KeyL');
    await expect.poll(others).toBe(0);
    await expect.poll(async () => onGpu(await counters(page))).toEqual(onGpu(before));
  });
});
