import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import type { ScreenName } from './screens.ts';

const folder = fileURLToPath(new URL('../looks', import.meta.url));

/** Of the small pictures, a sixth of the screen. */
const SIZE = { width: 228, height: 128 };
/** Letters differ between machines, so tiles are compared as a whole, and not pixel by pixel. */
const TILES = { columns: 12, rows: 8 };
/** Of a tile's mean colour, of 255. */
const SAME_COLOUR = 10;
/** Of what stands out from a tile's mean colour: another font changes less of it, a text that is gone all. */
const SAME_INK = { share: 0.45, least: 1.5 };
/** Of 96: other fonts change one, an inspector that is not there three, images that are not there twelve. */
const MOST_TILES = 2;

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

interface Picture {
  /** Red, green and blue, pixel by pixel, row by row. */
  readonly values: readonly number[];
  readonly png: Buffer;
}

/**
 * Compares how a screen is laid out and coloured with its small picture in `e2e/looks`. `UPDATE_LOOKS=1` takes the
 * pictures anew; look at them before you commit them.
 */
export async function expectSameLook(page: Page, screen: ScreenName): Promise<void> {
  if (!STABLE.has(screen)) return;
  // Notices leave by themselves.
  const shown = await shrink(page, await page.screenshot({ style: '.notices { visibility: hidden }' }));
  const path = join(folder, `${screen}.png`);
  if (process.env['UPDATE_LOOKS'] !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, shown.png);
    return;
  }
  expect(existsSync(path), `there is a picture of ${screen}: take it with UPDATE_LOOKS=1`).toBe(true);
  const expected = tilesOf(await shrink(page, readFileSync(path)));
  const different = tilesOf(shown).flatMap((tile, i) => (isAlike(tile, expected[i]!) ? [] : [tile.name]));
  expect(different.length, `${screen} looks otherwise at ${different.join(', ')}`).toBeLessThanOrEqual(
    MOST_TILES,
  );
}

interface Tile {
  /** `column 3, row 1`, from 1. */
  readonly name: string;
  readonly mean: readonly number[];
  /** How far its pixels are from the mean, on average. */
  readonly ink: number;
}

function isAlike(a: Tile, b: Tile): boolean {
  const colour = Math.max(...a.mean.map((value, k) => Math.abs(value - b.mean[k]!)));
  const ink = Math.abs(a.ink - b.ink);
  return colour <= SAME_COLOUR && ink <= Math.max(SAME_INK.least, SAME_INK.share * Math.max(a.ink, b.ink));
}

function tilesOf({ values }: Picture): Tile[] {
  const { width, height } = SIZE;
  const { columns, rows } = TILES;
  return Array.from({ length: columns * rows }, (_, i): Tile => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const pixels: (readonly number[])[] = [];
    for (let y = Math.floor((row * height) / rows); y < Math.floor(((row + 1) * height) / rows); y++) {
      const end = Math.floor(((column + 1) * width) / columns);
      for (let x = Math.floor((column * width) / columns); x < end; x++) {
        const at = 3 * (y * width + x);
        pixels.push(values.slice(at, at + 3));
      }
    }
    const mean = [0, 1, 2].map((k) => pixels.reduce((sum, pixel) => sum + pixel[k]!, 0) / pixels.length);
    const away = pixels.map(
      (pixel) => pixel.reduce((sum, value, k) => sum + Math.abs(value - mean[k]!), 0) / 3,
    );
    const ink = away.reduce((sum, value) => sum + value, 0) / away.length;
    return { name: `column ${column + 1}, row ${row + 1}`, mean, ink };
  });
}

async function shrink(page: Page, png: Buffer): Promise<Picture> {
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
