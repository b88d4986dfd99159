import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { isUnchanged, ReadLog } from './readLog.ts';

let file: string;
let log: ReadLog;
beforeEach(async () => {
  file = join(await temporaryFolder(), 'a.json');
  await writeFile(file, 'some text');
  log = new ReadLog(nodeFileSystem);
});

async function readFrom(start: number, pieces = Infinity): Promise<void> {
  const { bytes } = await log.fileSystem.stat(file);
  let left = pieces;
  for await (const piece of log.fileSystem.readStream(file, { start, end: bytes })) {
    expect(piece.length).toBeGreaterThan(0);
    left -= 1;
    if (left <= 0) break;
  }
}

test.each([
  ['read at once', async () => void (await log.fileSystem.readFile(file))],
  ['read in pieces', async () => readFrom(0)],
  ['asked for its length', async () => void (await log.fileSystem.stat(file))],
])('a file that was %s is known to be the same, or not', async (_how, read) => {
  await read();
  const [input, ...others] = log.take() ?? [];
  expect(others).toEqual([]);
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(true);
  await appendFile(file, '!');
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
  await rm(file);
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
  expect(log.take()).toEqual([]);
});

test('other bytes of the same length are another file', async () => {
  await log.fileSystem.readFile(file);
  const [input] = log.take() ?? [];
  await writeFile(file, 'some test');
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
});

test('of a file that nobody read to its end, what was read counts, and its length', async () => {
  await writeFile(file, Buffer.alloc(1_000_000, 1));
  await readFrom(0, 1);
  const [input] = log.take() ?? [];
  expect(input).toMatchObject({ bytes: 1_000_000, read: { bytes: 262_144 } });
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(true);
  await writeFile(file, Buffer.alloc(1_000_001, 1));
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
});

test('that a file is missing counts, too', async () => {
  await rm(file);
  await expect(log.fileSystem.readFile(file)).rejects.toThrow('ENOENT');
  const [input] = log.take() ?? [];
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(true);
  await writeFile(file, '');
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
});

test('where a link leads counts, for another run may find another file there', async () => {
  const link = `${file}.link`;
  const other = `${file}.other`;
  await writeFile(other, 'other text');
  await symlink(file, link);
  await expect(log.fileSystem.readFile(link)).rejects.toThrow('ELOOP');
  const [input] = log.take() ?? [];
  expect(input).toMatchObject({ path: link, target: file });
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(true);
  await rm(link);
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
  await symlink(other, link);
  expect(await isUnchanged(nodeFileSystem, input!)).toBe(false);
});

test('what cannot be told for sure is said to be so', async () => {
  await readFrom(3);
  expect(log.take()).toBeUndefined();
  await log.fileSystem.readFile(file);
  await writeFile(file, 'other text');
  await log.fileSystem.readFile(file);
  expect(log.take(), 'it changed while it was read').toBeUndefined();
  await rm(file);
  await mkdir(file);
  await expect(log.fileSystem.readFile(file)).rejects.toThrow('EISDIR');
  expect(log.take()).toBeUndefined();
});
