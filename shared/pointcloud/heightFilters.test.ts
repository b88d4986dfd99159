import { describe, expect, test } from 'vitest';
import { dropOutliers, dropPits, dropUnreachable, fillBetween, fillHoles, smooth } from './heightFilters.ts';
import { Surroundings } from './surroundings.ts';
import { heightOf, interpolateHeight, mapHeights, type HeightMap } from './heightMap.ts';

/** A plane that rises 0.2 per column and 0.1 per row. */
function plane(columns = 9, rows = 7): HeightMap {
  const empty: HeightMap = { columns, rows, heights: new Float32Array(columns * rows) };
  return mapHeights(empty, (column, row) => column * 0.2 + row * 0.1);
}

function withHeight(map: HeightMap, column: number, row: number, height: number): HeightMap {
  return mapHeights(map, (c, r, old) => (c === column && r === row ? height : old));
}

/** Largest difference from the plane, metres; NaN where a height is missing. */
function planeError(map: HeightMap): number {
  return Math.max(...plane().heights.map((height, cell) => Math.abs(map.heights[cell]! - height)));
}

describe('a slope passes every filter unchanged', () => {
  test.each([
    ['dropPits', (map: HeightMap) => dropPits(map, 0.5)],
    ['dropUnreachable', (map: HeightMap) => dropUnreachable(map, 0.3, 0.1)],
    ['dropOutliers', (map: HeightMap) => dropOutliers(map, 0.05, 0.05)],
    ['smooth', smooth],
    ['fillHoles', fillHoles],
  ])('%s', (_, filter) => {
    expect(planeError(filter(plane()))).toBeLessThan(1e-5);
  });
});

describe('what is not ground is dropped', () => {
  test('a pit', () => {
    expect(heightOf(dropPits(withHeight(plane(), 4, 3, -3), 1), 4, 3)).toBeNaN();
  });

  test('a roof that its surroundings cannot reach, as wide as it is', () => {
    const roof = mapHeights(plane(), (column, _, old) => (column >= 3 && column <= 6 ? old + 4 : old));
    const ground = dropUnreachable(roof, 0.3, 0.3);
    for (let column = 3; column <= 6; column++) expect(heightOf(ground, column, 3)).toBeNaN();
    expect(heightOf(ground, 2, 3)).toBeCloseTo(0.7, 5);
  });

  test('a bump that its surroundings do not suggest', () => {
    const ground = dropOutliers(withHeight(plane(), 4, 3, 1.5), 0.2, 0.2);
    expect(heightOf(ground, 4, 3)).toBeNaN();
    expect(heightOf(ground, 5, 3)).toBeCloseTo(1.3, 5);
  });
});

describe('holes are filled', () => {
  test('along the slope where there is ground on opposite sides', () => {
    const holed = withHeight(plane(), 4, 3, Number.NaN);
    expect(new Surroundings(holed).heightFromPairs(4, 3, 2)).toBeCloseTo(1.1, 5);
    expect(planeError(fillBetween(holed))).toBeLessThan(1e-5);
  });

  test('everywhere, from whatever is known', () => {
    const unknown = mapHeights(plane(), () => Number.NaN);
    expect([...fillHoles(unknown).heights].every((height) => height === 0)).toBe(true);
    const filled = fillHoles(withHeight(unknown, 8, 6, 7));
    expect([...filled.heights].every((height) => height === 7)).toBe(true);
  });
});

test('interpolation is bilinear and level outside', () => {
  const map = plane();
  expect(interpolateHeight(map, 2.5, 3.25)).toBeCloseTo(0.825, 5);
  expect(interpolateHeight(map, -10, -10)).toBe(0);
  expect(interpolateHeight(map, 100, 100)).toBeCloseTo(2.2, 5);
  expect(interpolateHeight({ columns: 1, rows: 1, heights: Float32Array.of(4) }, 0.7, -2)).toBe(4);
});
