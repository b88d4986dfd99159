import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameraColumn, cameraRows, type ColumnLayout } from './cameraRows.ts';

const column = (count: number, height: number): ColumnLayout =>
  cameraColumn(count, 4 / 3, { width: 300, height });

describe('camera column', () => {
  test('one large, then pairs', () => {
    expect(cameraRows(6, 4 / 3, { width: 300, height: 660 })).toEqual([1, 2, 2, 1]);
    expect(cameraRows(3, 4 / 3, { width: 300, height: 512 })).toEqual([1, 2]);
  });

  test('full width where three images fit above each other', () => {
    expect(cameraRows(3, 4 / 3, { width: 300, height: 660 })).toEqual([1, 1, 1]);
    expect(cameraRows(3, 16 / 9, { width: 432, height: 972 })).toEqual([1, 1, 1]);
  });

  test('none and one', () => {
    expect(cameraRows(0, 1, { width: 300, height: 600 })).toEqual([]);
    expect(cameraRows(1, 1, { width: 300, height: 100 })).toEqual([1]);
  });

  test('every camera has exactly one place', () => {
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.double({ min: 0.5, max: 3, noNaN: true }),
        fc.nat(2000),
        (count, aspect, height) => {
          const rows = cameraRows(count, aspect, { width: 300, height });
          expect(rows.reduce((sum, inRow) => sum + inRow, 0)).toBe(count);
          expect(rows.every((inRow) => inRow === 1 || inRow === 2)).toBe(true);
        },
      ),
    );
  });

  test('the tile stands where the column is tall, or the images leave it room', () => {
    expect(column(3, 660)).toEqual({ rows: [1, 2], hasFollowTile: true });
    expect(column(3, 517), 'a laptop with a browser round the window').toEqual({
      rows: [1, 2],
      hasFollowTile: true,
    });
    expect(column(3, 480)).toEqual({ rows: [1, 2], hasFollowTile: false });
    expect(column(5, 517).hasFollowTile).toBe(false);
    expect(column(6, 900).hasFollowTile).toBe(false);
    expect(column(0, 900).hasFollowTile).toBe(false);
  });
});
