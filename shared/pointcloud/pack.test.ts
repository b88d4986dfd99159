import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { distance, type Vec3 } from '../geometry/vec3.ts';
import { buildCloud, pointAt, type PointCloud } from './cloud.ts';
import { packCloud, type CloudPack } from './pack.ts';
import { seededRandom } from './random.ts';
import { forEachPlace, spreadOrder } from './spreadOrder.ts';

function randomCloud(count: number, reach: number, origin: Vec3 = [0, 0, 0]): PointCloud {
  const random = seededRandom(3);
  const column = (middle: number, half: number): Float64Array =>
    Float64Array.from({ length: count }, () => middle + (random() * 2 - 1) * half);
  return buildCloud({ x: column(origin[0], reach), y: column(origin[1], reach), z: column(origin[2], 5) });
}

/** Every packed position, as a shader computes it. */
function unpack({ tiles, origin, data }: CloudPack): Vec3[] {
  return tiles.flatMap(({ start, count, offset, step }) =>
    Array.from({ length: count }, (_, n) => {
      const at = (axis: 0 | 1 | 2): number =>
        origin[axis] + offset[axis] + data[(start + n) * 4 + axis]! * step[axis];
      return [at(0), at(1), at(2)] as const;
    }),
  );
}

/** How many points lie in each of 4 × 4 × 2 parts of 100 × 100 × 100 m. */
function regionCounts(positions: readonly Vec3[]): number[] {
  const counts = new Array<number>(32).fill(0);
  for (const [x, y, z] of positions) {
    counts[Math.floor(x / 25.01) + 4 * Math.floor(y / 25.01) + (z > 15 ? 16 : 0)]!++;
  }
  return counts;
}

describe('packCloud', () => {
  test('up to 250 m is one tile in a spread order of the cloud, within 2 mm on each axis', () => {
    const cloud = randomCloud(2000, 124);
    const pack = packCloud(cloud);
    expect(pack.tiles).toHaveLength(1);
    const positions = unpack(pack);
    forEachPlace(spreadOrder(2000), (point, place) => {
      expect(distance(positions[place]!, pointAt(cloud, point))).toBeLessThan(0.002 * Math.sqrt(3));
    });
  });

  test.each([500, 4096, 33_333, 150_000])(
    'the first %i of 200,000 points look like all of them',
    (budget) => {
      // Four fifths lie in a tenth of the area, as near a sensor.
      const random = seededRandom(9);
      const make = (): Float32Array =>
        Float32Array.from({ length: 200_000 }, (_, i) => (i % 5 === 0 ? 100 : 31) * random());
      const cloud = buildCloud({ x: make(), y: make(), z: make() });
      const positions = unpack(packCloud(cloud));
      const all = regionCounts(positions);
      const drawn = regionCounts(positions.slice(0, budget));
      const share = budget / positions.length;
      all.forEach((count, region) => {
        // Five standard deviations of a random draw.
        expect(Math.abs(drawn[region]! - count * share)).toBeLessThan(5 * Math.sqrt(count * share + 1));
      });
    },
  );

  test('a larger cloud is cut into tiles that hold every point once, as exactly', () => {
    const cloud = randomCloud(4000, 900, [512000.5, 4100000.25, 300]);
    const pack = packCloud(cloud);
    expect(pack.tiles.length).toBeGreaterThan(30);
    expect(pack.tiles.reduce((sum, tile) => sum + tile.count, 0)).toBe(4000);
    expect(pack.origin.every((value) => Number.isInteger(value))).toBe(true);
    const packed = unpack(pack);
    for (const [axis, column] of [cloud.x, cloud.y, cloud.z].entries()) {
      const expected = [...column].sort((a, b) => a - b);
      const actual = packed.map((p) => p[axis]!).sort((a, b) => a - b);
      actual.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(0.002));
    }
    for (const { offset, step } of pack.tiles) {
      expect(Math.max(...step) * 65535).toBeLessThanOrEqual(250);
      expect(Math.max(...offset.map(Math.abs))).toBeLessThan(2000);
    }
  });

  test('one stray point does not cost the others their precision or move the origin', () => {
    const columns = [...randomCloud(500, 50).x];
    const x = Float64Array.from([...columns, 1e9, -1e30]);
    const pack = packCloud(buildCloud({ x, y: new Float64Array(502), z: new Float64Array(502) }));
    expect(Math.abs(pack.origin[0])).toBeLessThan(20);
    const near = unpack(pack).filter((p) => Math.abs(p[0]) < 60);
    expect(near).toHaveLength(500);
    const sorted = columns.sort((a, b) => a - b);
    near
      .sort((a, b) => a[0] - b[0])
      .forEach((p, i) => expect(Math.abs(p[0] - sorted[i]!)).toBeLessThan(0.003));
  });

  test('garbage coordinates end in at most a thousand tiles', () => {
    fc.assert(
      fc.property(fc.array(arbitraryNumber(-3e38, 3e38), { minLength: 2000, maxLength: 2100 }), (values) => {
        const column = Float64Array.from(values);
        const pack = packCloud(buildCloud({ x: column, y: column.toReversed(), z: column }));
        expect(pack.tiles.length).toBeLessThanOrEqual(1024);
        expect(pack.tiles.every((tile) => tile.step.every(Number.isFinite))).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  test('an empty cloud has no tiles', () => {
    const pack = packCloud(randomCloud(0, 1));
    expect(pack).toMatchObject({ count: 0, tiles: [], origin: [0, 0, 0], scalar: undefined });
  });
});

function withIntensity(values: readonly number[]): CloudPack {
  const zeros = new Float32Array(values.length);
  return packCloud(buildCloud({ x: zeros, y: zeros, z: zeros, intensity: values }));
}

describe('the packed scalar', () => {
  test('spans the 2nd to the 98th percentile and survives garbage', () => {
    const clean = Array.from({ length: 1000 }, (_, i) => i / 10);
    const garbage = [Number.NaN, Infinity, -Infinity, 3e38, -3e38, 1e20];
    const { scalar, data } = withIntensity([...clean, ...garbage]);
    expect(scalar!.low).toBeGreaterThan(0);
    expect(scalar!.low).toBeLessThan(4);
    expect(scalar!.high).toBeGreaterThan(96);
    expect(scalar!.high).toBeLessThan(100);
    const scalars = Array.from({ length: 1006 }, (_, i) => data[i * 4 + 3]!);
    expect(Math.min(...scalars)).toBe(0);
    expect(Math.max(...scalars)).toBe(65535);
    expect(scalars.filter((value) => value > 20000 && value < 45000).length).toBeGreaterThan(300);
  });

  test('keeps its order', () => {
    const values = [5, 1, 4, 2, 3];
    const zeros = new Float32Array(5);
    const cloud = buildCloud({ x: zeros, y: zeros, z: zeros, intensity: values });
    const { data } = packCloud(cloud);
    const packed: [number, number][] = [];
    forEachPlace(spreadOrder(5), (point, place) => {
      packed.push([values[cloud.rows[point]!]!, data[place * 4 + 3]!]);
    });
    packed.sort((a, b) => a[0] - b[0]);
    packed.slice(1).forEach(([, value], i) => expect(value).toBeGreaterThan(packed[i]![1]));
  });

  test('a constant and a wholly unreadable column', () => {
    const constant = withIntensity([7, 7, 7]);
    expect(constant.scalar).toEqual({ name: 'intensity', low: 7, high: 7 });
    expect(constant.data[3]).toBe(0);
    expect(withIntensity([Number.NaN, Infinity]).scalar).toBeUndefined();
  });
});
