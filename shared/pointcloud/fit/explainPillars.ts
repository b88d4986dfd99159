import type { Point2 } from '../../geometry/point2.ts';
import type { GroundBox } from './boxOnGround.ts';
import { thinPillars, type Pillars } from './pillars.ts';

/** Raised pillars about a click, as many as are needed to weigh boxes. */
export interface SomePillars extends Pillars {
  /** Each stands for so many. */
  readonly each: number;
  /** 1: close to the click. */
  readonly isNear: Uint8Array;
  readonly nearCount: number;
}

/** How a box explains the pillars about it. */
export interface Explanation {
  /** Pillars inside. */
  readonly inside: number;
  /** Share of them close to a side that faces the sensor. */
  readonly edges: number;
  /** Pillars just outside, for each inside. */
  readonly ring: number;
  /** Of those close to the click, the share outside. */
  readonly near: number;
  /** The highest inside, metres above the ground. */
  readonly top: number;
}

/** Boxes are weighed by the hundred: more pillars than these do not change which is best. */
const MOST = 550;

const NEAR_METRES = 1;

/** Points of a side lie within this of it: rounded corners, noise, mirrors. */
const SIDE = 0.12;
const RING = 0.4;

export function somePillars(all: Pillars, [x, y]: Point2): SomePillars {
  const some = thinPillars(all, MOST);
  const isNear = Uint8Array.from(some.x, (px, i) =>
    Math.hypot(px - x, some.y[i]! - y) < NEAR_METRES ? 1 : 0,
  );
  const nearCount = isNear.reduce((sum, flag) => sum + flag, 0);
  return { ...some, each: Math.max(1, all.count / MOST), isNear, nearCount };
}

/** @param sensor in the box's own axes */
export function explain(box: GroundBox, pillars: SomePillars, sensor: Point2): Explanation {
  const { count, x, y, top, isNear, each } = pillars;
  const halfU = box.length / 2;
  const halfV = box.width / 2;
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  const sideU = Math.abs(sensor[0]) > halfU ? Math.sign(sensor[0]) : 0;
  const sideV = Math.abs(sensor[1]) > halfV ? Math.sign(sensor[1]) : 0;
  const farthest = Math.hypot(halfU, halfV) + NEAR_METRES;
  let [inside, edges, ring, near, highest] = [0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const dx = x[i]! - box.x;
    const dy = y[i]! - box.y;
    if (isNear[i] === 0 && (Math.abs(dx) > farthest || Math.abs(dy) > farthest)) continue;
    const u = dx * cos + dy * sin;
    const v = dy * cos - dx * sin;
    const out = Math.max(Math.abs(u) - halfU, Math.abs(v) - halfV);
    if (out > SIDE) near += isNear[i]!;
    if (out < SIDE / 2) {
      inside += 1;
      if (top[i]! > highest) highest = top[i]!;
      const toU = sideU === 0 ? Infinity : Math.abs(halfU - u * sideU);
      const toV = sideV === 0 ? Infinity : Math.abs(halfV - v * sideV);
      const off = Math.min(toU, toV) / SIDE;
      edges += 1 / (1 + off * off);
    } else if (out < RING) {
      ring += 1;
    }
  }
  return {
    inside: inside * each,
    edges: (edges * each) / (inside * each + 2),
    ring: (ring * each) / (inside * each + 5),
    near: (near * each) / (pillars.nearCount * each + 5),
    top: highest,
  };
}

/** Share of a group that lies outside the box. */
export function shareOutside(box: GroundBox, { count, x, y }: Pillars): number {
  const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)];
  const reachU = box.length / 2 + SIDE;
  const reachV = box.width / 2 + SIDE;
  let outside = 0;
  for (let i = 0; i < count; i++) {
    const dx = x[i]! - box.x;
    const dy = y[i]! - box.y;
    if (Math.abs(dx * cos + dy * sin) > reachU || Math.abs(dy * cos - dx * sin) > reachV) outside += 1;
  }
  return outside / Math.max(1, count);
}
