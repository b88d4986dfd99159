import { describe, expect, test } from 'vitest';
import { cloudOf, terrainPoints } from '../../testing/syntheticScene.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { viewBounds } from './viewBounds.ts';

describe('viewBounds', () => {
  test('map coordinates and stray points', () => {
    const scene = terrainPoints(() => 312, [512000, 4100000], 50, 5000);
    const strays = Array.from({ length: 20 }, (_, i): Vec3 => [i * 1e6, -i * 1e30, 9000]);
    const { min, max } = viewBounds(cloudOf([...scene, ...strays]));
    expect(min[0]).toBeGreaterThan(511945);
    expect(max[0]).toBeLessThan(512055);
    expect(max[0] - min[0]).toBeGreaterThan(85);
    expect(min[1]).toBeGreaterThan(4099945);
    expect(max[2]).toBeLessThan(314);
  });

  test('one point has room around it; no points have a view all the same', () => {
    expect(viewBounds(cloudOf([[5, 5, 5]]))).toEqual({ min: [4.5, 4.5, 4.5], max: [5.5, 5.5, 5.5] });
    const empty = viewBounds(cloudOf([]));
    expect(empty.max[0]).toBeGreaterThan(empty.min[0]);
  });
});
