import { mkdir, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { labelFolder, writeFiles } from '../../bench/labelFolder.ts';
import { exportCommand } from './exportCommand.ts';

/** What a second export makes anew, and what it leaves as it is. */

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  writeFiles(drive(), labelFolder({ sequences: 2, framesPerSequence: 2, objectsPerFrame: 2 }));
});

const drive = () => join(folder, 'drive');
const SIDECAR = 'drive_0000/lidar/000001.pcd.labels.json';

async function exportInto(out: string, ...args: string[]) {
  const ended = await runCli('export', '--to', 'parquet', join(folder, out), drive(), '--json', ...args);
  expect(ended.err).toBe('');
  const { output: _, ...told } = JSON.parse(ended.out) as Record<string, unknown>;
  return { exitCode: ended.exitCode, ...told };
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(drive(), path), 'utf8').catch(() => '');
  const after = change(before);
  expect(after).not.toBe(before);
  await mkdir(dirname(join(drive(), path)), { recursive: true });
  await writeFile(join(drive(), path), after);
}

async function pathsIn(out: string): Promise<string[]> {
  const entries = await readdir(join(folder, out), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => path.slice(join(folder, out).length + 1).replaceAll('\\', '/')).sort();
}

async function filesIn(out: string): Promise<Record<string, string>> {
  const paths = await pathsIn(out);
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, out, path), 'latin1')));
  return Object.fromEntries(paths.map((path, i) => [path, texts[i]!]));
}

const LONG_AGO = new Date('2001-02-03');

/** Which files of `out` an export puts there, by name without that of the part; what it leaves has the time it had. */
async function placedBy(work: () => Promise<unknown>): Promise<string[]> {
  for (const path of await pathsIn('out')) await utimes(join(folder, 'out', path), LONG_AGO, LONG_AGO);
  await work();
  const placed: string[] = [];
  for (const path of await pathsIn('out')) {
    const { mtime } = await stat(join(folder, 'out', path));
    if (mtime > LONG_AGO && path !== '_boxwright.json') placed.push(path);
  }
  return placed.map((path) => path.replace(/part-[0-9a-f]{12}-\d{5}/, '*'));
}

const LABEL_TABLES = ['box2d', 'frames', 'objects', 'projections'];
const filesOf = (sequence: string, tables = LABEL_TABLES) => [
  '_parts/*.json',
  ...tables.map((table) => `${table}/sequence=${sequence}/date=2023-11-14/*.parquet`),
];

/** What an export tells of its progress, each once. */
async function progressOf(findings: boolean): Promise<string[]> {
  const told: string[] = [];
  const onProgress = (done: number, total: number) => told.push(`${done} of ${total}`);
  await exportCommand(join(folder, 'out'), [drive()], { findings, json: true, onProgress });
  return [...new Set(told)];
}

/** What is in `out` is what a first export would write. */
async function expectFresh(...args: string[]): Promise<void> {
  await exportInto('fresh', ...args);
  expect(await filesIn('out')).toEqual(await filesIn('fresh'));
}

describe('boxwright export, again', () => {
  test('makes nothing anew of what has not changed, and tells the same', async () => {
    await edit('drive_0000/lidar/broken.pcd.labels.json', () => '{"format": ');
    await edit('drive_0001/lidar/empty.pcd.labels.json', (text) => `${text} `);
    await edit('bad/tracks.json', () => '[]');
    const first = await exportInto('out', '--findings');
    expect(first).toMatchObject({ exitCode: 1, sidecars: 6, rows: { frames: 4, objects: 8 } });
    expect((first as unknown as { problems: unknown[] }).problems).toHaveLength(4);
    let again: unknown;
    expect(await placedBy(async () => (again = await exportInto('out', '--findings')))).toEqual([]);
    expect(again).toEqual(first);
  });

  test('makes the part anew whose sidecar has changed, or is gone, and no other', async () => {
    await exportInto('out');
    await edit(SIDECAR, (text) => text.replace('"points": ', '"points": 1'));
    expect(await placedBy(() => exportInto('out'))).toEqual(filesOf('drive_0000'));
    await expectFresh();
    await rm(join(drive(), SIDECAR));
    expect(await placedBy(() => exportInto('out'))).toEqual(filesOf('drive_0000'));
    await rm(join(folder, 'fresh'), { recursive: true });
    await expectFresh();
  });

  test('knows the tracks that it read, and those that it would read now', async () => {
    await exportInto('out');
    await edit('drive_0001/tracks.json', (text) => text.replace('"class": "car"', '"class": "van"'));
    expect(await placedBy(() => exportInto('out'))).toEqual(filesOf('drive_0001'));
    const tracks = await readFile(join(drive(), 'drive_0000/tracks.json'), 'utf8');
    await edit('elsewhere/tracks.json', () => tracks.replace('"class": "car"', '"class": "bus"'));
    expect(await placedBy(() => exportInto('out'))).toEqual(filesOf('drive_0000'));
    await expectFresh();
  });

  test('makes findings anew where labels or rules have changed', async () => {
    const rules = ['--findings', '--rules', 'DAT005'];
    await exportInto('out', ...rules);
    await edit(SIDECAR, (text) => text.replace(/"rotation": \[\s*0,\s*0,/, '"rotation": [0, 1,'));
    const placed = await placedBy(() => exportInto('out', ...rules));
    expect(placed).toEqual(['_parts/*.json', ...filesOf('drive_0000', [...LABEL_TABLES, 'findings'].sort())]);
    await expectFresh(...rules);
    const others = await placedBy(() => exportInto('out', '--findings', '--rules', 'DAT'));
    expect(others, 'of both sequences, one of which has none').toEqual([
      '_parts/*.json',
      ...filesOf('drive_0000', ['findings']),
    ]);
    expect(await placedBy(() => exportInto('out')), 'findings are gone, the others stay').toEqual([]);
    await rm(join(folder, 'fresh'), { recursive: true });
    await expectFresh();
  });

  test.each([
    ['cut', (path: string) => truncate(path, 100)],
    ['gone', (path: string) => rm(path)],
    ['another of its length', async (path: string) => writeFile(path, (await readFile(path)).reverse())],
  ])('makes anew what is %s', async (_, damage) => {
    await exportInto('out');
    const whole = await filesIn('out');
    for (const start of ['objects/sequence=drive_0000', '_parts/']) {
      await damage(
        join(
          folder,
          'out',
          (await pathsIn('out')).find((path) => path.startsWith(start))!,
        ),
      );
      const placed = await placedBy(() => exportInto('out'));
      expect(placed).toHaveLength(LABEL_TABLES.length + 1);
      expect(await filesIn('out')).toEqual(whole);
    }
  });

  test('takes away what a run that was killed had left elsewhere of a part', async () => {
    await exportInto('out');
    const whole = await filesIn('out');
    const path = Object.keys(whole).find((each) => each.startsWith('frames/'));
    const stray = join(folder, 'out', path!.replace('2023-11-14', '2023-11-15'));
    await mkdir(dirname(stray));
    await writeFile(stray, whole[path!]!, 'latin1');
    await exportInto('out');
    expect(await filesIn('out')).toEqual(whole);
  });

  test('tells of its progress part by part, whatever is there', async () => {
    await progressOf(false);
    expect((await progressOf(false)).filter((each) => each !== '0 of 4')).toEqual(['2 of 4', '4 of 4']);
    expect((await progressOf(true)).at(-1)).toBe('8 of 8');
  });

  test('cannot be fooled by a record whose files were replaced since', async () => {
    await exportInto('out');
    const before = await filesIn('out');
    await edit(SIDECAR, (text) => text.replace('"points": ', '"points": 1'));
    await exportInto('out');
    // As after a power cut: the old record is back, beside the new files.
    for (const [path, bytes] of Object.entries(before))
      if (path.startsWith('_parts/')) await writeFile(join(folder, 'out', path), bytes, 'latin1');
    await edit(SIDECAR, (text) => text.replace('"points": 1', '"points": '));
    await exportInto('out');
    expect(await filesIn('out')).toEqual(before);
  });
});
