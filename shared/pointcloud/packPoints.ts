import type { Bounds } from './bounds.ts';
import type { CoordinateColumns, Coordinates } from './cloud.ts';
import { forEachPlace, spreadOrder } from './spreadOrder.ts';

/** The largest packed value. */
export const PACK_STEPS = 65535;

/** The values that the packed scalar 0 … 65535 stands for. */
export interface PackScalar {
  readonly name: 'intensity';
  readonly low: number;
  readonly high: number;
}

export interface PackedColumns extends CoordinateColumns {
  readonly intensity: Coordinates | undefined;
}

/** What becomes 0 in each of the four packed values, and the steps in a unit, which is a float32. */
export type PackRange = readonly [low: number, perUnit: number];

export function packRanges({ min, max }: Bounds, scalar: PackScalar | undefined): readonly PackRange[] {
  return [
    packRange(min[0], max[0]),
    packRange(min[1], max[1]),
    packRange(min[2], max[2]),
    scalar === undefined ? [0, 0] : packRange(Math.fround(scalar.low), Math.fround(scalar.high)),
  ];
}

function packRange(low: number, high: number): PackRange {
  return [low, high > low ? Math.fround(PACK_STEPS / (high - low)) : 0];
}

/**
 * Quantises points, four values each, and puts them in a spread order. In float32 behind the subtraction, which costs a
 * hundredth of a step: a value is off by at most 0.51 steps, of which an extent has 65535. What is not a number becomes 0,
 * and so does every value of a column without extent.
 */
export function packPoints(
  columns: PackedColumns,
  bounds: Bounds,
  scalar: PackScalar | undefined,
  data: Uint16Array,
): void {
  const { fround } = Math;
  const order = spreadOrder(columns.x.length);
  const ranges = packRanges(bounds, scalar);
  [columns.x, columns.y, columns.z, columns.intensity].forEach((column, component) => {
    const [low, perUnit] = ranges[component]!;
    // The data may have been used before.
    if (column === undefined) {
      for (let at = component; at < data.length; at += 4) data[at] = 0;
      return;
    }
    forEachPlace(order, (point, place) => {
      const steps = fround(fround(fround(column[point]! - low) * perUnit) + 0.5);
      // NaN fails the comparison.
      data[place * 4 + component] = steps > 0 ? Math.min(steps, PACK_STEPS) : 0;
    });
  });
}
