import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid, arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { cuboidContains, type Cuboid } from '../geometry/cuboid.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import { buildCloud, pointAt, type CloudColumns, type PointCloud } from './cloud.ts';
import { takeMemory } from './kernelMemory.ts';
import { decodingBytes } from './kernelPasses.ts';
import { packCloud, type CloudPack } from './pack.ts';
import { countPointsInCuboid } from './pointsInCuboid.ts';
import { prepareCloud } from './prepareCloud.ts';
import { seededRandom } from './random.ts';
import { ReusePool } from './reusePool.ts';
import { testPools } from './testing/testPools.ts';

const pools = testPools();

/** By kernels, and everything given back after `look`: later clouds find it dirty. */
function withKernels<T>(columns: CloudColumns, look: (prepared: ReturnType<typeof prepareCloud>) => T): T {
  const prepared = prepareCloud(columns, undefined, pools);
  const { memory } = prepared.cloud;
  if (memory === undefined) throw new Error('the kernels were not used');
  const result = look(prepared);
  pools.memories.give(memory);
  pools.buffers.give(prepared.pack.data.buffer);
  return result;
}

/** What can be compared at once: element by element, tables of a million cells would take minutes. */
function comparable({ memory: _memory, grid, ...cloud }: PointCloud) {
  const { starts, lowZ, highZ, ...frame } = grid;
  const tables = [starts, lowZ, highZ].map((table) => digestOf(table));
  const columns = [cloud.x, cloud.y, cloud.z, cloud.intensity, cloud.rows].map(
    (column) => column && digestOf(column),
  );
  const { count, bounds, droppedCount } = cloud;
  return { count, bounds, droppedCount, frame, columns, tables };
}

function comparablePack({ data, ...pack }: CloudPack) {
  return { ...pack, data: digestOf(data) };
}

function digestOf(values: NodeJS.ArrayBufferView): string {
  return createHash('sha256').update(values).digest('hex');
}

/** Places on a street, holes, zeros of both signs, garbage, and now and then a stray. */
const arbitraryCoordinate = fc.oneof(
  { weight: 40, arbitrary: arbitraryNumber(-60, 60) },
  { weight: 4, arbitrary: fc.constantFrom(0, -0, 1, -3, 17) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, 3e38, -3e38, 1e9, 1e-40) },
);

const arbitraryColumns = fc
  .record({
    points: fc.array(fc.tuple(arbitraryCoordinate, arbitraryCoordinate, arbitraryCoordinate), {
      maxLength: 300,
      size: 'max',
    }),
    shift: fc.constantFrom(0, 512_000.25),
    hasIntensity: fc.boolean(),
  })
  .map(({ points, shift, hasIntensity }): CloudColumns => {
    const column = (axis: 0 | 1 | 2): Float32Array =>
      Float32Array.from(points, (point) => point[axis] + shift);
    const intensity = hasIntensity ? column(2) : undefined;
    return { x: column(0), y: column(1), z: column(2), intensity };
  });

describe('kernels', () => {
  test('give the cloud and the pack that TypeScript gives, bit for bit', () => {
    fc.assert(
      fc.property(arbitraryColumns, (columns) => {
        const cloud = buildCloud(columns);
        withKernels(columns, (prepared) => {
          expect(comparable(prepared.cloud)).toEqual(comparable(cloud));
          expect(comparablePack(prepared.pack)).toEqual(comparablePack(packCloud(cloud)));
        });
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  test('count the points that a test of each finds', () => {
    fc.assert(
      fc.property(arbitraryColumns, arbitraryCuboid(60), (columns, cuboid) => {
        withKernels(columns, ({ cloud }) => {
          expect(countPointsInCuboid(cloud, cuboid)).toBe(countAll(cloud, cuboid));
        });
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  test('count exactly where points lie on faces, or as near as float32 tells', () => {
    const spots = [-2, -1, -0.95, 0, 0.95, 1, 2];
    const edges = spots.flatMap((x) => spots.flatMap((y) => spots.map((z) => [x, y, z] as const)));
    const near = edges.flatMap(([x, y, z]) =>
      [1, 1 + 6e-8, 1 - 6e-8].map((f) => [x * f, y * f, z * f] as const),
    );
    const column = (axis: 0 | 1 | 2): Float32Array => Float32Array.from(near, (point) => point[axis]);
    withKernels({ x: column(0), y: column(1), z: column(2) }, ({ cloud }) => {
      fc.assert(
        fc.property(
          fc.constantFrom(0, Math.PI / 2, Math.PI, 0.3),
          fc.constantFrom<Cuboid['centre']>([0, 0, 0], [1, 0, 0], [0.05, -0.95, 1e-8]),
          (yaw, centre) => {
            const cuboid: Cuboid = { centre, size: [2, 1.9, 4], rotation: fromYaw(yaw) };
            expect(countPointsInCuboid(cloud, cuboid)).toBe(countAll(cloud, cuboid));
          },
        ),
      );
    });
  });

  test('count in dense clouds, where cells lie inside as a whole', () => {
    const random = seededRandom(4);
    const column = (metres: number, at = 0): Float32Array =>
      Float32Array.from({ length: 40_000 }, () => at + (random() - 0.5) * metres);
    const columns = { x: column(30, 70_000), y: column(30, -4000), z: column(6) };
    const cuboids = fc.record({
      centre: arbitraryVec3(15).map(([x, y, z]) => [x + 70_000, y - 4000, z / 4] as const),
      size: fc.tuple(arbitraryNumber(0.1, 25), arbitraryNumber(0.1, 12), arbitraryNumber(0.1, 8)),
      rotation: arbitraryNumber(-4, 4).map(fromYaw),
    });
    withKernels(columns, ({ cloud }) => {
      fc.assert(
        fc.property(cuboids, (cuboid) => {
          expect(countPointsInCuboid(cloud, cuboid)).toBe(countAll(cloud, cuboid));
        }),
      );
    });
  });

  test('count nothing in cuboids that are not finite, or far away', () => {
    const columns = { x: Float32Array.of(1), y: Float32Array.of(1), z: Float32Array.of(1) };
    const far = [1e12, -1e12, 1e300, Infinity, -Infinity, Number.NaN];
    withKernels(columns, ({ cloud }) => {
      for (const x of far) {
        const cuboid: Cuboid = { centre: [x, 1, 1], size: [4, 4, 4], rotation: fromYaw(0.7) };
        expect(countPointsInCuboid(cloud, cuboid)).toBe(0);
        expect(countPointsInCuboid(cloud, { ...cuboid, centre: [1, x, 1] })).toBe(0);
      }
    });
  });

  test('take columns where they were decoded, whatever else lies between them', () => {
    fc.assert(
      fc.property(arbitraryColumns, fc.constantFrom(0, 4, 36), fc.boolean(), (columns, gap, isReversed) => {
        const { length } = columns.x;
        const memory = takeMemory(pools.memories, decodingBytes(4 * (4 * length + gap)))!;
        const all = [columns.x, columns.y, columns.z, columns.intensity];
        const lent = all.map((column, i) => {
          const place = (isReversed ? 3 - i : i) * 4 * length + gap;
          if (column === undefined) return undefined;
          const values = new Float32Array(memory.buffer, place, length);
          values.set(column);
          return values;
        });
        const [x, y, z, intensity] = lent as [Float32Array, Float32Array, Float32Array, ...Float32Array[]];
        const cloud = buildCloud(columns);
        const prepared = prepareCloud({ x, y, z, intensity }, undefined, pools, [memory]);
        expect(comparable(prepared.cloud)).toEqual(comparable(cloud));
        expect(comparablePack(prepared.pack)).toEqual(comparablePack(packCloud(cloud)));
        for (const piece of [memory, prepared.cloud.memory!]) pools.memories.give(piece);
        pools.buffers.give(prepared.pack.data.buffer);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });

  test('serve a grid larger than usual, and tiles', () => {
    const random = seededRandom(6);
    const column = (metres: number): Float32Array =>
      Float32Array.from({ length: 30_000 }, () => (random() - 0.5) * metres);
    const columns = { x: column(1300), y: column(900), z: column(20), intensity: column(100) };
    const cloud = buildCloud(columns);
    expect(cloud.grid.columns * cloud.grid.rows).toBeGreaterThan(2 ** 18);
    withKernels(columns, (prepared) => {
      expect(prepared.pack.tiles.length).toBeGreaterThan(10);
      expect(comparable(prepared.cloud)).toEqual(comparable(cloud));
      expect(comparablePack(prepared.pack)).toEqual(comparablePack(packCloud(cloud)));
    });
  });
});

describe('where kernels do not serve', () => {
  const columns = { x: Float32Array.of(1, 2), y: Float32Array.of(3, 4), z: Float32Array.of(5, 6) };

  test('float64 and moved clouds are prepared in TypeScript', () => {
    const exact = prepareCloud({ ...columns, x: Float64Array.of(1, 2) }, undefined, pools);
    const moved = prepareCloud(
      columns,
      { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [1, 0, 0] },
      pools,
    );
    expect([exact.cloud.memory, moved.cloud.memory]).toEqual([undefined, undefined]);
    expect([exact.pack.count, moved.cloud.x[0]]).toEqual([2, 2]);
  });

  test.each([
    ['at all', 0],
    ['of its own for the cloud', 1],
  ])('without memory %s a cloud is prepared in TypeScript', (_what, available) => {
    let made = 0;
    const memories = new ReusePool((bytes) => {
      if (made++ === available) throw new RangeError('out of memory');
      return pools.memories.take(bytes);
    }, 2 ** 28);
    const prepared = prepareCloud(columns, undefined, { ...pools, memories });
    expect(made).toBe(available + 1);
    expect(prepared.cloud).toEqual(buildCloud(columns));
    expect(comparablePack(prepared.pack)).toEqual(comparablePack(packCloud(prepared.cloud)));
  });

  test('more memory than WebAssembly has is not asked for', () => {
    expect(takeMemory(pools.memories, 2 ** 33)).toBeUndefined();
  });

  test('columns of different length are refused, and no memory is lost', () => {
    const { freeBytes } = pools.memories;
    for (let i = 0; i < 3; i++) {
      expect(() => prepareCloud({ ...columns, z: new Float32Array(1000) }, undefined, pools)).toThrow(
        RangeError,
      );
    }
    expect(pools.memories.freeBytes).toBe(freeBytes);
  });
});

function countAll(cloud: PointCloud, cuboid: Cuboid): number {
  let count = 0;
  for (let i = 0; i < cloud.count; i++) if (cuboidContains(cuboid, pointAt(cloud, i))) count++;
  return count;
}
