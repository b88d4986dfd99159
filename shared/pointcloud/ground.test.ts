import { describe, expect, test } from 'vitest';
import { describeWithReference } from '../../testing/referenceData.ts';
import { readPcdCloud, readSustechLabels } from '../../testing/referenceScene.ts';
import { cloudOf, terrainPoints, type Terrain } from '../../testing/syntheticScene.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { estimateGround, groundHeightAt, type GroundGrid } from './ground.ts';
import { seededRandom } from './random.ts';
import { syntheticSweep } from './testing/syntheticSweep.ts';

const LEVEL: Terrain = () => 0;
const PLATEAU: Terrain = () => 4117.3;
const SLOPE: Terrain = (x, y) => 0.12 * x - 0.09 * y;
const CREST: Terrain = (x) => -2 - 0.08 * Math.abs(x);
const STREET: Terrain = (x) => -1.8 + 0.03 * x;

/** Places on the street that a lorry or a building hides from the lidar. */
function isCovered([x, y]: Vec3): boolean {
  return (Math.abs(x - 10) < 6 && Math.abs(y - 5) < 1.3) || (Math.abs(x + 15) < 8 && Math.abs(y + 10) < 6);
}

/** Points strewn through a block, as leaves, goods or walls fill one. */
function blockPoints(min: Vec3, max: Vec3, count: number): Vec3[] {
  const random = seededRandom(5);
  const between = (axis: 0 | 1 | 2): number => min[axis] + random() * (max[axis] - min[axis]);
  return Array.from({ length: count }, () => [between(0), between(1), between(2)]);
}

function largestError(
  ground: GroundGrid,
  terrain: Terrain,
  centre: readonly [number, number],
  half: number,
): number {
  let largest = 0;
  for (let x = centre[0] - half; x <= centre[0] + half; x += 1.3) {
    for (let y = centre[1] - half; y <= centre[1] + half; y += 1.3) {
      largest = Math.max(largest, Math.abs(groundHeightAt(ground, x, y) - terrain(x, y)));
    }
  }
  return largest;
}

describe('estimateGround', () => {
  test('level ground, wherever it lies', () => {
    const ground = estimateGround(cloudOf(terrainPoints(PLATEAU, [512000, 4100000], 40, 20_000)));
    expect(largestError(ground, PLATEAU, [512000, 4100000], 39)).toBeLessThan(0.02);
  });

  test('a slope of 15 % and a crest', () => {
    for (const terrain of [SLOPE, CREST]) {
      const ground = estimateGround(cloudOf(terrainPoints(terrain, [0, 0], 40, 20_000)));
      expect(largestError(ground, terrain, [0, 0], 38)).toBeLessThan(0.12);
    }
  });

  test('goes on under lorries and buildings, and is not pulled down by reflections', () => {
    const points = terrainPoints(STREET, [0, 0], 40, 20_000).filter((point) => !isCovered(point));
    points.push(...blockPoints([4, 3.7, -1], [16, 6.3, 2], 3000));
    points.push(...blockPoints([-23, -16, 3], [-7, -4, 3.1], 2000));
    points.push([-3, 3, -9], [3.5, -3.5, -7], [20.2, 20.2, -12]);
    const ground = estimateGround(cloudOf(points));
    expect(largestError(ground, STREET, [0, 0], 38)).toBeLessThan(0.2);
  });

  test('a car that covers the ground in its cells', () => {
    const points = terrainPoints(LEVEL, [0, 0], 30, 9000).filter(
      ([x, y]) => Math.abs(x) > 2.3 || Math.abs(y) > 0.9,
    );
    points.push(...blockPoints([-2.3, -0.9, 0.25], [2.3, 0.9, 1.5], 2000));
    const ground = estimateGround(cloudOf(points));
    expect(Math.abs(groundHeightAt(ground, 0, 0))).toBeLessThan(0.1);
  });

  test('stays bounded with stray points, and finite without points', () => {
    const points = terrainPoints(() => 1, [0, 0], 40, 5000);
    const strays = Array.from({ length: 20 }, (_, i): Vec3 => [i * 1e9, i * -1e20, 0]);
    const ground = estimateGround(cloudOf([...points, ...strays]));
    expect(ground.columns).toBeLessThanOrEqual(256);
    expect(ground.rows).toBeLessThanOrEqual(256);
    expect(groundHeightAt(ground, 0, 0)).toBeCloseTo(1, 1);
    expect(groundHeightAt(ground, 1e12, -1e12)).toBeCloseTo(1, 1);
    expect(groundHeightAt(estimateGround(cloudOf([])), 5, 5)).toBe(0);
    expect(groundHeightAt(estimateGround(cloudOf([[3, 4, 5]])), 0, 0)).toBeCloseTo(5, 5);
  });
});

describeWithReference('ground of a street', (root) => {
  test.each(['000950', '000965'])('labelled cuboids of %s stand on it', (frame) => {
    const example = `${root}/data/sustechpoints/example`;
    const ground = estimateGround(readPcdCloud(`${example}/lidar/${frame}.pcd`));
    const gaps = readSustechLabels(`${example}/label/${frame}.json`).map(({ cuboid }) => {
      const [x, y, z] = cuboid.centre;
      return Math.abs(z - cuboid.size[2] / 2 - groundHeightAt(ground, x, y));
    });
    gaps.sort((a, b) => a - b);
    expect(gaps[gaps.length >> 1]).toBeLessThan(0.1);
    expect(gaps.at(-1)).toBeLessThan(0.4);
  });
});

describe('ground of synthetic streets', () => {
  test('is seen between parked cars', () => {
    const gaps = [201, 202, 203].flatMap((seed) => {
      const { cloud, labels } = syntheticSweep(seed, { beams: 32, steps: 900 });
      const ground = estimateGround(cloud);
      return labels
        .filter(({ points }) => points >= 50)
        .map(({ cuboid: { centre, size } }) =>
          Math.abs(centre[2] - size[2] / 2 - groundHeightAt(ground, centre[0], centre[1])),
        );
    });
    gaps.sort((a, b) => a - b);
    expect(gaps.length).toBeGreaterThan(20);
    expect(gaps[gaps.length >> 1]).toBeLessThan(0.06);
  }, 20_000);
});
