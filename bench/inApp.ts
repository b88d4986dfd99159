import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { encodePcd } from 'pcd-format';
import { serve } from '../e2e/support/serve.ts';
import { makeScene } from './lidarScene.ts';
import { writeResults } from './writeResults.ts';

/**
 * In Chromium, through the app's own host and worker: from address to drawable and indexed, in turns with fetching the
 * same bytes into memory that is used again and nothing else; and how long a step to a prefetched frame takes in the
 * window. `npm run build`, then `node bench/run.mjs inApp`. BOXWRIGHT_BROWSER names another browser than Playwright's.
 */

const SIZES = (process.env['POINTS'] ?? '1000000,10000000').split(',').map(Number);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const STEP_POINTS = 1_000_000;
const STEP_FRAMES = 4;
/** Milliseconds: without a graphics card ten million points take a while to be drawn. */
const LONGEST_OPENING = 120_000;

const results: { readonly title: string; readonly ms: Record<string, number> }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'));
const executablePath = process.env['BOXWRIGHT_BROWSER'];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
});
try {
  for (const points of SIZES) await measureLoading(points);
  await measureSteps();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
writeResults('inApp', results);

/** What the window asked its host and its worker for. */
interface Asked {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Address of the worker's script. */
  readonly worker: string;
}

interface OpenApp {
  readonly page: Page;
  readonly asked: Asked;
  stop(): Promise<void>;
}

/** A folder with so many frames of so many points, open in a page. */
async function openFrames(points: number, frames: number): Promise<OpenApp> {
  const data = join(folder, `${points}-${frames}`);
  mkdirSync(data);
  const bytes = encodePcd(makeScene(points).slice(0, 4), { encoding: 'binary' });
  for (let i = 0; i < frames; i += 1) writeFileSync(join(data, `${String(i).padStart(6, '0')}.pcd`), bytes);
  const app = await serve(data, join(folder, 'home'));
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const asked = page.waitForRequest(/\.pcd$/, { timeout: LONGEST_OPENING });
  await page.goto(app.url);
  const request = await asked;
  const { authorization = '' } = await request.allHeaders();
  await page.waitForFunction((expected) => window.boxwrightDiagnostics?.gpuPoints === expected, points, {
    timeout: LONGEST_OPENING,
  });
  return {
    page,
    asked: {
      url: request.url(),
      headers: { Authorization: authorization },
      worker: page.workers()[0]?.url() ?? '',
    },
    async stop() {
      await page.close();
      await app.stop();
      rmSync(data, { recursive: true });
    },
  };
}

async function measureLoading(points: number): Promise<void> {
  const app = await openFrames(points, 1);
  try {
    const times: { fetch: number[]; load: number[] } = { fetch: [], load: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      const took = await app.page.evaluate(oneRound, app.asked);
      times.fetch.push(took.fetch);
      times.load.push(took.load);
    }
    const [bare, whole] = [median(times.fetch), median(times.load)];
    print(`${count(points)} points`, [
      ['fetch into reused memory', bare],
      ['address to drawable and indexed', whole, `${(whole / bare).toFixed(2)} × the fetch (at most 1.5)`],
    ]);
  } finally {
    await app.stop();
  }
}

/** In the page. A worker of its own, kept from round to round, as the app keeps its own. */
async function oneRound(at: Asked): Promise<{ fetch: number; load: number }> {
  interface Kept {
    benchWorker?: Worker;
    benchBuffer?: ArrayBuffer;
    benchId?: number;
  }
  const kept = window as unknown as Kept;
  const worker = (kept.benchWorker ??= new Worker(at.worker, { type: 'module' }));
  const call = (method: string, input: unknown): Promise<void> => {
    kept.benchId = (kept.benchId ?? 0) + 1;
    const id = kept.benchId;
    return new Promise((resolve, reject) => {
      // One call at a time: the next message is its answer.
      const onMessage = ({ data }: MessageEvent<{ kind: string; message?: string }>): void => {
        if (data.kind === 'answer') resolve();
        else reject(new Error(data.message));
      };
      worker.addEventListener('message', onMessage, { once: true });
      worker.postMessage({ kind: 'call', id, method, input }, []);
    });
  };

  const startedFetch = performance.now();
  const response = await fetch(at.url, { headers: at.headers, cache: 'no-store' });
  const length = Number(response.headers.get('content-length'));
  const reader = response.body!.getReader({ mode: 'byob' });
  let buffer = kept.benchBuffer ?? new ArrayBuffer(length);
  for (let offset = 0; offset < length;) {
    const { value, done } = await reader.read(new Uint8Array(buffer, offset, length - offset));
    if (value === undefined || done) break;
    ({ buffer } = value);
    offset += value.byteLength;
  }
  kept.benchBuffer = buffer;
  const fetched = performance.now() - startedFetch;

  const startedLoad = performance.now();
  const labelFromLidar = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };
  const sweep = { url: at.url, path: 'bench.pcd', format: { kind: 'pcd' }, labelFromLidar };
  await call('load', { frameId: 'bench', sweeps: [sweep], headers: at.headers });
  const loaded = performance.now() - startedLoad;
  await call('drop', { frameId: 'bench' });
  return { fetch: fetched, load: loaded };
}

/** From the key to the first frame of the scene with the next cloud, which was prefetched. */
async function measureSteps(): Promise<void> {
  const app = await openFrames(STEP_POINTS, STEP_FRAMES);
  try {
    const times: number[] = [];
    for (let step = 1; step < STEP_FRAMES; step += 1) {
      // Long enough for what was asked for ahead to be there.
      await app.page.waitForTimeout(4000);
      times.push(await app.page.evaluate(timeOfStep));
    }
    print(`step to a prefetched frame of ${count(STEP_POINTS)} points`, [
      ['key to frame handed to the graphics card', median(times), 'at most 100 ms'],
      ['longest', Math.max(...times)],
    ]);
  } finally {
    await app.stop();
  }
}

/** In the page. */
function timeOfStep(): Promise<number> {
  // Runs in the page, where nothing of this file is but itself.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  const state = (): { drawn: number; name: string } => {
    const { framesRendered = 0 } = window.boxwrightDiagnostics ?? {};
    return {
      drawn: framesRendered,
      name: document.querySelector('[data-testid="frame-name"]')?.textContent ?? '',
    };
  };
  const before = state();
  const started = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyX', key: 'x', bubbles: true }));
  return new Promise((resolve) => {
    const look = (): void => {
      const now = state();
      if (now.name !== before.name && now.drawn > before.drawn) resolve(performance.now() - started);
      // Not by animation frames: the next of them waits until this one is drawn, which here a processor does.
      else setTimeout(look, 1);
    };
    look();
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function count(points: number): string {
  return points.toLocaleString('en');
}

function print(title: string, lines: readonly (readonly [name: string, ms: number, note?: string])[]): void {
  results.push({ title, ms: Object.fromEntries(lines.map(([name, ms]) => [name, ms])) });
  process.stdout.write(`\n${title}\n`);
  for (const [name, ms, note = ''] of lines)
    process.stdout.write(`  ${name.padEnd(44)}${ms.toFixed(1).padStart(9)} ms   ${note}\n`);
}
