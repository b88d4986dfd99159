import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { decodePcd, encodePcd, loadPcdKernels, type PcdCloud } from 'pcd-format';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { normalise, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { CloudColumns } from '#shared/pointcloud/cloud.ts';
import { kernelMemoryPool } from '#shared/pointcloud/kernelMemory.ts';
import { decodingBytes } from '#shared/pointcloud/kernelPasses.ts';
import { pickPoint } from '#shared/pointcloud/pickPoint.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { prepareCloud, type CloudPools } from '#shared/pointcloud/prepareCloud.ts';
import { ReusePool } from '#shared/pointcloud/reusePool.ts';
import { inTurns, type Times } from './inTurns.ts';
import { makeScene } from './lidarScene.ts';
import { writeResults } from './writeResults.ts';

/**
 * From a file in memory to what is drawn and asked, beside three's loader and its bounds alone; and questions about the
 * cloud, beside a look at every point. In turns in one process: `node bench/run.mjs pointCloud`, or with
 * `POINTS=1000000`. Milliseconds.
 */

const SIZES = (process.env['POINTS'] ?? '100000,1000000,10000000').split(',').map(Number);
const CARS = 24;
const CAR = [4.6, 1.9, 1.7] as const;
/** About four pixels of a perspective view. */
const TOLERANCE = { angleRad: 0.004 };
const [ROUNDS, TURNS] = [50, 20];

const pcdKernels = await loadPcdKernels(readFileSync('shared/pcd-format/dist/kernels.wasm'));
const kernels = new WebAssembly.Module(readFileSync('shared/pointcloud/dist/kernels.wasm'));
const newBuffer = (bytes: number): ArrayBuffer => new ArrayBuffer(bytes);
/** Somebody who steps through frames has these, whoever opens the first one the next, and the last without WebAssembly. */
const pools = {
  memories: kernelMemoryPool(kernels, 2 ** 30),
  buffers: new ReusePool(newBuffer, 2 ** 30),
};
const FRESH = { memories: kernelMemoryPool(kernels, 0), buffers: new ReusePool(newBuffer, 0) };
const NO_KERNELS: CloudPools = { memories: undefined, buffers: new ReusePool(newBuffer, 0) };

type Columns = Record<'x' | 'y' | 'z' | 'intensity', Float32Array>;

const results: {
  readonly points: number;
  /** Of the machine, when the measurement began: processes that wanted a processor in the last minute. */
  readonly load: number;
  readonly ms: Times;
  readonly bars: readonly string[];
}[] = [];
for (const points of SIZES) {
  const columns = Object.fromEntries(makeScene(points).map(({ name, values }) => [name, values])) as Columns;
  const load = loadavg()[0]!;
  const ms = { ...(await measurePreparing(columns, points > 2e6 ? 7 : 25)), ...measureQuestions(columns) };
  results.push({ points, load, ms, bars: barLines(ms) });
  print(results.at(-1)!);
}
writeResults('pointCloud', results);

function measurePreparing(columns: Columns, rounds: number): Promise<Times> {
  const names = ['x', 'y', 'z', 'intensity'] as const;
  const bytes = encodePcd(
    names.map((name) => ({ name, values: columns[name] })),
    { encoding: 'binary' },
  );
  const loader = new PCDLoader();
  const points = columns.x.length;
  return inTurns(rounds, {
    'ours, reused': () => {
      const lent = pools.memories.take(decodingBytes(16 * points));
      const lend = (): ArrayBuffer => lent.buffer;
      const decoded = columnsOf(decodePcd(bytes, { kernels: pcdKernels, lend }));
      const { cloud, pack } = prepareCloud(decoded, undefined, pools, [lent]);
      for (const memory of [lent, cloud.memory!]) pools.memories.give(memory);
      pools.buffers.give(pack.data.buffer);
    },
    'ours, fresh': () => prepareCloud(columnsOf(decodePcd(bytes, { kernels: pcdKernels })), undefined, FRESH),
    'TypeScript, fresh': () => prepareCloud(columnsOf(decodePcd(bytes)), undefined, NO_KERNELS),
    'three: parse, bounds': () => loader.parse(bytes.buffer).geometry.computeBoundingSphere(),
  });
}

function columnsOf({ columns }: PcdCloud): CloudColumns {
  const column = (name: string): Float32Array => columns.get(name)!.values as Float32Array;
  return { x: column('x'), y: column('y'), z: column('z'), intensity: column('intensity') };
}

function measureQuestions(columns: Columns): Times {
  const { cloud } = prepareCloud(columns, undefined, pools);
  const cars = carsIn(columns);
  const rays = cars.map(({ centre }) => ({
    origin: [0, 0, 3] as const,
    direction: normalise(subtract(centre, [0, 0, 3])),
  }));
  const times = { brute: [] as number[][], count: [] as number[][], pick: [] as number[][] };
  for (const [i, car] of cars.entries()) {
    const count = countPointsInCuboid(cloud, car);
    const expected = countAll(columns, car);
    if (expected !== count) throw new Error(`car ${i} has ${expected} points, not ${count}`);
    times.brute.push(timesOf(3, 1, () => countAll(columns, car)));
    times.count.push(timesOf(ROUNDS, TURNS, () => countPointsInCuboid(cloud, car)));
    times.pick.push(timesOf(ROUNDS, TURNS, () => pickPoint(cloud, rays[i]!, TOLERANCE)));
  }
  pools.memories.give(cloud.memory!);
  const ofCars = (name: keyof typeof times): number[] => times[name].map((all) => quantileOf(all, 0.5));
  return {
    'count, brute force': quantileOf(ofCars('brute'), 0.5),
    count: quantileOf(ofCars('count'), 0.5),
    'count, worst car': quantileOf(ofCars('count'), 1),
    pick: quantileOf(ofCars('pick'), 0.5),
    'pick, p90': quantileOf(ofCars('pick'), 0.9),
  };
}

/** Of `turns` runs in a row, milliseconds each, as while something is dragged; so often that what is slow once is left out. */
function timesOf(rounds: number, turns: number, run: () => unknown): number[] {
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (let turn = 0; turn < turns; turn += 1) run();
    return (performance.now() - started) / turns;
  });
}

/** Car-size cuboids on points of the cloud, every fifteen degrees, ten metres away and more. */
function carsIn({ x, y, z }: Columns): readonly Cuboid[] {
  return Array.from({ length: CARS }, (_, i): Cuboid => {
    const start = Math.floor((i * x.length) / CARS);
    const at = x.findIndex((_value, k) => k >= start && Math.hypot(x[k]!, y[k]!) > 10);
    const centre: Vec3 = [x[at]!, y[at]!, z[at]!];
    return { centre, size: CAR, rotation: fromYaw(i) };
  });
}

/** As fast as a plain loop gets: everything that does not change taken out of it, and most points end at one test. */
function countAll({ x, y, z }: Columns, { centre, size, rotation }: Cuboid): number {
  const [, , qz, qw] = rotation;
  const cos = 1 - 2 * qz * qz;
  const sin = 2 * qz * qw;
  const [cx, cy, cz] = centre;
  const [halfLength, halfWidth, halfHeight] = [size[0] / 2, size[1] / 2, size[2] / 2];
  let count = 0;
  for (let i = 0; i < x.length; i += 1) {
    const dx = x[i]! - cx;
    const dy = y[i]! - cy;
    if (
      Math.abs(cos * dx + sin * dy) <= halfLength &&
      Math.abs(cos * dy - sin * dx) <= halfWidth &&
      Math.abs(z[i]! - cz) <= halfHeight
    )
      count += 1;
  }
  return count;
}

function quantileOf(values: readonly number[], fraction: number): number {
  return [...values].sort((a, b) => a - b)[Math.round(fraction * (values.length - 1))]!;
}

function print({ points, load, ms, bars }: (typeof results)[number]): void {
  const head = `${points.toLocaleString('en')} points, load ${load.toFixed(1)}`;
  const times = Object.entries(ms).map(([name, value]) => {
    const shown = value < 1 ? value.toFixed(4) : value.toFixed(1);
    return `  ${name.padEnd(22)}${shown.padStart(10)} ms`;
  });
  process.stdout.write(`\n${[head, ...times, ...bars.map((bar) => `  ${bar}`)].join('\n')}\n`);
}

/** What was asked for, of which each holds for one size; the others are shown for comparison. */
function barLines(ms: Times): string[] {
  const times = (who: string, against: string): string => (ms[against]! / ms[who]!).toFixed(1);
  return [
    `ours, reused: ${times('ours, reused', 'three: parse, bounds')} × as fast as three (at 10 million: at least 8)`,
    `count: ${times('count', 'count, brute force')} × as fast as brute force (at 1 million: at least 1,000)`,
    `count, worst car: ${ms['count, worst car']!.toFixed(4)} ms (at 10 million: under 0.5)`,
    `pick, p90: ${ms['pick, p90']!.toFixed(4)} ms (at 10 million: under 1)`,
  ];
}
