import { describe, expect, test } from 'vitest';
import { normalise, type Vec3 } from '#shared/geometry/vec3.ts';
import { createRandom } from '../random.ts';
import { buildBvh } from './bvh.ts';
import { castRay, GROUND_ID, hitObjectId, isBlocked } from './castRay.ts';
import { createHit } from './hit.ts';
import { groundHeight, groundPoint, KERB_D, KERB_HEIGHT, lateralOffset } from './road.ts';
import { worldAt } from './world.ts';

const world = worldAt(2);

function someRays(count: number): { origin: Vec3; direction: Vec3 }[] {
  const random = createRandom(7);
  return Array.from({ length: count }, () => {
    const [x, y, z] = groundPoint(random.between(-20, 100), random.between(-5, 5));
    const direction = normalise([random.between(-1, 1), random.between(-1, 1), random.between(-0.6, 0.25)]);
    return { origin: [x, y, z + random.between(1, 2.5)], direction };
  });
}

describe('castRay', () => {
  test('finds the nearest of all primitives, as trying each of them does', () => {
    const { order } = world.seenByLidar;
    const singles = order.map((primitive) => buildBvh([primitive]));
    const fast = createHit();
    const slow = createHit();
    for (const { origin, direction } of someRays(60)) {
      castRay(world.seenByLidar, origin, direction, 90, fast);
      let nearest = Infinity;
      for (const single of singles) {
        castRay(single, origin, direction, 90, slow);
        nearest = Math.min(nearest, slow.t);
      }
      expect(fast.t).toBe(nearest);
      expect(isBlocked(world.seenByLidar, ...origin, ...direction, 90, slow)).toBe(
        singles.some((single) => isBlocked(single, ...origin, ...direction, 90, slow)),
      );
    }
  });

  test('meets the ground at its height, and the kerb between its two', () => {
    const hit = createHit();
    let onGround = 0;
    for (const { origin, direction } of someRays(4000)) {
      castRay(world.seenByLidar, origin, direction, 90, hit);
      if (hitObjectId(hit) !== GROUND_ID) continue;
      onGround++;
      const fromKerb = Math.abs(Math.abs(lateralOffset(hit.px, hit.py)) - KERB_D);
      const isKerb = hit.nz === 0;
      const height = groundHeight(hit.px, hit.py);
      expect(Math.abs(hit.pz - height)).toBeLessThan(isKerb ? KERB_HEIGHT + 1e-4 : 1e-4);
      expect(isKerb && fromKerb > 1e-3).toBe(false);
    }
    expect(onGround).toBeGreaterThan(800);
  });

  test('the street climbs: its height grows by metres along the drive', () => {
    expect(groundPoint(60, 0)[2] - groundPoint(6, 0)[2]).toBeGreaterThan(1.5);
  });
});
