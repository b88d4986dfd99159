import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PCDLoader as LoadersGl } from '@loaders.gl/pcd';
import { decodePcdStream, encodePcd, loadPcdKernels, type PcdKernels } from 'pcd-format';
import { PCDLoader } from 'three/addons/loaders/PCDLoader.js';
import { decodeForPeak, PEAK_ARGUMENT, peakBeyondColumns } from './asciiPeak.ts';
import { barLines } from './bars.ts';
import { chunksOf, readInto } from './fileBytes.ts';
import { inTurns, type Times } from './inTurns.ts';
import { makeScene, type SceneFields } from './lidarScene.ts';
import { findNativePeers, type NativePeer } from './nativePeers.ts';
import { writeResults } from './writeResults.ts';

/**
 * From file to columns, beside reading the bytes and nothing else, and beside other readers, in turns: `npm run bench`, or
 * `POINTS=100000 npm run bench`. Milliseconds, medians. *Reused*: into memory that earlier files were read into; *fresh*:
 * into memory that the system has to find first. Both times the file comes in pieces that fit the processor's cache.
 */

const KERNELS = 'shared/pcd-format/dist/kernels.wasm';
const SIZES = (process.env['POINTS'] ?? '100000,1000000,10000000').split(',').map(Number);
/** Of files as large as this one measurement takes seconds. */
const ROUNDS = (points: number): number => (points > 2e6 ? 3 : 15);
const CHUNK_BYTES = 2 ** 20;

const KINDS = {
  'binary, 16 B': { encoding: 'binary', fields: (scene: SceneFields) => scene.slice(0, 4) },
  'binary, 26 B': { encoding: 'binary', fields: (scene: SceneFields) => scene },
  compressed: { encoding: 'binary_compressed', fields: (scene: SceneFields) => scene.slice(0, 4) },
  ascii: { encoding: 'ascii', fields: (scene: SceneFields) => scene.slice(0, 4) },
} as const;

interface Result {
  readonly points: number;
  readonly kind: string;
  readonly bytes: number;
  /** Of the machine, when the measurement began: processes that wanted a processor in the last minute. */
  readonly load: number;
  readonly ms: Times;
  readonly bars: readonly string[];
}

const [, , argument, ...paths] = process.argv;
if (argument === PEAK_ARGUMENT) await decodeForPeak(paths[0]!, paths[1]!);
else await measureAll();

async function measureAll(): Promise<void> {
  const results: Result[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'));
  try {
    const kernels = await loadPcdKernels(readFileSync(KERNELS));
    const peers = findNativePeers(folder);
    for (const points of SIZES) {
      const scene = makeScene(points);
      for (const [kind, { encoding, fields }] of Object.entries(KINDS)) {
        const path = join(folder, 'cloud.pcd');
        writeFileSync(path, encodePcd(fields(scene), { encoding }));
        const load = loadavg()[0]!;
        const ms = await measureFile(path, ROUNDS(points), kernels, peers);
        const bars = [...barLines(kind, points, ms), ...(kind === 'ascii' ? [peakLine(path)] : [])];
        results.push({ points, kind, bytes: statSync(path).size, load, ms, bars });
        print(results.at(-1)!);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  writeResults('pcdFormat', results);
}

async function measureFile(
  path: string,
  rounds: number,
  kernels: PcdKernels,
  peers: readonly NativePeer[],
): Promise<Times> {
  const { size } = statSync(path);
  const touched = new Uint8Array(size).fill(1);
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
  const runs = {
    'read, reused': () => readInto(path, touched),
    'ours, reused': () => decodePcdStream(chunksOf(path, chunk), { lend, kernels }),
    'TypeScript, reused': () => decodePcdStream(chunksOf(path, chunk), { lend }),
    'read, fresh': () => readInto(path, new Uint8Array(size)),
    'ours, fresh': () => decodePcdStream(chunksOf(path, chunk), { kernels }),
    three: () => loader.parse(readInto(path, new Uint8Array(size)).buffer),
    'loaders.gl': () => LoadersGl.parse(readInto(path, new Uint8Array(size)).buffer),
  };
  // What is reused has been used before.
  await runs['ours, reused']();
  return inTurns(rounds, runs, () => {
    const times = Object.assign({}, ...peers.map((peer) => peer(path))) as Times;
    // To start a process marks all memory as shared: without this, the next to write there would pay for it.
    touched.fill(1);
    new Uint8Array(kept).fill(1);
    return times;
  });
}

function peakLine(path: string): string {
  const bytes = peakBeyondColumns(fileURLToPath(import.meta.url), path, KERNELS);
  return `peak memory: ${(bytes / 1e6).toFixed(1)} MB more than the columns (at most 16)`;
}

function print({ points, kind, bytes, load, ms, bars }: Result): void {
  const head = `${points.toLocaleString('en')} points, ${kind}, ${(bytes / 1e6).toFixed(1)} MB, load ${load.toFixed(1)}`;
  const times = Object.entries(ms).map(
    ([name, value]) => `  ${name.padEnd(20)}${value.toFixed(1).padStart(10)} ms`,
  );
  process.stdout.write(`\n${[head, ...times, ...bars.map((bar) => `  ${bar}`)].join('\n')}\n`);
}
