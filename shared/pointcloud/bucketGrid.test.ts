import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { forEachRun, type BucketGrid } from './bucketGrid.ts';
import { buildCloud, type PointCloud } from './cloud.ts';

function cloudAt(places: readonly (readonly [number, number])[]): PointCloud {
  return buildCloud({
    x: Float64Array.from(places, (place) => place[0]),
    y: Float64Array.from(places, (place) => place[1]),
    z: new Float64Array(places.length),
  });
}

function candidates(grid: BucketGrid, minX: number, minY: number, maxX: number, maxY: number): number[] {
  const found: number[] = [];
  forEachRun(grid, { minX, minY, maxX, maxY }, (from, to) => {
    for (let i = from; i < to; i++) found.push(i);
  });
  return found;
}

describe('the bucket grid', () => {
  test('has the points of a cell side by side, cell after cell', () => {
    const { grid, x, y } = cloudAt([
      [5.5, 3],
      [0, 0],
      [5.6, 3],
      [-7, 2],
    ]);
    expect([grid.columns, grid.rows, grid.cellMetres]).toEqual([13, 4, 1]);
    expect(grid.starts).toHaveLength(13 * 4 + 2);
    for (let i = 0; i < 4; i++) {
      const cell = Math.floor(y[i]!) * 13 + Math.floor(x[i]! + 7);
      expect(grid.starts[cell]).toBeLessThanOrEqual(i);
      expect(grid.starts[cell + 1]).toBeGreaterThan(i);
    }
    expect(grid.starts.at(-1)).toBe(4);
  });

  test('a query visits every point of the rectangle, each once; stray and distant points too', () => {
    const place = fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: arbitraryNumber(-60, 60) },
        { weight: 1, arbitrary: arbitraryNumber(-1e12, 1e12) },
      ),
      arbitraryNumber(-60, 60),
    );
    const corner = fc.tuple(arbitraryNumber(-80, 80), arbitraryNumber(-80, 80));
    fc.assert(
      fc.property(
        fc.array(place, { maxLength: 80 }),
        corner,
        arbitraryNumber(0, 40),
        arbitraryNumber(0, 1e13),
        (places, [x, y], w, h) => {
          const cloud = cloudAt(places);
          const found = candidates(cloud.grid, x, y, x + w, y + h);
          expect(new Set(found).size).toBe(found.length);
          const isExpected = (i: number): boolean =>
            cloud.x[i]! >= x && cloud.x[i]! <= x + w && cloud.y[i]! >= y && cloud.y[i]! <= y + h;
          const expected = [...cloud.rows.keys()].filter(isExpected);
          expect(found).toEqual(expect.arrayContaining(expected));
        },
      ),
    );
  });

  test('a stray point leaves the cells small and costs ordinary queries nothing', () => {
    const places = Array.from({ length: 1000 }, (_, i) => [i % 40, Math.floor(i / 40)] as const);
    const { grid } = cloudAt([...places, [1e9, 5]]);
    expect(grid.cellMetres).toBe(1);
    expect(candidates(grid, 3, 3, 4.5, 4.5).length).toBeLessThanOrEqual(9);
  });

  test('coordinates all over float32 still make a bounded grid', () => {
    const places = Array.from({ length: 200 }, (_, i) => [(i - 100) * 3e36, i] as const);
    const { grid } = cloudAt(places);
    expect(grid.columns * grid.rows).toBeLessThanOrEqual(1 << 16);
    expect(candidates(grid, -Infinity, -Infinity, Infinity, Infinity)).toHaveLength(200);
  });

  test('an empty cloud, and a query that is not a number', () => {
    expect(candidates(cloudAt([]).grid, -10, -10, 10, 10)).toEqual([]);
    expect(candidates(cloudAt([[0, 0]]).grid, Number.NaN, 0, Number.NaN, 0)).toEqual([]);
  });

  test('height ranges hold their points', () => {
    const z = Float64Array.of(4100.123456, 4100.2, -3);
    const { grid } = buildCloud({ x: Float64Array.of(0, 0.5, 3), y: new Float64Array(3), z });
    expect(grid.lowZ[0]).toBeLessThanOrEqual(4100.123456);
    expect(grid.lowZ[0]).toBeGreaterThan(4100.12);
    expect(grid.highZ[0]).toBeGreaterThanOrEqual(4100.2);
    expect(grid.lowZ[1]).toBe(Infinity);
    expect(grid.minZ).toBeCloseTo(-3, 5);
    expect(grid.maxZ).toBeCloseTo(4100.2, 2);
  });
});
