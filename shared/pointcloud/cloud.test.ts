import { describe, expect, test } from 'vitest';
import { buildCloud, pointAt } from './cloud.ts';

function ramp(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => i);
}

describe('buildCloud', () => {
  test('drops what is not finite, counts it, and remembers the rows', () => {
    const cloud = buildCloud({
      x: Float32Array.of(0, Number.NaN, 2, 3, 4),
      y: Float32Array.of(0, 1, Infinity, 3, 4),
      z: Float32Array.of(0, 1, 2, 3, -Infinity),
      intensity: [10, 11, 12, 13, 14],
    });
    expect(cloud.count).toBe(2);
    expect(cloud.droppedCount).toBe(3);
    expect([...cloud.rows].sort((a, b) => a - b)).toEqual([0, 3]);
    const third = cloud.rows.indexOf(3);
    expect(pointAt(cloud, third)).toEqual([3, 3, 3]);
    expect(cloud.intensity![third]).toBe(13);
  });

  test('infinities of both signs do not cancel', () => {
    const column = Float32Array.of(Infinity);
    expect(buildCloud({ x: column, y: Float32Array.of(-Infinity), z: Float32Array.of(0) }).count).toBe(0);
    expect(
      buildCloud({ x: Float64Array.of(1e300), y: Float64Array.of(0), z: Float64Array.of(0) }).count,
    ).toBe(0);
  });

  test('keeps the decoded numbers bit for bit, float64 as float64', () => {
    const x = Float64Array.of(500123.456789012);
    const cloud = buildCloud({ x, y: Float32Array.of(0.1), z: Float64Array.of(-1e-9) });
    expect(cloud.x).toBeInstanceOf(Float64Array);
    expect(pointAt(cloud, 0)).toEqual([500123.456789012, Math.fround(0.1), -1e-9]);
  });

  test('every row once, in an order that is the same each time', () => {
    const columns = { x: ramp(10_000), y: ramp(10_000), z: ramp(10_000) };
    const cloud = buildCloud(columns);
    expect(buildCloud(columns).rows).toEqual(cloud.rows);
    expect([...cloud.rows].sort((a, b) => a - b)).toEqual([...ramp(10_000)]);
  });

  test('moves points to the label frame', () => {
    const cloud = buildCloud(
      { x: Float32Array.of(1), y: Float32Array.of(2), z: Float32Array.of(3) },
      { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [100000.25, 0, -1] },
    );
    expect(pointAt(cloud, 0)).toEqual([99998.25, 1, 2]);
  });

  test('an empty cloud; columns of different length', () => {
    expect(buildCloud({ x: ramp(0), y: ramp(0), z: ramp(0) }).count).toBe(0);
    expect(() => buildCloud({ x: ramp(2), y: ramp(3), z: ramp(2) })).toThrow(RangeError);
  });
});
