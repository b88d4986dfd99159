import { hashUnit, valueNoise } from '../random.ts';
import type { Hit, Paint } from './hit.ts';
import { setColor } from './materials.ts';
import { arcLength, KERB_D, lateralOffset, PAVEMENT_D } from './road.ts';

/** Zebra crossings: where along the street they begin, and how wide they are. */
export const CROSSINGS: readonly number[] = [-2, 72];
export const CROSSING_WIDTH = 3.4;

const PARKING_LINE_D = 3.62;

/** Asphalt with its markings, kerb stones, paving slabs, and grass behind them. */
export function paintGround(hit: Hit, paint: Paint): void {
  const d = lateralOffset(hit.px, hit.py);
  const s = arcLength(hit.px, hit.py);
  // Fine texture fades with distance: a single ray per pixel would turn it into sparkle.
  const detail = Math.min(1, 9 / hit.t);
  if (hit.nz < 0.5 || (Math.abs(d) > KERB_D && Math.abs(d) < KERB_D + 0.16)) paintKerb(s, paint);
  else if (Math.abs(d) <= KERB_D) paintRoad(hit, paint, s, d, detail);
  else if (Math.abs(d) < PAVEMENT_D + 0.6) paintPavement(paint, s, d, detail);
  else paintGrass(hit, paint, detail);
}

function paintKerb(s: number, paint: Paint): void {
  const isJoint = Math.abs(s - Math.round(s)) < 0.012;
  setColor(paint, [0.36, 0.35, 0.33], isJoint ? 0.5 : 1);
  paint.lidar = 0.5;
}

function paintRoad(hit: Hit, paint: Paint, s: number, d: number, detail: number): void {
  const grain =
    0.5 * (hashUnit(Math.floor(hit.px * 130), Math.floor(hit.py * 130), 3) - 0.5) * Math.min(1, 3 / hit.t) +
    0.6 * (valueNoise(hit.px * 34, hit.py * 34, 1) - 0.5);
  const blotch = valueNoise(s * 0.22, d * 0.9, 0) - 0.5;
  const wear = Math.max(0, 1 - Math.abs(Math.abs(Math.abs(d) - 1.75) - 0.8) / 0.45);
  let tone = 0.078 * (1 + 0.4 * blotch + 0.5 * grain * detail - 0.14 * wear);
  const patch = hashUnit(Math.floor(s / 9), d > 0 ? 1 : 0, 5);
  if (patch < 0.16 && Math.abs(Math.abs(d) - 2) < 1.1 && s - Math.floor(s / 9) * 9 < 3.5) tone *= 0.68;
  setColor(paint, [tone * 1.02, tone, tone * 0.98]);
  paint.lidar = 0.12 + 0.5 * tone;
  if (isMarked(s, d)) {
    const worn = valueNoise(hit.px * 7, hit.py * 7, 2) > 0.82 ? 0.55 : 1;
    setColor(paint, [0.68, 0.68, 0.65], worn);
    paint.lidar = 0.95 * worn;
  } else if (isManhole(s, d)) {
    setColor(paint, [0.045, 0.043, 0.04]);
    paint.lidar = 0.3;
  }
}

/** Dashes along the middle, lines and bays of the parking lanes, zebra crossings. */
function isMarked(s: number, d: number): boolean {
  const start = CROSSINGS.find((from) => s > from - 2 && s < from + CROSSING_WIDTH + 2);
  if (start !== undefined) return isCrossingMarked(s - start, d);
  const across = Math.abs(d);
  if (across < 0.075) return modulo(s, 7.5) < 3.5;
  if (Math.abs(across - PARKING_LINE_D) < 0.06) return true;
  return across > PARKING_LINE_D && Math.abs(modulo(s, 6.2) - 3.1) < 0.05;
}

/** Stripes, and a stop line before them in each direction. `along`: metres from where the crossing begins. */
function isCrossingMarked(along: number, d: number): boolean {
  if (along > 0 && along < CROSSING_WIDTH && Math.abs(d) < KERB_D - 0.5) return modulo(d, 1) < 0.5;
  const stopLine = d < 0 ? -1.4 : CROSSING_WIDTH + 1.4;
  return Math.abs(d) < 3.5 && Math.abs(along - stopLine) < 0.2;
}

function isManhole(s: number, d: number): boolean {
  const along = modulo(s, 23) - 11.5;
  const across = d - 1.1;
  return along * along + across * across < 0.1;
}

function paintPavement(paint: Paint, s: number, d: number, detail: number): void {
  const slabS = Math.floor(s / 0.6);
  const slabD = Math.floor(d / 0.6);
  const isJoint = modulo(s, 0.6) < 0.02 || modulo(d, 0.6) < 0.02;
  const shade = 0.3 * (1 + 0.22 * (hashUnit(slabS, slabD, 4) - 0.5) * detail);
  setColor(paint, [shade * 1.04, shade, shade * 0.93], isJoint ? 1 - 0.4 * detail : 1);
  paint.lidar = 0.38;
}

function paintGrass(hit: Hit, paint: Paint, detail: number): void {
  const blade = hashUnit(Math.floor(hit.px * 18), Math.floor(hit.py * 18), 8) - 0.5;
  const patch = valueNoise(hit.px * 0.35, hit.py * 0.35, 6);
  setColor(paint, [0.1 + 0.07 * patch, 0.17 + 0.04 * patch, 0.05], 1 + 0.6 * blade * detail);
  paint.lidar = 0.5;
}

function modulo(value: number, period: number): number {
  return value - Math.floor(value / period) * period;
}
