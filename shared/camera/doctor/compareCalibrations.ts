import type { FoundCalibration } from '../../dataset/calibration.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import type { Pixel } from '../cameraModel.ts';
import { createCameraModel } from '../createCameraModel.ts';
import type { EdgeField } from './edgeField.ts';
import type { Sight } from './sights.ts';

/** Two calibrations that see nearly the same, compared edge by edge. */
export interface Comparison {
  /** How much better the other one fits, in standard errors: within ±1.5 where there is nothing to it. */
  readonly gain: number;
  /** Depth edges that one of them sees. */
  readonly count: number;
  /** By how much they differ there in the mean, in widths of the image. */
  readonly shift: number;
}

/** Neighbouring edges are of one thing and count once: cells of so many columns and rows. */
const COLUMNS = 40;
const ROWS = 6;

export function compareCalibrations(
  sights: readonly Sight[],
  oneOf: (sight: Sight) => FoundCalibration | undefined,
  otherOf: (sight: Sight) => FoundCalibration | undefined,
): Comparison {
  const totals = { sum: 0, squares: 0, count: 0, shifted: 0, both: 0 };
  for (const sight of sights) {
    const [one, other] = [oneOf(sight), otherOf(sight)];
    if (one !== undefined && other !== undefined) addSight(sight, [one, other], totals);
  }
  const { sum, squares, count, shifted, both } = totals;
  return {
    gain: squares === 0 ? 0 : sum / Math.sqrt(squares),
    count,
    shift: both === 0 ? 0 : shifted / both,
  };
}

function addSight(
  { depth, edges }: Sight,
  calibrations: readonly FoundCalibration[],
  totals: { sum: number; squares: number; count: number; shifted: number; both: number },
): void {
  if (edges === undefined) return;
  const lenses = calibrations.map(({ intrinsics, cameraFromLabel }) => {
    const model = createCameraModel(intrinsics);
    return (point: Vec3) => placeIn(edges.x, model.project(transformPoint(cameraFromLabel, point)));
  });
  const cells = new Map<number, number>();
  const usual = mean(edges.x.values);
  for (const { points, weights } of depth) {
    for (let i = 0; i < weights.length; i += 1) {
      const point = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!] as const;
      const [before, after] = lenses.map((placeOf) => placeOf(point));
      const place = after ?? before;
      if (place === undefined) continue;
      const better = (after?.value ?? usual) - (before?.value ?? usual);
      const cell = Math.floor(place.u * COLUMNS) * ROWS + Math.floor(place.v * ROWS);
      cells.set(cell, (cells.get(cell) ?? 0) + better * weights[i]!);
      totals.count += 1;
      if (before === undefined || after === undefined) continue;
      totals.both += 1;
      totals.shifted += Math.hypot(after.u - before.u, after.v - before.v);
    }
  }
  for (const value of cells.values()) {
    totals.sum += value;
    totals.squares += value * value;
  }
}

interface Place {
  /** Shares of the image. */
  readonly u: number;
  readonly v: number;
  readonly value: number;
}

function placeIn({ width, height, block, values }: EdgeField, pixel: Pixel | undefined): Place | undefined {
  if (pixel === undefined) return undefined;
  const x = Math.floor((pixel[0] + 0.5) / block);
  const y = Math.floor((pixel[1] + 0.5) / block);
  if (!(x >= 0 && x < width && y >= 0 && y < height)) return undefined;
  return { u: x / width, v: y / height, value: values[y * width + x]! };
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
