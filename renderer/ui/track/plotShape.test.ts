import { expect, test } from 'vitest';
import { frameAt, plotShape, type PlotOptions } from './plotShape.ts';

const plain: PlotOptions = {
  values: [
    { index: 10, value: 0 },
    { index: 11, value: 4 },
    { index: 12, value: 8 },
  ],
  first: 10,
  last: 12,
  isSigned: false,
  leastTop: 1,
  isJoined: (index, next) => next - index === 1,
};

test('what has one sign stands on the bottom and reaches the top', () => {
  const { path, top, extremes } = plotShape(plain);
  expect(path).toBe('M0 94L50 50L100 6');
  expect([top, extremes]).toEqual([8, [0, 8]]);
});

test('what has two signs has zero in the middle, as high as its larger side', () => {
  const values = [
    { index: 10, value: -1.7 },
    { index: 12, value: 1 },
  ];
  const { yOf, top } = plotShape({ ...plain, values, isSigned: true });
  expect([yOf(0), yOf(-2), yOf(2), top]).toEqual([50, 94, 6, 2]);
});

test('next to nothing looks like next to nothing', () => {
  const { top } = plotShape({ ...plain, values: [{ index: 10, value: 0.01 }] });
  expect(top).toBe(1);
});

test('the line is broken where values are unknown or far apart, and what is alone is a dot', () => {
  const values = [
    { index: 0, value: 1 },
    { index: 1, value: 1 },
    { index: 2, value: undefined },
    { index: 3, value: 1 },
    { index: 8, value: 1 },
    { index: 9, value: 1 },
  ];
  const { path } = plotShape({ ...plain, values, first: 0, last: 10 });
  expect(path).toBe('M0 6L10 6M30 6h0M80 6L90 6');
});

test.each([
  [0.3, 1],
  [1, 1],
  [1.2, 1.5],
  [8.38, 10],
  [43, 50],
  [100, 100],
  [101, 150],
])('the top of %f is round: %f', (value, expected) => {
  expect(plotShape({ ...plain, values: [{ index: 10, value }] }).top).toBeCloseTo(expected, 9);
});

test('without values there is no line', () => {
  const { path, extremes, xOf } = plotShape({ ...plain, values: [], first: 3, last: 3 });
  expect([path, extremes, xOf(3)]).toEqual(['', undefined, 50]);
});

test('a place in the plot is the frame that is nearest among those that there are', () => {
  expect(frameAt([10, 11, 20], 0.4)).toBe(11);
  expect(frameAt([10, 11, 20], 0.6)).toBe(20);
  expect(frameAt([10, 11, 20], -1)).toBe(10);
  expect(frameAt([], 0.5)).toBeUndefined();
});
