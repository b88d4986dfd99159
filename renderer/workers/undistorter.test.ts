import { expect, test } from 'vitest';
import type { Intrinsics } from '#shared/dataset/dataset.ts';
import { Undistorter } from './undistorter.ts';

function lens(focal: number): Intrinsics {
  return {
    model: 'brown-conrady',
    fx: focal,
    fy: focal,
    cx: 19.5,
    cy: 14.5,
    coefficients: [-0.2, 0, 0, 0],
  };
}

function grey(width: number, height: number) {
  return { data: new Int32Array(width * height).fill(-0x7f7f80), width, height };
}

test('what the images of a lens share is computed once, for each size', () => {
  const undistorter = new Undistorter();
  const first = undistorter.undistort(grey(40, 30), lens(50));
  expect(undistorter.undistort(grey(40, 30), { ...lens(50) }).lens).toBe(first.lens);
  expect(undistorter.undistort(grey(20, 15), lens(50)).lens).not.toBe(first.lens);
  expect(undistorter.undistort(grey(40, 30), lens(51)).lens).not.toBe(first.lens);
  expect(first.image).toMatchObject({ width: first.lens.view.width, height: first.lens.view.height });
});

test('lenses that are wanted no more are forgotten', () => {
  const undistorter = new Undistorter();
  const first = undistorter.undistort(grey(40, 30), lens(40)).lens;
  for (let i = 1; i < 16; i++) undistorter.undistort(grey(40, 30), lens(40 + i));
  expect(undistorter.undistort(grey(40, 30), lens(40)).lens).toBe(first);
  for (let i = 16; i < 32; i++) undistorter.undistort(grey(40, 30), lens(40 + i));
  expect(undistorter.undistort(grey(40, 30), lens(40)).lens).not.toBe(first);
});
