import { expect, test } from 'vitest';
import { depthEdges } from './depthEdges.ts';

/** A sweep of 0.2° steps over ±30°, at the lidar's height; `rangeAt` gives metres for degrees. */
function sweep(rangeAt: (degrees: number) => number, rows: readonly number[] = [0]): Float32Array {
  const points: number[] = [];
  for (const elevation of rows) {
    for (let degrees = -30; degrees <= 30; degrees += 0.2) {
      const range = rangeAt(degrees);
      const [a, e] = [(degrees * Math.PI) / 180, (elevation * Math.PI) / 180];
      points.push(range * Math.cos(e) * Math.cos(a), range * Math.cos(e) * Math.sin(a), range * Math.sin(e));
    }
  }
  return Float32Array.from(points);
}

test('both sides of a thing before a wall, on the thing', () => {
  const points = sweep((degrees) => (Math.abs(degrees) < 5 ? 8 : 24));
  const edges = depthEdges({ points, origin: [0, 0, 0] });
  expect(edges.weights).toHaveLength(2);
  const [x0, y0, , x1, y1] = edges.points;
  expect(Math.hypot(x0!, y0!)).toBeCloseTo(8, 4);
  expect(Math.hypot(x1!, y1!)).toBeCloseTo(8, 4);
  expect(Math.sign(y0!)).toBe(-Math.sign(y1!));
  // 16 metres count as ten.
  expect(edges.weights[0]).toBeCloseTo(Math.sqrt(10), 5);
});

test('seen from where the lidar is', () => {
  const points = sweep((degrees) => (Math.abs(degrees) < 5 ? 8 : 24)).map(
    (value, i) => value + [0, 0, 1.8][i % 3]!,
  );
  expect(depthEdges({ points, origin: [0, 0, 1.8] }).weights).toHaveLength(2);
});

test('none on a wall, on sloping ground, on single points or in the air', () => {
  const wall = sweep((degrees) => 20 / Math.cos((degrees * Math.PI) / 180));
  expect(depthEdges({ points: wall, origin: [0, 0, 0] }).weights).toHaveLength(0);
  // Two beams in a row of the lidar's view: their points alternate.
  const ground = [...sweep(() => 10, [-10.1]), ...sweep(() => 12, [-10.2])];
  expect(depthEdges({ points: Float32Array.from(ground), origin: [0, 0, 0] }).weights).toHaveLength(0);
  const speck = sweep((degrees) => (Math.abs(degrees - 3) < 0.15 ? 8 : 24));
  expect(depthEdges({ points: speck, origin: [0, 0, 0] }).weights).toHaveLength(0);
  expect(depthEdges({ points: new Float32Array(0), origin: [0, 0, 0] }).weights).toHaveLength(0);
});
