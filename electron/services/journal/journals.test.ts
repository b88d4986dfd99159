import { mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFaultyFileSystem, type Fault } from '#electron/testing/faultyFileSystem.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { FileSystem } from '#electron/services/fileSystem.ts';
import type { Host } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import type { MethodInput, MethodName, MethodOutput } from '#shared/host/contract.ts';
import type { JournalEntry } from '#shared/labels/journal/journalEntry.ts';

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

function entry(n: number, files: string[] = ['lidar/1.pcd']): JournalEntry {
  return { id: idOf(n), kind: 'commit', label: 'move', at: n, changes: [], files };
}

const signal = new AbortController().signal;

const running = new Map<string, Host>();

/** A host on a folder that another one may have had before, which has ended then. */
async function start(folder: string, fileSystem: FileSystem = nodeFileSystem) {
  await running.get(folder)?.dispose();
  const { host, scene } = await createTestHost({ fileSystem }, folder);
  running.set(folder, host);
  onTestFinished(() => host.dispose());
  const call = <M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>> =>
    host.services[method](input, { signal });
  const { datasetId, dataset } = await call('dataset.open', { path: scene });
  const at = { datasetId, sequenceId: dataset.sequences[0]?.id ?? '' };
  return {
    host,
    call,
    at,
    scene,
    own: join(scene, '.boxwright'),
    append: (...numbers: number[]) =>
      call('journal.append', { ...at, entries: numbers.map((n) => entry(n)) }),
    found: async () => (await call('journal.recover', at)).edits.map((edit) => edit.entry.at),
  };
}

async function journalsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.journal')).map((name) => join(folder, name));
}

const isJournal = (path: string) => path.endsWith('.journal');
const isInRoot = (path: string) => path.includes('/.boxwright/');

describe('the journal', () => {
  test('holds what was appended after the process has ended, in order, each edit once', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    expect(await first.append(1, 2)).toEqual({ isInLabelRoot: true });
    await first.append(2, 3);
    const second = await start(folder);
    expect(await second.found()).toEqual([1, 2, 3]);
    await second.append(3, 4);
    const third = await start(folder);
    expect(await third.found()).toEqual([1, 2, 3, 4]);
    expect(await journalsIn(third.own)).toHaveLength(1);
  });

  test('looking at a dataset changes nothing in it', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    expect(await first.found()).toEqual([]);
    await expect(readdir(join(first.own, 'journal'))).rejects.toThrow('ENOENT');
    await first.append(1);
    const [path = ''] = await journalsIn(first.own);
    const before = await readFile(path);
    const second = await start(folder);
    await second.found();
    await second.call('dataset.close', { datasetId: second.at.datasetId });
    expect(await readFile(path)).toEqual(before);
  });

  test('knows what a save holds', async () => {
    const folder = await temporaryFolder();
    const { call, at, append } = await start(folder);
    await append(1);
    const frameId = 'lidar/000001.pcd';
    const labels = await call('labels.load', { ...at, frameId });
    if (!('sidecar' in labels)) throw new Error('the scene has imported labels');
    await call('journal.append', { ...at, entries: [entry(2, [frameId]), entry(3, [frameId, ''])] });
    await call('labels.save', { ...at, frameId, expected: null, sidecar: labels.sidecar, covers: idOf(2) });
    const { edits } = await (await start(folder)).call('journal.recover', at);
    expect(edits.map(({ unsaved }) => unsaved)).toEqual([['lidar/1.pcd'], [], [frameId, '']]);
  });

  test('a last line that was being written is no damage, and no edit', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await first.append(1, 2);
    const [path = ''] = await journalsIn(first.own);
    const bytes = await readFile(path);
    await writeFile(path, bytes.subarray(0, bytes.length - 20));
    const { edits, problems } = await (await start(folder)).call('journal.recover', first.at);
    expect([edits.map((edit) => edit.entry.at), problems]).toEqual([[1], []]);
  });

  test('damage is named, all else is read, and the damaged file is kept', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await first.append(1, 2, 3);
    const [path = ''] = await journalsIn(first.own);
    const text = await readFile(path, 'utf8');
    const damaged = text.replace('"at":2', '"at":7');
    await writeFile(path, damaged);
    const second = await start(folder);
    const { edits, problems } = await second.call('journal.recover', second.at);
    expect(edits.map((edit) => edit.entry.at)).toEqual([1, 3]);
    expect(problems).toMatchObject([{ code: 'journal.damaged', params: { count: 1 } }]);
    await second.append(4);
    const [kept = ''] = await readdir(join(second.own, 'damaged'));
    expect(await readFile(join(second.own, 'damaged', kept), 'utf8')).toBe(damaged);
    expect(await (await start(folder)).found()).toEqual([1, 3, 4]);
  });

  test('one that was not readable when the edits were asked for is not taken over unseen', async () => {
    const folder = await temporaryFolder();
    const file = 'lidar/000001.pcd';
    const first = await start(folder);
    await first.call('journal.append', { ...first.at, entries: [entry(1, [file])] });
    const fault: Fault = { step: 'readFile', error: 'EIO', on: isJournal, times: 1 };
    const second = await start(folder, createFaultyFileSystem(fault).fileSystem);
    const { edits, problems } = await second.call('journal.recover', second.at);
    expect([edits, problems]).toMatchObject([[], [{ code: 'journal.unreadable' }]]);
    const labels = await second.call('labels.load', { ...second.at, frameId: file });
    if (!('sidecar' in labels)) throw new Error('the scene has imported labels');
    await second.call('journal.append', { ...second.at, entries: [entry(2, [file])] });
    const { sidecar } = labels;
    await second.call('labels.save', {
      ...second.at,
      frameId: file,
      expected: null,
      sidecar,
      covers: idOf(2),
    });
    const third = await start(folder);
    const left = (await third.call('journal.recover', third.at)).edits;
    expect(left.map(({ entry: { at }, unsaved }) => [at, unsaved])).toEqual([
      [1, [file]],
      [2, []],
    ]);
    await third.append(3);
    expect(await journalsIn(third.own)).toHaveLength(1);
  });

  test('a folder that leads elsewhere is not followed', async () => {
    const folder = await temporaryFolder();
    const outside = join(folder, 'elsewhere');
    await mkdir(outside);
    const first = await start(folder);
    await rm(first.own, { recursive: true });
    await symlink(outside, first.own);
    expect(await first.append(1)).toEqual({ isInLabelRoot: false });
    expect(await readdir(outside)).toEqual([]);
  });
});

describe('where the label root cannot be written', () => {
  test.each<Fault>([
    { step: 'makeFolder', error: 'EROFS', on: isInRoot },
    { step: 'create', error: 'ENOSPC', on: isInRoot },
    { step: 'newFile.write', error: 'ENOSPC', on: isInRoot, bytesWritten: 10 },
    { step: 'newFile.sync', error: 'EIO', on: isInRoot },
    { step: 'rename', error: 'EIO', on: isInRoot },
    { step: 'append', error: 'EACCES', on: isInRoot },
  ])('%o: the journal is kept in the user’s folder, and found there', async (fault) => {
    const folder = await temporaryFolder();
    const first = await start(folder, createFaultyFileSystem(fault).fileSystem);
    expect(await first.append(1)).toEqual({ isInLabelRoot: false });
    await first.call('journal.sync', first.at);
    expect(await first.append(2)).toEqual({ isInLabelRoot: false });
    const second = await start(folder);
    expect(await second.found()).toEqual([1, 2]);
    expect(await second.append(3)).toEqual({ isInLabelRoot: true });
    expect(await journalsIn(join(folder, 'home'))).toEqual([]);
    expect(await (await start(folder)).found()).toEqual([1, 2, 3]);
  });

  test('a disk that fills up in the middle loses no edit', async () => {
    const folder = await temporaryFolder();
    let writes = 0;
    const isLater = (path: string) => isInRoot(path) && ++writes > 4;
    const fault: Fault = { step: 'newFile.write', error: 'ENOSPC', on: isLater, bytesWritten: 30 };
    const first = await start(folder, createFaultyFileSystem(fault).fileSystem);
    for (const n of [1, 2, 3, 4, 5]) await first.append(n);
    expect((await first.append(6)).isInLabelRoot).toBe(false);
    expect(await (await start(folder)).found()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('a sync that fails has the edits written anew', async () => {
    const folder = await temporaryFolder();
    const fault: Fault = { step: 'newFile.sync', error: 'EIO', on: isJournal };
    const first = await start(folder, createFaultyFileSystem(fault).fileSystem);
    await first.append(1);
    await first.append(2);
    await first.call('journal.sync', first.at);
    expect(await (await start(folder)).found()).toEqual([1, 2]);
  });

  test('with both failing the edits are refused with a reason, and taken once one works', async () => {
    const folder = await temporaryFolder();
    const fault: Fault = { step: 'create', error: 'ENOSPC', times: 4 };
    const { append, found } = await start(folder, createFaultyFileSystem(fault).fileSystem);
    await expect(append(1)).rejects.toThrow('journal.failed');
    await expect.poll(() => append(1).catch(() => undefined)).toBeDefined();
    expect(await found()).toEqual([1]);
  });

  test('a data folder that was taken away is not made again', async () => {
    const folder = await temporaryFolder();
    const first = await start(folder);
    await first.append(1);
    const away = join(folder, 'away');
    await rename(first.scene, away);
    // On Linux an open file goes along with its folder; a host that begins a journal must see that there is none.
    const second = await start(folder);
    await rm(second.scene, { recursive: true });
    expect(await second.append(2)).toEqual({ isInLabelRoot: false });
    await expect(readdir(second.scene)).rejects.toThrow('ENOENT');
    await rename(away, second.scene);
    // Its writer could not take its lease back; this process, which is the same one, lives.
    await rm(join(second.own, 'leases'), { recursive: true, force: true });
    expect(new Set(await (await start(folder)).found())).toEqual(new Set([1, 2]));
  });
});
