import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildFrame, type SampleFile } from './frame.ts';
import { compactJson } from './json.ts';
import { buildManifest } from './manifest.ts';
import { FRAME_INDICES } from './schedule.ts';
import type { TruthFrame } from './truth.ts';

/** Writes the sample drive: `npm run samples`, from the repository's root. Frames are shared out to two threads. */

const THREADS = 2;
const DRIVE = 'samples/drive';
const TRUTH = 'samples/drive-truth';

type Frame = ReturnType<typeof buildFrame> & { readonly index: number };

async function main(): Promise<void> {
  const started = performance.now();
  const frames = (await Promise.all(FRAME_INDICES.slice(0, THREADS).map(startWorker))).flat();
  frames.sort((a, b) => a.index - b.index);
  const manifest = { path: 'dataset.json', bytes: Buffer.from(`${compactJson(buildManifest())}\n`) };
  const files: SampleFile[] = [manifest, ...frames.flatMap((frame) => frame.files)];
  await rm(join(DRIVE, 'lidar'), { recursive: true, force: true });
  await rm(join(DRIVE, 'cameras'), { recursive: true, force: true });
  for (const { path, bytes } of files) await write(join(DRIVE, path), bytes);
  await write(join(TRUTH, 'truth.json'), `${compactJson(truthFile(frames.map(({ truth }) => truth)))}\n`);
  await write(join(TRUTH, 'checksums.json'), `${compactJson(checksums(files))}\n`);
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  const seconds = (performance.now() - started) / 1000;
  console.log(`${files.length} files, ${megabytes.toFixed(1)} MB, in ${seconds.toFixed(0)} s`);
}

function startWorker(first: number): Promise<Frame[]> {
  return new Promise((resolve, reject) => {
    const frames: Frame[] = [];
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: first });
    worker.on('message', (frame: Frame) => frames.push(frame));
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve(frames) : reject(new Error(`Worker ended with ${code}`)),
    );
  });
}

function workThread(first: number): void {
  for (const index of FRAME_INDICES) {
    if (index % THREADS !== first) continue;
    const frame = buildFrame(index);
    const buffers = frame.files.map(({ bytes }) => bytes.buffer);
    parentPort!.postMessage({ index, ...frame }, buffers);
  }
}

function truthFile(frames: readonly TruthFrame[]): object {
  return { format: 'boxwright-sample-truth', version: 1, labelFrame: 'lidar', frames };
}

/** Path → sha256. */
function checksums(files: readonly SampleFile[]): Record<string, string> {
  return Object.fromEntries(
    files.map(({ path, bytes }) => [path, createHash('sha256').update(bytes).digest('hex')]),
  );
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

if (isMainThread) await main();
else workThread(workerData as number);
