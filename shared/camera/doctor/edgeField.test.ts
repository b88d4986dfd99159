import { expect, test } from 'vitest';
import { edgeField } from './edgeField.ts';
import type { GreyImage } from './scene.ts';

const WIDTH = 80;
const HEIGHT = 60;

/** Dark on the left of `x`, and a faint line across at `y`. */
function image(x: number, y: number): GreyImage {
  const grey = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const isRight = i % WIDTH >= x;
    return (isRight ? 180 : 40) + (Math.floor(i / WIDTH) >= y ? 40 : 0);
  });
  return { fullWidth: WIDTH, fullHeight: HEIGHT, width: WIDTH, height: HEIGHT, block: 1, grey };
}

test('edges that rows cross, the less the farther away', () => {
  const { values } = edgeField(image(30, 20), 'x');
  const row = (x: number): number => values[40 * WIDTH + x]!;
  expect(row(30)).toBe(1);
  expect(row(35)).toBeGreaterThan(0.2);
  expect(row(35)).toBeLessThan(row(32));
  expect(row(20)).toBeLessThan(row(25));
  expect(row(60)).toBeLessThan(0.01);
});

test('edges that columns cross, however strong those of rows are', () => {
  const { values } = edgeField(image(30, 20), 'y');
  expect(values[20 * WIDTH + 60]).toBeGreaterThan(0.9);
  expect(values[45 * WIDTH + 60]).toBeLessThan(0.05);
  expect(values[45 * WIDTH + 30]).toBeLessThan(0.05);
});

test('an even image has none', () => {
  expect(Math.max(...edgeField(image(WIDTH, HEIGHT), 'x').values)).toBe(0);
});
