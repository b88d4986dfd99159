import { expect, test } from 'vitest';
import { imageRectangle } from '#shared/camera/cameraView.ts';
import { borderTicks } from './borderTicks.ts';

const image = imageRectangle(100, 50);

test('a line inside has none, and so has one beside the image', () => {
  const inside = [
    [10, 10],
    [90, 40],
  ] as const;
  const beside = [
    [-10, -10],
    [110, -20],
  ] as const;
  expect(borderTicks(inside, image)).toEqual([]);
  expect(borderTicks(beside, image)).toEqual([]);
});

test('a line that leaves has one on the border that it crosses', () => {
  const toTheRight = [
    [50, 20],
    [80, 20],
    [120, 20],
  ] as const;
  const through = [
    [30, -10],
    [30, 70],
  ] as const;
  expect(borderTicks(toTheRight, image)).toEqual([{ at: [99.5, 20], isVertical: true }]);
  expect(borderTicks(through, image)).toEqual([
    { at: [30, -0.5], isVertical: false },
    { at: [30, 49.5], isVertical: false },
  ]);
});
