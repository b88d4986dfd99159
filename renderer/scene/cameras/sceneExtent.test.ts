import { describe, expect, test } from 'vitest';
import { buildCloud } from '#shared/pointcloud/cloud.ts';
import { packCloud } from '#shared/pointcloud/pack.ts';
import { viewBounds } from '#shared/pointcloud/viewBounds.ts';
import { sceneExtent } from './sceneExtent.ts';

/** A square of 40 m around a corner, and a few stray points far away. */
function cloudAt(cornerX: number, cornerY: number) {
  const count = 5_000;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const z = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const isStray = i % 100 === 0;
    x[i] = cornerX + (isStray ? 9_000 : (i * 7919) % 40);
    y[i] = cornerY + (isStray ? -9_000 : (i * 104_729) % 40);
    z[i] = (i % 10) / 10;
  }
  return buildCloud({ x, y, z });
}

describe('the extent shown first', () => {
  test.each([
    [0, 0],
    [431_200.5, 4_581_003.25],
  ])('lies within the dense part of a cloud at %f, %f, whatever strays', (x, y) => {
    const cloud = cloudAt(x, y);
    const { min, max } = sceneExtent(packCloud(cloud), viewBounds(cloud));
    expect(min[0]).toBeGreaterThan(x - 1);
    expect(max[0]).toBeLessThan(x + 41);
    expect(min[1]).toBeGreaterThan(y - 1);
    expect(max[1]).toBeLessThan(y + 41);
    expect(max[0] - min[0]).toBeGreaterThan(25);
  });

  test('of hardly any points is the whole', () => {
    const cloud = buildCloud({ x: new Float32Array(3), y: new Float32Array(3), z: new Float32Array(3) });
    const whole = viewBounds(cloud);
    expect(sceneExtent(packCloud(cloud), whole)).toBe(whole);
  });

  test('is never so small that the camera stands inside an object', () => {
    const x = new Float32Array(100);
    const cloud = buildCloud({ x, y: x, z: x });
    const { min, max } = sceneExtent(packCloud(cloud), viewBounds(cloud));
    expect(max[0] - min[0]).toBeGreaterThanOrEqual(3);
  });
});
