import type { ExaminedCloud } from './scene.ts';

/** Points at which the lidar's view jumps from something near to something farther. */
export interface DepthEdges {
  /** x y z of each, label frame, metres. */
  readonly points: Float32Array;
  /** How far it jumps: the square root of the metres, as in Levinson and Thrun 2013. */
  readonly weights: Float32Array;
}

/** Rows of the lidar's view, radians: finer than most lidars' beams are apart. */
const ROW = (0.35 * Math.PI) / 180;
/** Points on each side of an edge that must agree. */
const SIDE = 3;
/** A neighbour in a row is at most so far away, radians. */
const NEIGHBOUR = 0.02;
/** A jump is at least so many metres, and this share of the distance. */
const LEAST_JUMP = 0.4;
const LEAST_SHARE = 0.06;
/** Metres; what lies farther behind makes no edge clearer. */
const CLEAREST_JUMP = 10;
/** Metres; nearer points are the vehicle itself. */
const NEAREST = 1;

/**
 * As seen from where the lidar is: three points in a row that belong together, then three that lie farther. Where two beams
 * share a row their points alternate on sloping ground, which is no edge.
 */
export function depthEdges({ points, origin }: ExaminedCloud): DepthEdges {
  const { rows, azimuth, range } = lidarRows(points, origin);
  const found: number[] = [];
  const weights: number[] = [];
  for (const row of rows) {
    for (let place = SIDE; place < row.length - SIDE; place += 1) {
      const jump = Math.max(jumpAt(row, place, 1, azimuth, range), jumpAt(row, place, -1, azimuth, range));
      if (jump === 0) continue;
      const i = row[place]!;
      found.push(points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!);
      weights.push(Math.sqrt(Math.min(jump, CLEAREST_JUMP)));
    }
  }
  return { points: Float32Array.from(found), weights: Float32Array.from(weights) };
}

interface LidarRows {
  /** Indices of points of about the same elevation, by azimuth. */
  readonly rows: Iterable<readonly number[]>;
  readonly azimuth: Float32Array;
  readonly range: Float32Array;
}

function lidarRows(points: Float32Array, origin: ExaminedCloud['origin']): LidarRows {
  const count = points.length / 3;
  const azimuth = new Float32Array(count);
  const range = new Float32Array(count);
  const rows = new Map<number, number[]>();
  for (let i = 0; i < count; i += 1) {
    const x = points[3 * i]! - origin[0];
    const y = points[3 * i + 1]! - origin[1];
    const z = points[3 * i + 2]! - origin[2];
    const flat = Math.hypot(x, y);
    azimuth[i] = Math.atan2(y, x);
    range[i] = Math.hypot(flat, z);
    if (!(range[i]! > NEAREST)) continue;
    const key = Math.floor(Math.atan2(z, flat) / ROW);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [i]);
    else row.push(i);
  }
  for (const row of rows.values()) row.sort((a, b) => azimuth[a]! - azimuth[b]!);
  return { rows: rows.values(), azimuth, range };
}

/** Metres from the near side to the far side, which is `towards` larger (1) or smaller (−1) azimuth; 0: no edge. */
function jumpAt(
  row: readonly number[],
  place: number,
  towards: 1 | -1,
  azimuth: Float32Array,
  range: Float32Array,
): number {
  const i = row[place]!;
  const near = range[i]!;
  const least = Math.max(LEAST_JUMP, LEAST_SHARE * near);
  let jump = Infinity;
  for (let step = 1; step <= SIDE; step += 1) {
    const far = row[place + towards * step]!;
    const same = row[place - towards * step]!;
    const reach = NEIGHBOUR * step;
    if (Math.abs(azimuth[far]! - azimuth[i]!) > reach || Math.abs(azimuth[same]! - azimuth[i]!) > reach)
      return 0;
    jump = Math.min(jump, range[far]! - near);
    if (jump < least || Math.abs(range[same]! - near) > least / 2) return 0;
  }
  return jump;
}
