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
import { decodePcd, decodePcdStream, encodePcd } from 'pcd-format';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { makeScene, type SceneFields } from './lidarScene.ts';

/**
 * From file to columns, beside reading the bytes and nothing else, and beside
 * three's loader, in turns in one process. `npm run bench`, or `POINTS=100000 npm run bench`. Milliseconds, medians.
 */

const SIZES = (process.env['POINTS'] ?? '100000,1000000,10000000').split(',').map(Number);
/** Of files as large as this one measurement takes seconds. */
const ROUNDS = (points: number): number => (points > 2e6 ? 3 : 9);
const CHUNK_BYTES = 4 * 2 ** 20;

const KINDS = {
  'binary, 16 B': { encoding: 'binary', fields: (scene: SceneFields) => scene.slice(0, 4) },
  'binary, 26 B': { encoding: 'binary', fields: (scene: SceneFields) => scene },
  compressed: { encoding: 'binary_compressed', fields: (scene: SceneFields) => scene.slice(0, 4) },
  ascii: { encoding: 'ascii', fields: (scene: SceneFields) => scene.slice(0, 4) },
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
  }
} finally {
  rmSync(folder, { recursive: true });
}
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${platform()} ${arch()}, Node ${process.version}`;
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/pcdFormat.json', `${JSON.stringify({ machine, results }, null, 2)}\n`);

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
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(`\n${points.toLocaleString('en')} points, ${kind}, ${size}\n`);
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
  return '';
}
