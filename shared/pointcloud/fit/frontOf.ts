import { insideBox, type GroundBox } from './boxOnGround.ts';
import type { Pillars } from './pillars.ts';

/** Pillars that a third of a car needs to show how high it is. */
const ENOUGH_PILLARS = 5;

/** Difference in height that tells bonnet from boot (metres). */
const CLEAR = 0.12;

/**
 * The heading of a car whose both ends were seen, radians: bonnets are lower and longer than boots. Undefined where the
 * shape does not tell.
 */
export function frontOf(inside: Pillars, box: GroundBox): number | undefined {
  if (box.length < 3 || box.length > 6) return undefined;
  const ends: [number[], number[]] = [[], []];
  for (let i = 0; i < inside.count; i++) {
    const [u] = insideBox(box, [inside.x[i]!, inside.y[i]!]);
    const share = Math.abs(u) / box.length;
    if (share > 0.2 && share < 0.42) ends[u > 0 ? 0 : 1].push(inside.top[i]!);
  }
  if (ends.some((tops) => tops.length < ENOUGH_PILLARS)) return undefined;
  const [ahead, behind] = ends.map(highest);
  if (Math.abs(ahead! - behind!) < CLEAR) return undefined;
  return ahead! < behind! ? box.yaw : box.yaw + Math.PI;
}

/** Mean of the upper half: sides are seen at every height, tops say more. */
function highest(tops: readonly number[]): number {
  const upper = tops.toSorted((a, b) => b - a).slice(0, Math.ceil(tops.length / 2));
  return upper.reduce((sum, top) => sum + top, 0) / upper.length;
}
