import { drawCuboid, settle } from './support/actions.ts';
import { expect, frameOnScreen, test } from './support/app.ts';

test.describe('graphics that fail', () => {
  test('without WebGL2 the panel says what to do, and images, list and labels keep working', async ({
    page,
    sampleDrive,
    openFolder,
  }) => {
    await page.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function getContext(
        this: HTMLCanvasElement,
        kind: string,
        ...rest: unknown[]
      ) {
        return kind.startsWith('webgl')
          ? null
          : (original as (...all: unknown[]) => unknown).call(this, kind, ...rest);
      } as typeof original;
    });
    await openFolder(sampleDrive(), { waitForFrame: false });
    await expect(page.getByTestId('scene-message')).toContainText('WebGL 2');
    await expect(page.getByTestId('frame-name')).toBeVisible();
    await page.keyboard.press('KeyX');
    await expect(page.getByTestId('frame-tick-1')).toHaveAttribute('aria-selected', 'true');
  });

  test('a lost WebGL context is rebuilt with everything in it', async ({
    page,
    consoleMessages,
    openSample,
  }) => {
    consoleMessages.allow(/Context Lost/i);
    await openSample();
    const gpuBytes = (): Promise<number | undefined> =>
      page.evaluate(() => window.boxwrightDiagnostics?.gpuBytes);
    const before = await gpuBytes();
    await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="scene"] canvas')!;
      const extension = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      extension.loseContext();
      setTimeout(() => extension.restoreContext(), 200);
    });
    await page.waitForTimeout(600);
    await settle(page);
    await frameOnScreen(page);
    expect(before).toBeGreaterThan(0);
    expect(await gpuBytes()).toBe(before);
    await drawCuboid(page);
  });
});
