import { expect, test } from 'vitest';
import type { RgbaImage } from '#shared/camera/doctor/greyImage.ts';
import { cutImage } from './cutImage.ts';
import { decodeImage } from './decodeImage.ts';

/** Left half black, right half white. */
function halves(width: number, height: number): RgbaImage {
  const data = new Uint8Array(width * height * 4);
  for (let i = 0; i < width * height; i++) data.fill(i % width < width / 2 ? 0 : 255, 4 * i, 4 * i + 4);
  return { width, height, data };
}

function pixelsOf(href: string): RgbaImage {
  return decodeImage(Buffer.from(href.replace('data:image/jpeg;base64,', ''), 'base64'))!;
}

test('a part of the image, in whole pixels, with its place', () => {
  const cut = cutImage(halves(64, 32), { left: 24.4, top: 8, right: 39.2, bottom: 23 }, 100)!;
  expect(cut.area).toEqual({ left: 23.5, top: 7.5, right: 39.5, bottom: 23.5 });
  const { width, height, data } = pixelsOf(cut.href);
  expect([width, height]).toEqual([16, 16]);
  expect(data[0]).toBeLessThan(10);
  expect(data[4 * 15]).toBeGreaterThan(245);
});

test('is made smaller, not cut, where it is larger than was asked for', () => {
  const cut = cutImage(halves(640, 320), { left: 0, top: 0, right: 639, bottom: 319 }, 64)!;
  const { width, height, data } = pixelsOf(cut.href);
  expect([width, height]).toEqual([64, 32]);
  expect(data[4 * 8]).toBeLessThan(10);
  expect(data[4 * 56]).toBeGreaterThan(245);
  expect(cut.area.right).toBe(639.5);
});

test('stays within the image; nothing of what lies outside', () => {
  const image = halves(20, 20);
  expect(cutImage(image, { left: -50, top: -50, right: 9, bottom: 90 }, 99)!.area).toEqual({
    left: -0.5,
    top: -0.5,
    right: 9.5,
    bottom: 19.5,
  });
  expect(cutImage(image, { left: 30, top: 0, right: 40, bottom: 9 }, 99)).toBeUndefined();
  expect(cutImage(image, { left: Number.NaN, top: 0, right: 5, bottom: 9 }, 99)).toBeUndefined();
});
