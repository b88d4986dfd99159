import type { Bounds } from './bounds.ts';
import { isFinitePoint } from './bounds.ts';
import type { CoordinateColumns, Coordinates } from './cloud.ts';
import { quantile } from './percentile.ts';
import { sampleIndices } from './sample.ts';

/** Where the square cells of a grid lie, seen from above. */
export interface GridFrame {
  /** Label frame, metres. */
  readonly minX: number;
  readonly minY: number;
  /** A power of two. */
  readonly cellMetres: number;
  readonly columns: number;
  readonly rows: number;
}

const CELL_METRES = 1;

/** Points looked at to find the middle of a cloud. */
const SAMPLE = 4096;

/** 4 million: 48 MB of tables; and never far more cells than points. */
function mostCells(count: number): number {
  return Math.min(1 << 22, Math.max(1 << 16, count * 16));
}

/**
 * A grid for the finite points of these columns, `count` of them in `bounds`: everything in cells of 1 m if that fits;
 * otherwise the middle of the cloud, in cells as fine as fit.
 */
export function gridFrame({ x, y, z }: CoordinateColumns, bounds: Bounds, count: number): GridFrame {
  const most = mostCells(count);
  const whole = frameOf(bounds.min, bounds.max, CELL_METRES);
  if (whole.columns * whole.rows <= most) return whole;
  const sample = sampleIndices(x.length, SAMPLE).filter((i) => isFinitePoint(x[i]!, y[i]!, z[i]!));
  const [minX, maxX] = middleRange(sample, x);
  const [minY, maxY] = middleRange(sample, y);
  for (let cellMetres = CELL_METRES; ; cellMetres *= 2) {
    const frame = frameOf([minX, minY], [maxX, maxY], cellMetres);
    if (frame.columns * frame.rows <= most) return frame;
  }
}

type Corner = readonly [x: number, y: number, ...rest: number[]];

function frameOf([minX, minY]: Corner, [maxX, maxY]: Corner, cellMetres: number): GridFrame {
  return {
    minX,
    minY,
    cellMetres,
    columns: Math.floor((maxX - minX) / cellMetres) + 1,
    rows: Math.floor((maxY - minY) / cellMetres) + 1,
  };
}

/** The 1st to the 99th percentile and half as much again on each side. */
function middleRange(sample: Uint32Array, column: Coordinates): readonly [number, number] {
  const sorted = Float64Array.from(sample, (i) => column[i]!).sort();
  // Organised clouds are mostly holes: a sample may miss every point that is there.
  if (sorted.length === 0) return [0, 0];
  const low = quantile(sorted, 0.01);
  const high = quantile(sorted, 0.99);
  const margin = (high - low) / 2;
  return [low - margin, high + margin];
}
