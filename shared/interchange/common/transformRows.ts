import { transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { rotationFault } from '../../dataset/calibration.ts';

/** Decimals of matrices that were computed: what `inverse` of an inverse comes back to. */
const STEPS = 1e12;

/** 16 numbers, row by row. */
export function rowsOf({ rotation: r, translation: t }: RigidTransform): number[] {
  return [r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2], 0, 0, 0, 1];
}

/** The same of a transform that was computed, such as an inverse. */
export function computedRows(transform: RigidTransform): number[] {
  return rowsOf(transform).map((value) => {
    const rounded = Math.round(value * STEPS) / STEPS;
    return Number.isFinite(rounded) ? rounded + 0 : value;
  });
}

/** Undefined for what is no such matrix of a rotation and a translation. */
export function transformOfRows(rows: unknown): RigidTransform | undefined {
  if (!Array.isArray(rows) || rows.length !== 16) return undefined;
  if (!rows.every((value): value is number => typeof value === 'number' && Number.isFinite(value)))
    return undefined;
  const transform = transformFromRows(rows);
  return rotationFault(transform) === undefined ? transform : undefined;
}
