import { describe, expect, test } from 'vitest';
import { buildCloud } from './cloud.ts';
import { tonePoints, type ToneFrame } from './tonePoints.ts';

const level: ToneFrame = {
  ground: {
    originX: 0,
    originY: 0,
    originZ: 1,
    cellMetres: 2,
    columns: 1,
    rows: 1,
    heights: new Float32Array(1),
  },
  sensor: [0, 0, 2],
  scalar: { name: 'intensity', low: 10, high: 20 },
};

/** Tones in the order in which the points are given. */
function tonesOf(
  points: readonly (readonly [x: number, y: number, z: number, intensity: number])[],
  frame = level,
) {
  const cloud = buildCloud({
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    z: Float64Array.from(points, ([, , z]) => z),
    intensity: Float64Array.from(points, ([, , , intensity]) => intensity),
  });
  const indices = Uint32Array.from(points, ([x]) => [...cloud.x].indexOf(x));
  return tonePoints(cloud, indices, frame);
}

describe('the place on the ramp', () => {
  test('of a height above the ground: the first at it and below, the last from four metres', () => {
    const { height } = tonesOf([
      [1, 0, 0, 0],
      [2, 0, 1, 0],
      [3, 0, 3, 0],
      [4, 0, 5, 0],
      [5, 0, 40, 0],
    ]);
    expect([...height]).toEqual([0, 0, 128, 255, 255]);
  });

  test('of an intensity: between the values that the cloud is drawn with', () => {
    const { intensity } = tonesOf([
      [1, 0, 0, 3],
      [2, 0, 0, 10],
      [3, 0, 0, 15],
      [4, 0, 0, 99],
      [5, 0, 0, Number.NaN],
    ]);
    expect([...intensity]).toEqual([0, 0, 128, 255, 0]);
    const none = tonesOf([[1, 0, 0, 3]], { ...level, scalar: undefined });
    expect([...none.intensity]).toEqual([0]);
  });

  test('of a distance: logarithmic from three metres to the farthest corner', () => {
    const { distance } = tonesOf([
      [-1, 0, 0, 0],
      [2, 0, 0, 0],
      [15, 0, 0, 0],
      [75, 0, 0, 0],
    ]);
    expect([...distance]).toEqual([0, 0, 128, 255]);
  });
});
