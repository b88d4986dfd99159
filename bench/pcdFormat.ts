import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, cpus, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodePcd, decodePcdStream, encodePcd, type PcdArray, type PcdCloud } from 'pcd-format';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { buildBucketGrid } from '#shared/pointcloud/bucketGrid.ts';
import { buildCloud, type PointCloud } from '#shared/pointcloud/cloud.ts';
import { packCloud } from '#shared/pointcloud/pack.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';

/**
 * From file to columns, and from columns to what is drawn and asked: beside reading the bytes and nothing else, and beside
 * three's loader, in turns in one process. `npm run bench`, or `POINTS=100000 npm run bench`. Milliseconds, medians.
 */

const SIZES = (process.env['POINTS'] ?? '100000,1000000,10000000').split(',').map(Number);
/** Of files as large as this one measurement takes seconds. */
const ROUNDS = (points: number): number => (points > 2e6 ? 3 : 9);
const CHUNK_BYTES = 4 * 2 ** 20;

type Fields = { readonly name: string; readonly values: PcdArray }[];

const KINDS = {
  'binary, 16 B': { encoding: 'binary', fields: (scene: Fields) => scene.slice(0, 4) },
  'binary, 26 B': { encoding: 'binary', fields: (scene: Fields) => scene },
  compressed: { encoding: 'binary_compressed', fields: (scene: Fields) => scene.slice(0, 4) },
  ascii: { encoding: 'ascii', fields: (scene: Fields) => scene.slice(0, 4) },
} as const;

type Times = Record<string, number>;
const results: { points: number; kind: string; bytes: number; ms: Times }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'));
try {
  for (const points of SIZES) {
    const scene = makeScene(points);
    for (const [kind, { encoding, fields }] of Object.entries(KINDS)) {
      const path = join(folder, 'cloud.pcd');
      writeFileSync(path, encodePcd(fields(scene), { encoding }));
      results.push({ points, kind, ...(await measureFile(path, ROUNDS(points))) });
      print(results.at(-1)!);
    }
    results.push({
      points,
      kind: 'to the GPU and the grid',
      bytes: 0,
      ms: measureCloud(scene, ROUNDS(points)),
    });
    print(results.at(-1)!);
  }
} finally {
  rmSync(folder, { recursive: true });
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${platform()} ${arch()}, Node ${process.version}`;
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/pcdFormat.json', `${JSON.stringify({ machine, results }, null, 2)}\n`);

/** Lines of a spinning sensor: ground, walls, cars. Seeded. */
function makeScene(points: number): Fields {
  let state = 7;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const make = (): Float32Array => new Float32Array(points);
  const [x, y, z, intensity] = [make(), make(), make(), make()];
  const ring = new Uint16Array(points);
  const time = new Float64Array(points);
  for (let i = 0; i < points; i += 1) {
    const azimuth = (2 * Math.PI * i) / points;
    const range = 3 + 77 * random();
    x[i] = range * Math.cos(azimuth) + 0.02 * random();
    y[i] = range * Math.sin(azimuth) + 0.02 * random();
    z[i] = random() < 0.7 ? -1.8 + 0.04 * random() : 4 * random() - 1.8;
    intensity[i] = Math.floor(256 * random());
    ring[i] = i % 128;
    time[i] = 1.7e9 + i * 1e-7;
  }
  const columns = { x, y, z, intensity, ring, time };
  return Object.entries(columns).map(([name, values]) => ({ name, values }));
}

async function measureFile(path: string, rounds: number): Promise<{ bytes: number; ms: Times }> {
  const file = readFileSync(path);
  const touched = new Uint8Array(file.length).fill(1);
  const chunk = new Uint8Array(CHUNK_BYTES).fill(1);
  let kept = new ArrayBuffer(0);
  const lend = (byteLength: number): ArrayBuffer => {
    if (kept.byteLength < byteLength) {
      kept = new ArrayBuffer(byteLength);
      new Uint8Array(kept).fill(1);
    }
    return kept;
  };
  const loader = new PCDLoader();
  const ms = await inTurns(rounds, {
    'read, reused': () => readInto(path, touched),
    'ours, reused': () => decodePcdStream(chunksOf(path, chunk), { lend }),
    'read, fresh': () => readInto(path, new Uint8Array(file.length)),
    'ours, fresh': () => decodePcd(readInto(path, new Uint8Array(file.length))),
    three: () => loader.parse(readInto(path, new Uint8Array(file.length)).buffer as ArrayBuffer),
  });
  return { bytes: file.length, ms };
}

function measureCloud(scene: Fields, rounds: number): Times {
  const [x, y, z] = scene.map(({ values }) => values as Float32Array);
  const bytes = encodePcd(scene.slice(0, 4), { encoding: 'binary' });
  const cloud = cloudOf(decodePcd(bytes));
  const grid = buildBucketGrid(cloud);
  // Every fifteen degrees, ten metres away and more.
  const cars = Array.from({ length: 24 }, (_, i): Cuboid => {
    const start = Math.floor((i * x!.length) / 24);
    const at = x!.findIndex((_value, k) => k >= start && Math.hypot(x![k]!, y![k]!) > 10);
    return {
      centre: [x![at]!, y![at]!, z![at]!],
      size: [4.6, 1.9, 1.7],
      rotation: [0, 0, Math.sin(i), Math.cos(i)],
    };
  });
  const loader = new PCDLoader();
  const times: Record<string, number[]> = {};
  const add = (name: string, run: () => unknown): void => {
    const started = performance.now();
    run();
    (times[name] ??= []).push(performance.now() - started);
  };
  let worst = 0;
  for (let round = 0; round < rounds; round += 1) {
    add('ours: decode, index, pack', () => {
      const built = cloudOf(decodePcd(bytes));
      buildBucketGrid(built);
      packCloud(built);
    });
    add('three: parse, bounds', () => loader.parse(bytes.buffer).geometry.computeBoundingSphere());
    for (const car of cars) {
      const started = performance.now();
      countPointsInCuboid(cloud, grid, car);
      const took = performance.now() - started;
      (times['count, grid'] ??= []).push(took);
      if (round > 0) worst = Math.max(worst, took);
    }
    for (const car of cars.slice(0, 3)) add('count, brute force', () => countAll(x!, y!, z!, car));
  }
  return { ...medians(times), 'count, grid, worst': worst };
}

function cloudOf({ columns }: PcdCloud): PointCloud {
  const column = (name: string): Float32Array => columns.get(name)!.values as Float32Array;
  return buildCloud({ x: column('x'), y: column('y'), z: column('z'), intensity: column('intensity') });
}

function countAll(
  x: Float32Array,
  y: Float32Array,
  z: Float32Array,
  { centre, size, rotation }: Cuboid,
): number {
  const yaw = 2 * Math.atan2(rotation[2], rotation[3]);
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)];
  let count = 0;
  for (let i = 0; i < x.length; i += 1) {
    const dx = x[i]! - centre[0];
    const dy = y[i]! - centre[1];
    if (
      Math.abs(cos * dx + sin * dy) <= size[0] / 2 &&
      Math.abs(cos * dy - sin * dx) <= size[1] / 2 &&
      Math.abs(z[i]! - centre[2]) <= size[2] / 2
    )
      count += 1;
  }
  return count;
}

function readInto(path: string, target: Uint8Array): Uint8Array {
  const fd = openSync(path, 'r');
  for (let at = 0; at < target.length;) at += readSync(fd, target, at, target.length - at, at);
  closeSync(fd);
  return target;
}

async function* chunksOf(path: string, chunk: Uint8Array): AsyncGenerator<Uint8Array> {
  const fd = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(fd, chunk, 0, chunk.length, null);
      if (length === 0) return;
      yield chunk.subarray(0, length);
    }
  } finally {
    closeSync(fd);
  }
}

async function inTurns(rounds: number, runs: Record<string, () => unknown>): Promise<Times> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(runs)) {
      const started = performance.now();
      await run();
      (times[name] ??= []).push(performance.now() - started);
    }
  }
  return medians(times);
}

function medians(times: Record<string, number[]>): Times {
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, [...all].sort((a, b) => a - b)[all.length >> 1]!]),
  );
}

function print({ points, kind, bytes, ms }: (typeof results)[number]): void {
  const size = bytes === 0 ? '' : `, ${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(`\n${points.toLocaleString('en')} points, ${kind}${size}\n`);
  for (const [name, value] of Object.entries(ms)) {
    const shown = value < 1 ? value.toFixed(4) : value.toFixed(1);
    process.stdout.write(`  ${name.padEnd(28)}${shown.padStart(12)} ms${ratio(name, ms)}\n`);
  }
}

/** Ours against what stands beside it. */
function ratio(name: string, ms: Times): string {
  const against = (other: string): string => `${(ms[other]! / ms[name]!).toFixed(1)} × faster than ${other}`;
  const limit = (other: string): string => `${(ms[name]! / ms[other]!).toFixed(2)} × ${other}`;
  if (name === 'ours, reused') return `   ${limit('read, reused')}, ${against('three')}`;
  if (name === 'ours, fresh') return `   ${limit('read, fresh')}, ${against('three')}`;
  if (name === 'ours: decode, index, pack') return `   ${against('three: parse, bounds')}`;
  return name === 'count, grid' ? `   ${against('count, brute force')}` : '';
}
