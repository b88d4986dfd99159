import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { readHostIdentity } from '#electron/services/hostIdentity.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { sessionPlaces } from './sessionRecord.ts';
import { createToken } from './token.ts';

const HERE = readHostIdentity();
const isLinux = process.platform === 'linux';

async function deps(browse = 'folder', folder: string | undefined = '/data') {
  const configFolder = await temporaryFolder();
  return { fileSystem: nodeFileSystem, configFolder, identity: HERE, browse, folder };
}

/** The identity of a process that has ended. */
async function dead() {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return { ...HERE, pid: child.pid ?? 0 };
}

const address = () => ({ port: 5000, token: createToken() });

test('after a host that was killed its address is taken over, after one that ended properly it is not', async () => {
  const here = await deps();
  const left = address();
  const [first] = await sessionPlaces({ ...here, identity: await dead() });
  expect(first).not.toHaveProperty('left');
  await first?.keep(left);
  const [again] = await sessionPlaces(here);
  expect(again?.left).toEqual(left);
  await again?.end();
  expect((await sessionPlaces(here))[0]).not.toHaveProperty('left');
  expect(await readdir(join(here.configFolder, 'loopback-sessions'))).toEqual([]);
});

test.runIf(isLinux)(
  'the record of a host that runs is left alone, and another one starts beside it',
  async () => {
    const here = await deps();
    const [running, ...others] = await sessionPlaces(here);
    await running?.keep(address());
    const places = await sessionPlaces(here);
    expect(places).toHaveLength(others.length);
    expect(places.every(({ left }) => left === undefined)).toBe(true);
  },
);

test('of several that were killed the last one is found again first', async () => {
  const here = await deps();
  const [first] = await sessionPlaces({ ...here, identity: await dead() });
  await first?.keep(address());
  // Its port was taken when the next one started.
  const [, second] = await sessionPlaces({ ...here, identity: await dead() });
  const last = { ...address(), port: 5001 };
  await second?.keep(last);
  expect((await sessionPlaces(here))[0]?.left).toEqual(last);
});

test('another folder, or another way to start, has an address of its own', async () => {
  const here = await deps();
  const [place] = await sessionPlaces({ ...here, identity: await dead() });
  await place?.keep(address());
  const others = [
    { ...here, folder: '/other' },
    { ...here, folder: undefined },
    { ...here, browse: 'home' },
  ];
  for (const other of others) expect((await sessionPlaces(other))[0]).not.toHaveProperty('left');
});

test.skipIf(process.platform === 'win32')('a record is for the person’s eyes only', async () => {
  const here = await deps();
  const [place] = await sessionPlaces({ ...here, identity: await dead() });
  await place?.keep(address());
  const folder = join(here.configFolder, 'loopback-sessions');
  const [name = ''] = await readdir(folder);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  // One that others could read has been read.
  await chmod(join(folder, name), 0o644);
  expect((await sessionPlaces(here))[0]).not.toHaveProperty('left');
});

test.each(['', '{', '[]', '{"format":"boxwright-loopback-session","port":0,"token":"x","pid":1}'])(
  'a damaged record %j is none',
  async (text) => {
    const here = await deps();
    const [place] = await sessionPlaces({ ...here, identity: await dead() });
    await place?.keep(address());
    const folder = join(here.configFolder, 'loopback-sessions');
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), text);
    expect((await sessionPlaces(here))[0]).not.toHaveProperty('left');
    await place?.keep(address());
    expect(JSON.parse(await readFile(join(folder, name), 'utf8'))).toMatchObject({ port: 5000 });
  },
);

test('a folder that cannot be written costs the record only', async () => {
  const { fileSystem } = createFaultyFileSystem({ step: 'create', error: 'EROFS' });
  const here = { ...(await deps()), fileSystem };
  const [place] = await sessionPlaces(here);
  await place?.keep(address());
  await place?.end();
  await mkdir(join(here.configFolder, 'loopback-sessions'), { recursive: true });
  expect(await readdir(join(here.configFolder, 'loopback-sessions'))).toEqual([]);
});

test.runIf(isLinux)('a killed process is dead although its number is taken again', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const here = await deps();
  const left = address();
  const [place] = await sessionPlaces({
    ...here,
    identity: { ...HERE, pid: child.pid ?? 0, processStarted: '1' },
  });
  await place?.keep(left);
  expect((await sessionPlaces(here))[0]?.left).toEqual(left);
});
