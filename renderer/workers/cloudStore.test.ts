import { readFile } from 'node:fs/promises';
import { encodePcd } from 'pcd-format';
import { describe, expect, test } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { groundHeightAt } from '#shared/pointcloud/ground.ts';
import { encodePly } from '#shared/pointcloud/files/testing/encodePly.ts';
import { cloudKernels } from '../../testing/cloudKernels.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { CloudStore } from './cloudStore.ts';
import { blockFile, openFrom, requestFor } from './testing/fakeFiles.ts';

const ALIVE = new AbortController().signal;
const BLOCK = { centre: [5.45, 5.2, 0.7], size: [1.2, 0.8, 1], rotation: fromYaw(0) } as const;

async function loaded(files: Record<string, Uint8Array>, ...paths: string[]) {
  const store = new CloudStore(openFrom(files), undefined, cloudKernels);
  return { store, cloud: await store.load(requestFor('f', ...paths), ALIVE) };
}

describe('a loaded cloud', () => {
  test('is packed, has its ground, and answers questions', async () => {
    const { store, cloud } = await loaded({ 'a.pcd': blockFile() }, 'a.pcd');
    expect(cloud.problems).toEqual([]);
    expect(cloud.pack.count).toBe(1800);
    expect(cloud.pack.scalar?.name).toBe('intensity');
    expect(groundHeightAt(cloud.ground, 0, 0)).toBeCloseTo(0, 1);
    expect(store.count('f', [BLOCK])).toEqual([200]);
    const footprint = [
      [4.5, 4.5, 0],
      [6.5, 4.5, 0],
      [6.5, 6, 0],
      [4.5, 6, 0],
    ] as const;
    const fit = store.fit('f', { footprint, classSize: [1, 0.5, 1] })!;
    expect(fit.quality).toBe('fitted');
    expect(fit.cuboid.centre[0]).toBeCloseTo(5.45, 0);
    const prior = { name: 'crate', size: [1, 0.5, 1] } as const;
    expect(store.fitAt('f', { at: [5.4, 5.2, 0], prior })).toMatchObject({ className: 'crate' });
    const place = store.fitAt('f', { at: [5.5, 5.25, 0], within: footprint, prior })!;
    expect(place.cuboid?.centre[0]).toBeCloseTo(5.45, 0);
    const away = { at: [900, 0, 0], prior } as const;
    expect(store.fitAt('f', away)).toEqual({ cuboid: undefined, reason: 'outside-cloud', points: 0 });
    expect(store.fitAt('g', away)).toBeUndefined();
    const ray = { origin: [5.4, 5.2, 10], direction: [0, 0, -1] } as const;
    expect(
      store.pick({ frameId: 'f', ray, tolerance: { radiusMetres: 0.2 } })?.picked?.position[2],
    ).toBeGreaterThan(0.2);
    const below = {
      frameId: 'f',
      ray,
      tolerance: { radiusMetres: 0.2 },
      shown: { slab: { low: 5, high: 9 } },
    };
    expect(store.pick(below)).toEqual({ picked: undefined });
    expect(store.count('f', [BLOCK])).toEqual([200]);
    expect(store.bytesOf('f')).toBeGreaterThan(1800 * 16);
  });

  test('keeps its own ground when the answer is moved to the page', async () => {
    const { store, cloud } = await loaded({ 'a.pcd': blockFile() }, 'a.pcd');
    structuredClone(cloud, { transfer: [cloud.ground.heights.buffer as ArrayBuffer] });
    expect(cloud.ground.heights).toHaveLength(0);
    const footprint = [
      [4.5, 4.5, 0],
      [6.5, 4.5, 0],
      [6.5, 6, 0],
    ] as const;
    expect(store.fit('f', { footprint, classSize: [1, 1, 1] })?.cuboid.centre[2]).toBeGreaterThan(0);
  });

  test('is forgotten when dropped', async () => {
    const { store } = await loaded({ 'a.pcd': blockFile() }, 'a.pcd');
    store.drop('f');
    expect([store.bytesOf('f'), store.count('f', [BLOCK])]).toEqual([0, undefined]);
  });

  test('is the same without kernels', async () => {
    const [withKernels, without] = [cloudKernels, undefined].map(
      (kernels) => new CloudStore(openFrom({ 'a.pcd': blockFile() }), undefined, kernels),
    );
    const request = requestFor('f', 'a.pcd');
    expect(await withKernels!.load(request, ALIVE)).toEqual(await without!.load(request, ALIVE));
    expect(withKernels!.count('f', [BLOCK])).toEqual(without!.count('f', [BLOCK]));
  });

  test('holds all sweeps in the label frame', async () => {
    const store = new CloudStore(openFrom({ 'a.pcd': blockFile(), 'b.pcd': blockFile() }));
    const request = requestFor('f', 'a.pcd', 'b.pcd');
    const [first, second] = request.sweeps;
    const moved = {
      ...second!,
      labelFromLidar: { rotation: second!.labelFromLidar.rotation, translation: [100, 0, 0] as const },
    };
    const { pack, sensor } = await store.load({ ...request, sweeps: [first!, moved] }, ALIVE);
    expect(pack.count).toBe(3600);
    expect(sensor).toEqual([0, 0, 0]);
    const centre = [105.45, 5.2, 0.7] as const;
    expect(store.count('f', [BLOCK, { ...BLOCK, centre }])).toEqual([200, 200]);
  });
});

/** Steps through frames, some of them damaged, two of which are held at a time; the worker's bytes after each. */
async function steps(kernels: typeof cloudKernels | undefined): Promise<number[]> {
  const files = { 'good.pcd': blockFile(), 'short.pcd': blockFile().subarray(0, -700) };
  const paths = ['good.pcd', 'short.pcd', 'good.pcd', 'gone.pcd', 'good.pcd'];
  const store = new CloudStore(openFrom(files), undefined, kernels);
  const packs = new Map<string, ArrayBuffer>();
  const bytes: number[] = [];
  for (let step = 0; step < 60; step++) {
    const frameId = String(step);
    const { pack } = await store.load(requestFor(frameId, paths[step % paths.length]!), ALIVE);
    packs.set(frameId, structuredClone(pack.data.buffer, { transfer: [pack.data.buffer] }));
    store.drop(String(step - 2), packs.get(String(step - 2)));
    bytes.push(store.bytes);
  }
  return bytes;
}

describe('memory', () => {
  test.each([
    ['kernels', cloudKernels],
    ['TypeScript', undefined],
  ])('does not grow from frame to frame, with %s', async (_name, kernels) => {
    const bytes = await steps(kernels);
    expect(Math.max(...bytes.slice(10))).toBe(Math.max(...bytes.slice(5, 10)));
    expect(Math.min(...bytes)).toBeGreaterThan(0);
  });

  test('of a frame that is loaded again is that of one frame', async () => {
    const { store } = await loaded({ 'a.pcd': blockFile() }, 'a.pcd');
    const { bytes } = store;
    for (let i = 0; i < 5; i++) await store.load(requestFor('f', 'a.pcd'), ALIVE);
    expect(store.bytes).toBeLessThanOrEqual(2 * bytes);
    expect(store.count('f', [BLOCK])).toEqual([200]);
  });

  test('that was lent for a file is there for the next one, however decoding ended', async () => {
    const store = new CloudStore(openFrom({ 'a.pcd': blockFile(), 'b.pcd': blockFile().subarray(0, -700) }));
    await store.load(requestFor('f', 'b.pcd'), ALIVE);
    const { bytes } = store;
    expect(bytes).toBeGreaterThan(1700 * 16);
    await store.load(requestFor('f', 'b.pcd'), ALIVE);
    expect(store.bytes).toBe(bytes);
  });
});

/** Nine points without a value, in these columns. */
function planes(names: readonly string[]): Uint8Array {
  const columns = names.map((name) => ({ name, values: new Float32Array(9).fill(Number.NaN) }));
  return encodePcd(columns, { encoding: 'binary' });
}

describe('files that are not as they should be', () => {
  const block = blockFile();

  test.each([
    ['that are missing', undefined, 'file.missing'],
    ['that are empty', new Uint8Array(), 'file.empty'],
    ['that are something else', new TextEncoder().encode('<html>'.repeat(900)), 'cloud.header'],
    ['that are cut short', block.subarray(0, block.length - 700), 'cloud.truncated'],
    ['without z', planes(['x', 'y', 'intensity']), 'cloud.noCoordinates'],
    ['without a single finite point', planes(['x', 'y', 'z']), 'cloud.noPoints'],
  ] as const)('files %s: an empty cloud and the reason', async (_what, bytes, code) => {
    const { store, cloud } = await loaded(bytes === undefined ? {} : { 'a.pcd': bytes }, 'a.pcd');
    expect(cloud.problems.map((problem) => [problem.code, problem.path])).toEqual([[code, 'a.pcd']]);
    expect(cloud.pack.count).toBe(0);
    expect(store.count('f', [BLOCK])).toEqual([0]);
  });

  test('a truncated file says how much of it is there', async () => {
    const { cloud } = await loaded({ 'a.pcd': block.subarray(0, block.length - 16 * 100) }, 'a.pcd');
    expect(cloud.problems[0]?.params).toEqual({ expected: 1800, found: 1700 });
  });

  test('one bad sweep does not take the others with it', async () => {
    const { cloud } = await loaded({ 'a.pcd': block }, 'a.pcd', 'gone.pcd');
    expect(cloud.pack.count).toBe(1800);
    expect(cloud.problems.map(({ path }) => path)).toEqual(['gone.pcd']);
  });

  test('an aborted load throws and holds nothing', async () => {
    const store = new CloudStore(openFrom({ 'a.pcd': block }));
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(store.load(requestFor('f', 'a.pcd'), controller.signal)).rejects.toThrow('enough');
    expect(store.bytes).toBe(0);
  });
});

describe('columns', () => {
  test('integer coordinates and other names of the scalar are read', async () => {
    const file = encodePcd(
      [
        { name: 'x', values: Int16Array.from([0, 10, 20]) },
        { name: 'y', values: Float64Array.from([0, 1, 2]) },
        { name: 'z', values: BigInt64Array.from([0n, 1n, 2n]) },
        { name: 'i', values: Uint8Array.from([1, 2, 3]) },
      ],
      { encoding: 'ascii' },
    );
    const { cloud } = await loaded({ 'a.pcd': file }, 'a.pcd');
    expect(cloud.pack.bounds).toEqual({ min: [0, 0, 0], max: [20, 2, 2] });
    expect(cloud.pack.scalar?.low).toBeCloseTo(1, 1);
    expect(cloud.pack.scalar?.high).toBeCloseTo(3, 1);
  });
});

describe('files of other kinds', () => {
  const points = [
    [1, 2, 3, 0.5],
    [4, 5, 6, 1.5],
  ] as const;
  const properties = ['x', 'y', 'z', 'scalar_Intensity'].map((name) => ({ name, type: 'float32' as const }));
  const files = {
    'a.bin': new Uint8Array(Float32Array.from(points.flat()).buffer),
    'a.ply': encodePly('binary_little_endian', [{ name: 'vertex', properties, rows: points }]),
  };

  test.each(['a.bin', 'a.ply'])('%s: points and their scalar', async (path) => {
    const { cloud } = await loaded(files, path);
    expect(cloud.problems).toEqual([]);
    expect(cloud.pack.bounds).toEqual({ min: [1, 2, 3], max: [4, 5, 6] });
    expect(cloud.pack.scalar?.high).toBeCloseTo(1.5, 1);
  });

  test('what is wrong with one names it', async () => {
    const { cloud } = await loaded({ 'a.bin': files['a.bin'].subarray(0, 30) }, 'a.bin');
    expect(cloud.problems).toEqual([
      {
        code: 'cloud.truncated',
        severity: 'error',
        path: 'a.bin',
        params: { found: 1, expected: 2, columns: 'x y z intensity' },
      },
    ]);
  });
});

describeWithReference('the SUSTechPOINTS example', (root) => {
  test('has the points that its labels stand on', async () => {
    const bytes = await readFile(`${root}/data/sustechpoints/example/lidar/000965.pcd`);
    const { store, cloud } = await loaded({ 'a.pcd': bytes }, 'a.pcd');
    expect(cloud.pack.count).toBe(66_781);
    const car = { centre: [4.5, -15.88, -0.35], size: [4.18, 1.79, 1.68], rotation: fromYaw(-1.54) } as const;
    expect(store.count('f', [car])![0]).toBeGreaterThan(500);
  });
});
