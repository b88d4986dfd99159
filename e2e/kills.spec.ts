import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { createHttpTransport } from '#renderer/host/httpTransport.ts';
import { reopenDatasets } from '#renderer/host/reopenDatasets.ts';
import { createHostClient } from '#shared/host/client.ts';
import { SIDECAR_ENDING, TRACKS_NAME } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { parseTracksFile } from '#shared/labels/parseTracksFile.ts';
import { createBareSession } from '../renderer/editor/testing/bareSession.ts';
import { editSomething, seededRandom, snapshotOf } from './support/editScript.ts';
import { writePcd } from './support/makeFolder.ts';
import { addressOf } from './support/serve.ts';

/**
 * The host is killed at random points of random edit scripts. Where the window goes with it, what the host had received
 * must be there again; where the window stays, everything. And nothing else than a state that the document once had.
 */

const cli = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
/** `npm run torture` asks for more. */
const KILLS = Number(process.env['BOXWRIGHT_TORTURE'] ?? 4);
const SEED = Number(process.env['BOXWRIGHT_SEED'] ?? Date.now() % 2 ** 31);
const FRAMES = 3;

interface Host {
  readonly process: ChildProcess;
  readonly url: URL;
}

/** What a window knows at the moment at which everything ends. */
interface Window {
  readonly session: EditorSession;
  /** The document after each commit, undo and redo, the state at the start first. */
  readonly states: string[];
}

async function startHost(folder: string, home: string): Promise<Host> {
  const child = spawn(process.execPath, [cli, 'serve', folder], {
    env: { ...process.env, BOXWRIGHT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { process: child, url: new URL(await addressOf(child)) };
}

async function openWindow({ url }: Host, folder: string): Promise<Window> {
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? '';
  const host = reopenDatasets(createHostClient(createHttpTransport(url.origin, token)));
  const opened = await host.call('dataset.open', { path: folder });
  const session = await createBareSession(host, opened);
  await session.tracks.ensure(session.state.getState().sequence.frames.map(({ id }) => id as FrameId));
  const states = [snapshotOf(session)];
  session.document.subscribe(({ cause }) => {
    if (cause === 'commit' || cause === 'undo' || cause === 'redo') states.push(snapshotOf(session));
  });
  return { session, states };
}

async function editUntil(isOver: () => boolean, { session }: Window, random: () => number): Promise<void> {
  while (!isOver()) {
    // Going to a frame, or taking back an edit in one, may fail while the host is away.
    await editSomething(session, random).catch(() => undefined);
    await pause(random() < 0.3 ? random() * 250 : 0);
  }
}

/** Everything that the window holds survives a power cut. */
async function isSafe({ state }: EditorSession): Promise<void> {
  const waiting = () => {
    const { unsent, unsynced, failure } = state.getState().journal;
    return unsent + unsynced === 0 ? 'safe' : `${unsent} unsent, ${unsynced} unsynced: ${failure?.message}`;
  };
  await expect.poll(waiting, { timeout: 20_000, message: `seed ${SEED}` }).toBe('safe');
}

/** Every label file is whole. */
function checkFiles(folder: string): void {
  for (const name of readdirSync(folder)) {
    const text = () => readFileSync(join(folder, name), 'utf8');
    if (name.endsWith(SIDECAR_ENDING)) parseSidecar(text(), name);
    if (name === TRACKS_NAME) parseTracksFile(text(), name);
  }
}

test(`${KILLS} kills of the host, with the window or without it, lose nothing`, async () => {
  test.setTimeout(60_000 + KILLS * 5000);
  const random = seededRandom(SEED);
  const folder = mkdtempSync(join(tmpdir(), 'boxwright-kills-'));
  const home = mkdtempSync(join(tmpdir(), 'boxwright-home-'));
  let edits = 0;
  let recovered = 0;
  try {
    for (let n = 0; n < FRAMES; n++)
      writePcd(join(folder, `${n}.pcd`), [
        [n, 0, 0],
        [1, 1, 1],
      ]);
    let host = await startHost(folder, home);
    let window = await openWindow(host, folder);
    for (let kill = 0; kill < KILLS; kill++) {
      let isOver = false;
      const editing = editUntil(() => isOver, window, random);
      await pause(random() * random() * 1500);
      host.process.kill('SIGKILL');
      const { states, session } = window;
      const staysOpen = random() < 0.4;
      let received = states.length - 1 - session.state.getState().journal.unsent;
      isOver = !staysOpen;
      await once(host.process, 'exit');
      if (staysOpen) {
        const { href } = host.url;
        host = await startHost(folder, home);
        expect(host.url.href).toBe(href);
        isOver = true;
        await editing;
        await isSafe(session);
        received = states.length - 1;
        host.process.kill('SIGKILL');
        await once(host.process, 'exit');
      }
      await editing;
      await session.dispose();
      checkFiles(folder);
      edits += states.length - 1;

      host = await startHost(folder, home);
      window = await openWindow(host, folder);
      const [found] = window.states;
      const matching = states.flatMap((state, index) => (state === found ? [index] : []));
      expect(
        matching.some((index) => index >= received),
        `seed ${SEED}, kill ${kill}: state ${matching.join(', ') || 'unknown'} of ${states.length - 1}, ${received} were received`,
      ).toBe(true);
      if (window.session.state.getState().recovered !== undefined) recovered += 1;
    }
    await window.session.dispose();
    checkFiles(folder);
    host.process.kill();
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(home, { recursive: true, force: true });
  }
  console.log(
    `kills: ${KILLS}, edits: ${edits}, starts that recovered something: ${recovered}, lost: 0, seed: ${SEED}`,
  );
});
