import { expect, test } from 'vitest';
import { groundOutline, outlineOverlap, outlineShare } from './groundOutline.ts';
import { fromYaw } from './quaternion.ts';

const car = groundOutline({ centre: [10, 0, 0], size: [4, 2, 1.5], rotation: fromYaw(0) });
const person = groundOutline({ centre: [10, 0, 0], size: [1, 1, 1.7], rotation: fromYaw(Math.PI / 2) });
const away = groundOutline({ centre: [20, 0, 0], size: [4, 2, 1.5], rotation: fromYaw(0) });
const beside = groundOutline({ centre: [12, 0, 0], size: [4, 2, 1.5], rotation: fromYaw(0) });

test('a small thing in a large one overlaps it little, and is wholly in it', () => {
  expect(outlineOverlap(car, person)).toBeCloseTo(1 / 8, 9);
  expect(outlineShare(car, person)).toBeCloseTo(1, 9);
  expect(outlineShare(person, car)).toBeCloseTo(1, 9);
});

test('half of each, and nothing', () => {
  expect(outlineShare(car, beside)).toBeCloseTo(0.5, 9);
  expect(outlineOverlap(car, beside)).toBeCloseTo(1 / 3, 9);
  expect([outlineShare(car, away), outlineOverlap(car, away)]).toEqual([0, 0]);
});
