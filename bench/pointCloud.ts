import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform } from 'node:os';
import { decodePcd, encodePcd, type PcdCloud } from 'pcd-format';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { normalise, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { buildCloud, type CloudColumns } from '#shared/pointcloud/cloud.ts';
import { packCloud } from '#shared/pointcloud/pack.ts';
import { pickPoint } from '#shared/pointcloud/pickPoint.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import { makeScene } from './lidarScene.ts';

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

type Times = Record<string, number>;
type Columns = Record<'x' | 'y' | 'z' | 'intensity', Float32Array>;

const results: { points: number; load: number; ms: Times }[] = [];
for (const points of SIZES) {
  const columns = Object.fromEntries(makeScene(points).map(({ name, values }) => [name, values])) as Columns;
  const load = loadavg()[0]!;
  const ms = { ...measurePreparing(columns, points > 2e6 ? 5 : 15), ...measureQuestions(columns) };
  results.push({ points, load, ms });
  print(results.at(-1)!);
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${platform()} ${arch()}, Node ${process.version}`;
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/pointCloud.json', `${JSON.stringify({ machine, results }, null, 2)}\n`);

function measurePreparing(columns: Columns, rounds: number): Times {
  const names = ['x', 'y', 'z', 'intensity'] as const;
  const bytes = encodePcd(
    names.map((name) => ({ name, values: columns[name] })),
    { encoding: 'binary' },
  );
  const loader = new PCDLoader();
  const times: Record<string, number[]> = {};
  const add = (name: string, run: () => unknown): void => {
    const started = performance.now();
    run();
    (times[name] ??= []).push(performance.now() - started);
  };
  for (let round = 0; round < rounds; round += 1) {
    add('decode, index, pack', () => {
      packCloud(buildCloud(columnsOf(decodePcd(bytes))));
    });
    add('three: parse, bounds', () => {
      loader.parse(bytes.buffer).geometry.computeBoundingSphere();
    });
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, quantileOf(all, 0.5)]));
}

function columnsOf({ columns }: PcdCloud): CloudColumns {
  const column = (name: string): Float32Array => columns.get(name)!.values as Float32Array;
  return { x: column('x'), y: column('y'), z: column('z'), intensity: column('intensity') };
}

function measureQuestions(columns: Columns): Times {
  const cloud = buildCloud(columns);
  const cars = carsIn(columns);
  const rays = cars.map(({ centre }) => ({
    origin: [0, 0, 3] as const,
    direction: normalise(subtract(centre, [0, 0, 3])),
  }));
  const counts: number[] = [];
  const brute: number[] = [];
  const picks: number[] = [];
  let sum = 0;
  // The first round also pays for what was never run before.
  for (let round = 0; round < 30; round += 1) {
    for (const [i, car] of cars.entries()) {
      let started = performance.now();
      const count = countPointsInCuboid(cloud, car);
      const took = performance.now() - started;
      if (round > 0) counts.push(took);
      if (round < 3) {
        started = performance.now();
        const expected = countAll(columns, car);
        if (round > 0) brute.push(performance.now() - started);
        if (expected !== count) throw new Error(`car ${i} has ${expected} points, not ${count}`);
      }
      started = performance.now();
      sum += pickPoint(cloud, rays[i]!, TOLERANCE)?.distance ?? 0;
      if (round > 0) picks.push(performance.now() - started);
    }
  }
  if (!Number.isFinite(sum)) throw new Error('a pick without a distance');
  return {
    'count, brute force': quantileOf(brute, 0.5),
    count: quantileOf(counts, 0.5),
    'count, worst': quantileOf(counts, 1),
    pick: quantileOf(picks, 0.5),
    'pick, p90': quantileOf(picks, 0.9),
  };
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

function print({ points, load, ms }: (typeof results)[number]): void {
  process.stdout.write(`\n${points.toLocaleString('en')} points (load ${load.toFixed(1)})\n`);
  for (const [name, value] of Object.entries(ms)) {
    const shown = value < 1 ? value.toFixed(4) : value.toFixed(1);
    process.stdout.write(`  ${name.padEnd(24)}${shown.padStart(12)} ms${ratio(name, ms)}\n`);
  }
}

/** Ours against what stands beside it. */
function ratio(name: string, ms: Times): string {
  const against = (other: string): string => `   ${(ms[other]! / ms[name]!).toFixed(1)} × faster`;
  if (name === 'decode, index, pack') return against('three: parse, bounds');
  return name === 'count' ? against('count, brute force') : '';
}
