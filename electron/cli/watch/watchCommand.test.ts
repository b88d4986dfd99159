import { appendFile, mkdir, readFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { exampleSidecar, exampleTracksFile } from '../../../testing/exampleLabels.ts';
import { watchCommand } from './watchCommand.ts';
import type { WatchEvent } from './watchEvent.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A watch of the folder that runs until the test is over, and its next lines. */
async function watching(folder: string, { initial = false, interval = 0.05 } = {}) {
  const stop = new AbortController();
  const events: WatchEvent[] = [];
  let wake: (() => void) | undefined;
  const print = async (line: string): Promise<void> => {
    expect(line.endsWith('\n')).toBe(true);
    events.push(JSON.parse(line) as WatchEvent);
    wake?.();
  };
  const run = watchCommand(folder, { initial, interval }, print, stop.signal);
  ends.push(async () => {
    stop.abort();
    await run;
  });
  const next = async (): Promise<WatchEvent> => {
    while (events.length === 0) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([woken, run]);
    }
    return events.shift()!;
  };
  return { next, events };
}

/** As the app saves: whole, in the place of the file before. */
async function save(folder: string, path: string, text: string): Promise<void> {
  await writeFile(join(folder, `${path}.tmp`), text);
  await rename(join(folder, `${path}.tmp`), join(folder, path));
}

function sidecar(frame: string, sequence = 'a'): string {
  const example = exampleSidecar();
  return serialiseSidecar({ ...example, frame: { ...example.frame, id: frame, sequence } });
}

const FIRST = 'lidar/1.pcd.labels.json';

async function labelled(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'lidar'));
  await writeFile(join(folder, FIRST), sidecar('lidar/1.pcd'));
  await writeFile(join(folder, 'tracks.json'), serialiseTracksFile(exampleTracksFile()));
  return folder;
}

describe('watch', () => {
  test('tells what is saved after it has begun, and what it holds', async () => {
    const folder = await labelled();
    const { next, events } = await watching(folder);
    expect(await next()).toEqual({ event: 'watching', files: 2 });
    await save(folder, 'lidar/2.pcd.labels.json', sidecar('lidar/2.pcd'));
    expect(await next()).toEqual({
      event: 'saved',
      kind: 'sidecar',
      path: 'lidar/2.pcd.labels.json',
      frame: 'lidar/2.pcd',
      sequence: 'a',
      index: 1,
      objects: 1,
      boxes2d: 1,
      done: false,
      revision: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    await save(folder, 'tracks.json', serialiseTracksFile(exampleTracksFile({ tracks: [] })));
    expect(await next()).toMatchObject({ event: 'saved', kind: 'tracks', sequence: 'example', tracks: 0 });
    expect(events).toEqual([]);
  });

  test('--initial tells first what is there', async () => {
    const { next } = await watching(await labelled(), { initial: true });
    expect(await next()).toMatchObject({ event: 'saved', path: FIRST, initial: true });
    expect(await next()).toMatchObject({ event: 'saved', path: 'tracks.json', initial: true });
    expect(await next()).toEqual({ event: 'watching', files: 2 });
  });

  test('a new sequence, one that is renamed, one that is deleted', async () => {
    const folder = await labelled();
    const { next } = await watching(folder, { initial: true });
    for (let i = 0; i < 3; i += 1) await next();
    await mkdir(join(folder, 'b/lidar'), { recursive: true });
    await save(folder, 'b/lidar/1.pcd.labels.json', sidecar('b/lidar/1.pcd', 'b'));
    expect(await next()).toMatchObject({ event: 'saved', path: 'b/lidar/1.pcd.labels.json', sequence: 'b' });
    await rename(join(folder, 'b'), join(folder, 'c'));
    const renamed = [await next(), await next()];
    expect(renamed).toMatchObject([
      { event: 'saved', path: 'c/lidar/1.pcd.labels.json', sequence: 'b' },
      { event: 'removed', path: 'b/lidar/1.pcd.labels.json', frame: 'b/lidar/1.pcd' },
    ]);
    await rm(join(folder, 'c'), { recursive: true });
    expect(await next()).toMatchObject({ event: 'removed', path: 'c/lidar/1.pcd.labels.json' });
  });

  test('a broken file is a line with its place, once, and the others go on', async () => {
    const folder = await labelled();
    const { next, events } = await watching(folder);
    await next();
    await save(folder, FIRST, sidecar('lidar/1.pcd').replace('"yaw": 0.5', '"yaw": NaN'));
    expect(await next()).toMatchObject({
      event: 'unreadable',
      path: FIRST,
      problem: { code: 'labels.malformed', params: { line: expect.any(Number) as number, column: 16 } },
      message: expect.stringContaining('not readable JSON') as string,
    });
    await save(folder, 'lidar/2.pcd.labels.json', sidecar('lidar/2.pcd'));
    expect(await next()).toMatchObject({ event: 'saved', path: 'lidar/2.pcd.labels.json' });
    await save(folder, FIRST, sidecar('lidar/1.pcd'));
    expect(await next()).toMatchObject({ event: 'saved', path: FIRST });
    expect(events).toEqual([]);
  });

  test('a file that is written in place is told when it is whole', async () => {
    const folder = await labelled();
    // Longer than the writing takes on a busy computer: what stays cut short from one sweep to the next is told.
    const { next, events } = await watching(folder, { interval: 2 });
    await next();
    const text = sidecar('lidar/1.pcd').replace('"Car"', '"Van"');
    await truncate(join(folder, FIRST), 0);
    for (let at = 0; at < text.length; at += 300)
      await appendFile(join(folder, FIRST), text.slice(at, at + 300));
    expect(await next()).toMatchObject({ event: 'saved', path: FIRST });
    expect(events).toEqual([]);
  });

  test('what is only touched, or saved as it was, is told once at most', async () => {
    const folder = await labelled();
    const { next, events } = await watching(folder, { initial: true });
    for (let i = 0; i < 3; i += 1) await next();
    await utimes(join(folder, FIRST), 1, 1);
    await save(folder, 'tracks.json', await readFile(join(folder, 'tracks.json'), 'utf8'));
    await save(folder, 'lidar/2.pcd.labels.json', sidecar('lidar/2.pcd'));
    expect(await next()).toMatchObject({ event: 'saved', path: 'lidar/2.pcd.labels.json' });
    expect(events).toEqual([]);
  });

  test('a folder that is out of reach is told once, and what is in it is not taken for gone', async () => {
    const folder = await labelled();
    const { next, events } = await watching(folder);
    await next();
    await rename(folder, `${folder}-away`);
    expect(await next()).toMatchObject({
      event: 'unreadable',
      path: '',
      problem: { code: 'folder.unreadable' },
    });
    await rename(`${folder}-away`, folder);
    await save(folder, FIRST, sidecar('lidar/1.pcd').replace('"Car"', '"Van"'));
    expect(await next()).toMatchObject({ event: 'saved', path: FIRST });
    expect(events).toEqual([]);
  });

  test('ends when nobody reads any more', async () => {
    const folder = await labelled();
    const closed = Object.assign(new Error('closed'), { code: 'EPIPE' });
    const print = (): Promise<void> => Promise.reject(closed);
    const { signal } = new AbortController();
    await expect(
      watchCommand(folder, { initial: false, interval: 1 }, print, signal),
    ).resolves.toBeUndefined();
  });

  test('waits for a reader that is slow', async () => {
    const folder = await labelled();
    const stop = new AbortController();
    let printing = 0;
    let most = 0;
    const lines: string[] = [];
    const print = async (line: string): Promise<void> => {
      printing += 1;
      most = Math.max(most, printing);
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
      printing -= 1;
      lines.push(line);
      if (lines.length === 3) stop.abort();
    };
    await watchCommand(folder, { initial: true, interval: 1 }, print, stop.signal);
    expect([most, lines.length]).toEqual([1, 3]);
  });

  test('of a folder that is not there, the command says so', async () => {
    const nothing = join(await temporaryFolder(), 'nothing');
    const watch = watchCommand(
      nothing,
      { initial: false, interval: 1 },
      async () => undefined,
      AbortSignal.abort(),
    );
    await expect(watch).rejects.toMatchObject({ problem: { code: 'file.missing' } });
  });
});
