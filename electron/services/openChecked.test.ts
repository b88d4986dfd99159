import { execFileSync } from 'node:child_process';
import { link, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { openChecked } from './openChecked.ts';

const read = async (path: string) => new TextDecoder().decode(await nodeFileSystem.readFile(path));

async function start() {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'inner'));
  const path = join(folder, 'inner', 'file');
  await writeFile(path, 'inside');
  await writeFile(join(folder, 'file'), 'outside');
  return { folder, path };
}

/** Linux tells where an open file lies; the way of the other systems works there as well. */
const WAYS = process.platform === 'linux' ? ['linux', 'darwin'] : [process.platform];

describe.skipIf(process.platform === 'win32').each(WAYS)('openChecked as on %s', (platform) => {
  const own = process.platform;
  beforeEach(() => void Object.defineProperty(process, 'platform', { value: platform }));
  afterEach(() => void Object.defineProperty(process, 'platform', { value: own }));

  test('opens what lies where it should', async () => {
    const { path, folder } = await start();
    expect(await read(path)).toBe('inside');
    await link(path, join(folder, 'second'));
    expect(await read(join(folder, 'second'))).toBe('inside');
  });

  test('refuses a link, and a path that leads through one', async () => {
    const { path, folder } = await start();
    await symlink(path, join(folder, 'link'));
    await symlink(join(folder, 'inner'), join(folder, 'way'));
    for (const other of [join(folder, 'link'), join(folder, 'way', 'file')])
      await expect(openChecked(other)).rejects.toMatchObject({ code: 'ELOOP' });
  });

  test('does not wait for a pipe', async () => {
    const { folder } = await start();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await expect(openChecked(join(folder, 'pipe'))).rejects.toMatchObject({ code: 'EINVAL' });
  });

  test('reads a file that is replaced all the time', async () => {
    const { path, folder } = await start();
    const over = new AbortController();
    const replacing = (async () => {
      for (let n = 0; !over.signal.aborted; n += 1) {
        await writeFile(join(folder, 'next'), `inside ${n}`);
        await rename(join(folder, 'next'), path);
        await pause(1);
      }
    })();
    try {
      for (let n = 0; n < 200; n += 1) expect(await read(path)).toMatch(/^inside/);
    } finally {
      over.abort();
      await replacing;
    }
  });

  test('what ends before its announced length is an error, not a short file', async () => {
    const { path } = await start();
    const pieces: number[] = [];
    const reading = (async () => {
      for await (const { byteLength } of nodeFileSystem.readStream(path, { start: 2, end: 100 }))
        pieces.push(byteLength);
    })();
    await expect(reading).rejects.toThrow('ended 94 bytes early');
    expect(pieces).toEqual([4]);
  });
});
