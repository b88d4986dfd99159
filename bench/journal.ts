import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readFile,
  readdir,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrantedRoots } from '#electron/services/grantedRoots.ts';
import { createHost, type Host } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { CuboidId, FrameId, LabelRecord, TrackId } from '#renderer/editor/document/records.ts';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { createBareSession } from '#renderer/editor/testing/bareSession.ts';
import { boxAt, someCuboid, someTrack } from '#renderer/editor/testing/someRecords.ts';
import { ALWAYS_CONNECTED, createHostClient } from '#shared/host/client.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { dispatch } from '#shared/host/dispatch.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import type { JournalEntry } from '#shared/labels/journal/journalEntry.ts';

import { writeResults } from './writeResults.ts';

/**
 * What keeping the work safe costs, each beside the least that the same disk can do it in: from an edit to where a power
 * cut cannot take it, saving a frame of 200 cuboids, and opening a sequence whose journal holds 10,000 edits that are in
 * no file. `node bench/run.mjs journal` prints milliseconds, what they are as a multiple of the bare way, and the bars.
 */

const CUBOIDS = 200;
const EDITS = 300;
const SAVES = 40;
const JOURNALLED = 10_000;
const OPENINGS = 7;
const FRAME = 'lidar/0.pcd' as FrameId;
const CLOUD =
  'VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 1\nHEIGHT 1\n' +
  'VIEWPOINT 0 0 0 1 0 0 0\nPOINTS 1\nDATA ascii\n1 2 3\n';

const results: object[] = [];
const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-bench-')));
try {
  await measureCommits();
  await measureSaves();
  await measureOpening();
  writeResults('journal', results);
} finally {
  await rm(folder, { recursive: true });
}

interface Window {
  readonly host: Host;
  readonly client: HostClient;
  readonly session: EditorSession;
  readonly at: { readonly datasetId: string; readonly sequenceId: string };
  /** How long opening the sequence took. */
  readonly openMs: number;
  /** Of that the journal's part in the host and on the way from it. */
  readonly recoverMs: number;
}

async function measureCommits(): Promise<void> {
  const window = await openWindow('commits');
  const ids = addCuboids(window.session, 20);
  await window.session.saveNow();
  const bare = await open(join(folder, 'bare.journal'), 'a');
  const line = new Uint8Array(1000).fill(0x61);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let n = 0; n < EDITS; n += 1) {
    theirs.push(
      await timeOf(async () => {
        await bare.writeFile(line);
        await bare.sync();
      }),
    );
    ours.push(
      await timeOf(() => {
        moveTo(window.session, ids[n % ids.length], n);
        return durable(window.session);
      }),
    );
  }
  await bare.close();
  await close(window);
  print('commit → durable, p50', quantile(ours, 0.5), quantile(theirs, 0.5), 'append + fsync');
  print('commit → durable, p95', quantile(ours, 0.95), quantile(theirs, 0.95), 'append + fsync', 250);
}

async function measureSaves(): Promise<void> {
  const window = await openWindow('saves');
  const ids = addCuboids(window.session, CUBOIDS);
  await window.session.saveNow();
  const bytes = await readFile(join(folder, 'saves', `${FRAME}.labels.json`));
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let n = 0; n < SAVES; n += 1) {
    theirs.push(await timeOf(() => replaceBarely(join(folder, 'bare.json'), bytes)));
    moveTo(window.session, ids[n % ids.length], n);
    await durable(window.session);
    ours.push(await timeOf(() => window.session.saveNow()));
  }
  await close(window);
  print(
    `saving ${CUBOIDS} cuboids, p50`,
    quantile(ours, 0.5),
    quantile(theirs, 0.5),
    'write + fsync + rename',
  );
  print(
    `saving ${CUBOIDS} cuboids, p95`,
    quantile(ours, 0.95),
    quantile(theirs, 0.95),
    'write + fsync + rename',
    50,
  );
}

async function measureOpening(): Promise<void> {
  const first = await openWindow('opening');
  const ids = addCuboids(first.session, 50);
  await first.session.saveNow();
  const records = ids.map((id) => first.session.document.get(id));
  for (let n = 0; n < JOURNALLED; n += 500) {
    const entries = Array.from({ length: 500 }, (_, i) => moveOf(records, n + i));
    await first.client.call('journal.append', { ...first.at, entries });
  }
  await first.client.call('journal.sync', first.at);
  await close(first);
  await cp(join(folder, 'opening'), join(folder, 'kept'), { recursive: true });
  const names = await readdir(join(folder, 'kept'), { recursive: true });
  const path = join(folder, 'kept', names.find((name) => name.endsWith('.journal')) ?? '');
  const bare: number[] = [];
  const without: Opening[] = [];
  const withEdits: Opening[] = [];
  for (let n = 0; n < OPENINGS; n += 1) {
    bare.push(await timeOf(async () => void parseLines(await readFile(path, 'utf8'))));
    without.push(await openOnce('empty'));
    const opening = await openOnce('opening');
    withEdits.push(opening);
    if (opening.edits !== JOURNALLED) throw new Error(`${opening.edits} edits came back`);
    // What was recovered is saved at once: next time it is a journal again that nobody has opened.
    await rm(join(folder, 'opening'), { recursive: true });
    await cp(join(folder, 'kept'), join(folder, 'opening'), { recursive: true });
  }
  const p50 = (openings: readonly Opening[], key: 'openMs' | 'recoverMs') =>
    quantile(
      openings.map((opening) => opening[key]),
      0.5,
    );
  const least = quantile(bare, 0.5);
  const bareWay = 'read + JSON.parse of the journal';
  print('opening without a journal', p50(without, 'openMs'), least, bareWay);
  print(`journal.recover, ${JOURNALLED} edits`, p50(withEdits, 'recoverMs'), least, bareWay);
  print(`opening with ${JOURNALLED} edits`, p50(withEdits, 'openMs'), least, bareWay, 1000);
}

interface Opening extends Pick<Window, 'openMs' | 'recoverMs'> {
  /** That came back out of the journal. */
  readonly edits: number;
}

async function openOnce(name: string): Promise<Opening> {
  const window = await openWindow(name);
  const edits = window.session.state.getState().recovered?.edits ?? 0;
  await close(window);
  return { openMs: window.openMs, recoverMs: window.recoverMs, edits };
}

async function openWindow(name: string): Promise<Window> {
  const data = join(folder, name);
  await mkdir(join(data, 'lidar'), { recursive: true });
  await writeFile(join(data, FRAME), CLOUD);
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(data);
  const user = join(folder, 'user');
  const host = createHost({
    fileSystem: nodeFileSystem,
    roots,
    userFolders: { config: user, data: user },
    kind: 'loopback',
    version: 'bench',
    platform: process.platform,
    sampleSource: folder,
    nowMs: Date.now,
  });
  let recoverMs = 0;
  const { signal } = new AbortController();
  const plain = createHostClient({
    call: async (method, input) => {
      const answer = await dispatch(host.services, method, JSON.parse(JSON.stringify(input)), { signal });
      return JSON.parse(JSON.stringify(answer)) as unknown;
    },
    subscribe: host.subscribe,
    bytesUrl: () => '',
    bytesHeaders: {},
    connection: ALWAYS_CONNECTED,
  });
  const client: HostClient = {
    ...plain,
    call: async (method, input, options) => {
      const started = performance.now();
      const answer = await plain.call(method, input, options);
      if (method === 'journal.recover') recoverMs += performance.now() - started;
      return answer;
    },
  };
  const opened = await client.call('dataset.open', { path: data });
  const started = performance.now();
  const session = await createBareSession(client, opened);
  const openMs = performance.now() - started;
  return {
    host,
    client,
    session,
    at: { datasetId: opened.datasetId, sequenceId: session.state.getState().sequence.id },
    openMs,
    recoverMs,
  };
}

async function close({ session, host }: Window): Promise<void> {
  await session.dispose();
  await host.dispose();
}

function addCuboids({ document }: EditorSession, count: number): readonly CuboidId[] {
  const ids: CuboidId[] = [];
  document.transact('create', (tx) => {
    for (let n = 1; n <= count; n += 1) {
      const trackId = crypto.randomUUID() as TrackId;
      const id = objectIdOf(trackId, FRAME) as CuboidId;
      tx.create({ ...someTrack(n), id: trackId });
      tx.create({ ...someCuboid(n, FRAME, n), id, trackId });
      ids.push(id);
    }
  });
  return ids;
}

function moveTo({ document }: EditorSession, id: CuboidId | undefined, x: number): void {
  if (id === undefined) return;
  document.transact('move', (tx) => tx.update(id, { cuboid: boxAt(x + 0.5, x / 10) }));
}

/** The journal's entry for one more move of one of the cuboids; the records are as the one before left them. */
function moveOf(records: (LabelRecord | undefined)[], n: number): JournalEntry {
  const i = n % records.length;
  const before = records[i];
  if (before?.type !== 'cuboid') throw new Error('not a cuboid');
  const after = { ...before, cuboid: boxAt(n / 100, n / 200) };
  records[i] = after;
  // Records and what the journal takes for them differ in their types alone.
  const changes = JSON.parse(JSON.stringify([{ before, after }])) as JournalEntry['changes'];
  return { id: crypto.randomUUID(), kind: 'commit', label: 'move', at: Date.now(), changes, files: [FRAME] };
}

function durable({ state }: EditorSession): Promise<void> {
  const isDurable = () => {
    const { unsent, unsynced } = state.getState().journal;
    return unsent + unsynced === 0;
  };
  if (isDurable()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = state.subscribe(() => {
      if (!isDurable()) return;
      stop();
      resolve();
    });
  });
}

async function replaceBarely(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(`${path}.tmp`, 'w');
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await rename(`${path}.tmp`, path);
}

function parseLines(text: string): number {
  return text.split('\n').filter((line) => line !== '' && JSON.parse(line.slice(17)) !== null).length;
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function quantile(values: readonly number[], at: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * at))] ?? 0;
}

function print(what: string, ms: number, bareMs: number, bare: string, bar?: number): void {
  results.push({ what, ms, bare, bareMs, ...(bar === undefined ? {} : { bar }) });
  const ratio = (ms / bareMs).toFixed(1);
  const judged = bar === undefined ? '' : `  ${ms <= bar ? 'within' : 'OVER'} ${bar} ms`;
  process.stdout.write(
    `${what.padEnd(30)}${ms.toFixed(1).padStart(8)} ms  ${ratio.padStart(6)} × ${bare} (${bareMs.toFixed(1)} ms)${judged}\n`,
  );
}
