import { describe, expect, test } from 'vitest';
import type { Point2 } from '../geometry/point2.ts';
import { lShapeAngle } from './lShape.ts';
import { seededRandom } from './random.ts';

/** Points along the two near sides of a rectangle at the origin, turned by `yaw`, seen from far along −x −y of it. */
function corner(yaw: number, length: number, width: number, count: number, noise: number): Point2[] {
  const random = seededRandom(9);
  return Array.from({ length: count }, (_, i): Point2 => {
    const isLongSide = i % 3 !== 0;
    const along = random();
    const off = (random() - 0.5) * 2 * noise;
    const [u, v] = isLongSide ? [along * length, off] : [off, along * width];
    return [u * Math.cos(yaw) - v * Math.sin(yaw), u * Math.sin(yaw) + v * Math.cos(yaw)];
  });
}

describe('lShapeAngle', () => {
  test.each([0, 7, 33, 44.6, 61, 89])('finds %i° within half a degree', (degrees) => {
    const yaw = (degrees * Math.PI) / 180;
    const sensor: Point2 = [
      -20 * Math.cos(yaw) + 15 * Math.sin(yaw),
      -20 * Math.sin(yaw) - 15 * Math.cos(yaw),
    ];
    const found = lShapeAngle(corner(yaw, 4.5, 1.8, 200, 0.02), sensor);
    const error = Math.abs(Math.sin((found - yaw) * 2)) / 2;
    expect((error * 180) / Math.PI).toBeLessThan(0.5);
    expect(found).toBeGreaterThanOrEqual(0);
    expect(found).toBeLessThan(Math.PI / 2);
  });

  test('a single line gives its own direction', () => {
    const line = Array.from({ length: 50 }, (_, i): Point2 => [i * 0.1, i * 0.1 + 5]);
    expect(lShapeAngle(line, [0, -10])).toBeCloseTo(Math.PI / 4, 2);
  });
});
