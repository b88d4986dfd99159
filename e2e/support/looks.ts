import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { ScreenName } from './screens.ts';

const folder = fileURLToPath(new URL('../looks', import.meta.url));

/** A pixel of a small picture stands for some 11 × 11 of the screen: letters blur, panels and pictures do not. */
const SIZE = { width: 124, height: 70 };
/** Of 255: fonts and software renderers of other machines differ by less. */
const SAME = 40;
/** Of the pixels. A panel of the window takes ten percent of it. */
const MOST_DIFFERENT = 0.04;

/** Screens on which nothing depends on the folder's place or on the time. */
const STABLE: ReadonlySet<ScreenName> = new Set([
  'label',
  'label-selected',
  'settings',
  'palette',
  'shortcuts',
  'conflict',
  'tour-offer',
  'tour-step',
  'tour-finished',
]);

/**
 * Compares a screen with its small picture in `e2e/looks`: how it is laid out and coloured, not letter by letter, for
 * fonts differ between machines. `UPDATE_LOOKS=1` takes the pictures anew; look at them before you commit them.
 */
export async function expectSameLook(page: Page, screen: ScreenName): Promise<void> {
  if (!STABLE.has(screen)) return;
  const shown = await shrink(page, await page.screenshot());
  const path = join(folder, `${screen}.png`);
  if (process.env['UPDATE_LOOKS'] !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, shown.png);
    return;
  }
  expect(existsSync(path), `there is a picture of ${screen}: take it with UPDATE_LOOKS=1`).toBe(true);
  const expected = await shrink(page, readFileSync(path));
  const different = shown.values.filter((value, i) => Math.abs(value - expected.values[i]!) > SAME).length;
  const share = different / shown.values.length;
  expect(share, `of ${screen} looks otherwise than in e2e/looks`).toBeLessThan(MOST_DIFFERENT);
}

/** The picture at the small size: its red, green and blue values one after the other, and as PNG. */
async function shrink(page: Page, png: Buffer): Promise<{ values: readonly number[]; png: Buffer }> {
  const small = await page.evaluate(
    async ({ base64, width, height }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes]), {
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'high',
      });
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      const written = String.fromCharCode(...new Uint8Array(await blob.arrayBuffer()));
      return { values: [...data].filter((_, i) => i % 4 !== 3), base64: btoa(written) };
    },
    { base64: png.toString('base64'), ...SIZE },
  );
  return { values: small.values, png: Buffer.from(small.base64, 'base64') };
}
