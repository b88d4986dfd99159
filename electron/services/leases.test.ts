import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createFaultyFileSystem, type Fault } from '#electron/testing/faultyFileSystem.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import type { FileSystem } from './fileSystem.ts';
import { FolderOnDisk } from './folderOnDisk.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { readHostIdentity, type HostIdentity } from './hostIdentity.ts';
import { leaseText, type Lease } from './leaseFile.ts';
import { LEASE_BEAT_MS, Leases } from './leases.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const HERE = readHostIdentity();
const MINE = '00000000-0000-4000-8000-000000000001';
const THEIRS = '00000000-0000-4000-8000-000000000002';
const ELSEWHERE: HostIdentity = { hostName: 'PC-12', machine: 'another', pid: 1, systemUser: 'lin' };

/** Time that only passes when a test says so. */
class Clock {
  ms = 0;
}

interface Room {
  readonly root: string;
  readonly clock: Clock;
  readonly folder: FolderOnDisk;
  /** A host that looks at this room. */
  host(hostId: string, identity?: HostIdentity, fileSystem?: FileSystem): Leases;
  /** Writes a lease as a host on another machine would. */
  write(lease: Partial<Lease>): Promise<void>;
}

async function room(): Promise<Room> {
  const root = await temporaryFolder();
  const roots = new GrantedRoots(nodeFileSystem);
  await roots.grant(root);
  const clock = new Clock();
  const folder = new FolderOnDisk(nodeFileSystem, roots, root);
  return {
    root,
    clock,
    folder,
    host: (hostId, identity = HERE, fileSystem = nodeFileSystem) => {
      const userName = () => Promise.resolve(identity.systemUser);
      const leases = new Leases({ fileSystem, hostId, identity, monotonicMs: () => clock.ms, userName });
      onTestFinished(() => leases.dispose());
      return leases;
    },
    write: async (lease) => {
      await mkdir(join(root, '.boxwright/leases'), { recursive: true });
      const { hostName: host, machine, pid, systemUser: user } = ELSEWHERE;
      const whole = { hostId: THEIRS, host, machine, pid, user, counter: 0, ...lease };
      await writeFile(join(root, '.boxwright/leases', `${whole.hostId}.json`), leaseText(whole));
    },
  };
}

/** So many beats at the usual pace. `before`: what happens before each. */
async function pass(
  leases: Leases,
  clock: Clock,
  ms: number,
  before?: (n: number) => Promise<void>,
): Promise<void> {
  for (let n = 1; n <= ms / LEASE_BEAT_MS; n += 1) {
    clock.ms += LEASE_BEAT_MS;
    await before?.(n);
    await leases.beat();
  }
}

test('a lease says who is there, changes with every beat, and goes with the last holder', async () => {
  const { root, clock, folder, host } = await room();
  const leases = host(MINE, ELSEWHERE);
  const first = await leases.hold(folder);
  const second = await leases.hold(folder);
  const path = join(root, '.boxwright/leases', `${MINE}.json`);
  const read = async () => JSON.parse(await readFile(path, 'utf8')) as Lease;
  const before = await read();
  expect(before).toMatchObject({
    format: 'boxwright-lease',
    version: 1,
    hostId: MINE,
    host: 'PC-12',
    user: 'lin',
  });
  await pass(leases, clock, 6000);
  expect((await read()).counter).toBe(before.counter + 2);
  await first.release();
  await first.release();
  expect((await read()).counter).toBe(before.counter + 2);
  await second.release();
  expect(await readdir(root)).toEqual([]);
});

test('what else is kept in the folder of ours stays', async () => {
  const { root, folder, host } = await room();
  await mkdir(join(root, '.boxwright/journal'), { recursive: true });
  await (await host(MINE).hold(folder)).release();
  expect(await readdir(join(root, '.boxwright'))).toEqual(['journal']);
});

test('a label root that is let go and taken again at once keeps its lease', async () => {
  const { root, folder, host } = await room();
  const leases = host(MINE);
  const hold = await leases.hold(folder);
  const ending = hold.release();
  const again = await leases.hold(folder);
  await ending;
  expect(await readdir(join(root, '.boxwright/leases'))).toEqual([`${MINE}.json`]);
  await again.release();
});

test('another machine is unknown, then alive, and dead after fifteen seconds without a change', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({ counter: 7 });
  const leases = host(MINE);
  const told: unknown[] = [];
  leases.onChange((rootPath) => told.push(leases.others(rootPath).map(({ standing }) => standing)));
  await leases.hold(folder);
  expect(await leases.standingOf(root, THEIRS)).toBe('unknown');
  expect(leases.others(root)).toEqual([{ hostId: THEIRS, host: 'PC-12', user: 'lin', standing: 'unknown' }]);
  await pass(leases, clock, 30_000, (n) => write({ counter: 7 + n }));
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
  await pass(leases, clock, 12_000);
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
  await pass(leases, clock, 3000);
  expect(await leases.standingOf(root, THEIRS)).toBe('dead');
  expect(told).toEqual([['unknown'], ['alive'], []]);
  // Nobody's any more.
  expect(await readdir(join(root, '.boxwright/leases'))).toEqual([`${MINE}.json`]);
});

test('one that never changes is never called alive', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({});
  const leases = host(MINE);
  await leases.hold(folder);
  await pass(leases, clock, 12_000);
  expect(await leases.standingOf(root, THEIRS)).toBe('unknown');
  await pass(leases, clock, 3000);
  expect(await leases.standingOf(root, THEIRS)).toBe('dead');
});

test('a computer that slept does not take the others for dead', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({});
  const leases = host(MINE);
  await leases.hold(folder);
  await write({ counter: 1 });
  await pass(leases, clock, 3000);
  clock.ms += 8 * 3600 * 1000;
  await leases.beat();
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
  await pass(leases, clock, 3000, () => write({ counter: 2 }));
  await pass(leases, clock, 12_000);
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
});

test('asking often does not make a verdict come sooner', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({});
  const leases = host(MINE);
  await leases.hold(folder);
  clock.ms += 60_000;
  for (let i = 0; i < 10; i += 1) expect(await leases.standingOf(root, THEIRS)).toBe('unknown');
});

test('no clock is compared: neither times of files nor the time of day', async () => {
  const { root, clock, folder, host, write } = await room();
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  await write({});
  const path = join(root, '.boxwright/leases', `${THEIRS}.json`);
  const leases = host(MINE);
  await leases.hold(folder);
  await pass(leases, clock, 60_000, async (n) => {
    await write({ counter: n });
    await utimes(path, new Date(0), new Date(0));
    vi.setSystemTime(n % 2 === 0 ? 0 : 4_000_000_000_000);
  });
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
});

test('whoever was only asleep is alive again', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({});
  const leases = host(MINE);
  await leases.hold(folder);
  await pass(leases, clock, 15_000);
  expect(await leases.standingOf(root, THEIRS)).toBe('dead');
  await pass(leases, clock, 6000, (n) => write({ counter: n }));
  expect(await leases.standingOf(root, THEIRS)).toBe('alive');
});

test('two hosts of one machine know each other at once', async () => {
  const { root, folder, host } = await room();
  const [mine, theirs] = [host(MINE), host(THEIRS)];
  const hold = await theirs.hold(folder);
  await mine.hold(folder);
  expect(mine.others(root)).toMatchObject([{ hostId: THEIRS, standing: 'alive' }]);
  expect(await mine.standingOf(root, MINE)).toBe('alive');
  await hold.release();
  expect(await mine.standingOf(root, THEIRS)).toBe('dead');
  await mine.beat();
  expect(mine.others(root)).toEqual([]);
});

async function child(): Promise<ChildProcess> {
  const started = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(started, 'spawn');
  onTestFinished(() => void started.kill('SIGKILL'));
  return started;
}

test('a killed process of this machine is dead at once, and its lease is cleared away', async () => {
  const { root, folder, host, write } = await room();
  const other = await child();
  const pid = other.pid ?? 0;
  const stat = process.platform === 'linux' ? await readFile(`/proc/${pid}/stat`, 'utf8') : '';
  const processStarted = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  await write({ machine: HERE.machine, pid, processStarted });
  const leases = host(MINE);
  await leases.hold(folder);
  expect(await leases.standingOf(root, THEIRS)).toBe(processStarted === undefined ? 'unknown' : 'alive');
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(await leases.standingOf(root, THEIRS)).toBe('dead');
  await leases.beat();
  expect(await readdir(join(root, '.boxwright/leases'))).toEqual([`${MINE}.json`]);
});

test.runIf(process.platform === 'linux')('a number that was given to another process is dead', async () => {
  const { root, folder, host, write } = await room();
  await write({ machine: HERE.machine, pid: process.pid, processStarted: '1' });
  const leases = host(MINE);
  await leases.hold(folder);
  expect(await leases.standingOf(root, THEIRS)).toBe('dead');
});

test('a process number means nothing on another machine', async () => {
  const { root, folder, host, write } = await room();
  // Surely no process of ours.
  await write({ pid: 2 ** 22 + 1 });
  const leases = host(MINE);
  await leases.hold(folder);
  expect(await leases.standingOf(root, THEIRS)).toBe('unknown');
});

test('foreign and damaged files are left alone', async () => {
  const { root, clock, folder, host } = await room();
  const leasesFolder = join(root, '.boxwright/leases');
  await mkdir(leasesFolder, { recursive: true });
  const outside = join(await temporaryFolder(), 'x.json');
  await writeFile(
    outside,
    leaseText({ hostId: THEIRS, host: 'h', user: 'u', machine: 'm', pid: 1, counter: 1 }),
  );
  await symlink(outside, join(leasesFolder, `${THEIRS}.json`));
  const other = (n: number) => THEIRS.replace(/2$/, String(n));
  await writeFile(join(leasesFolder, `${other(3)}.json`), '{"format":"boxwright-lease"');
  await writeFile(join(leasesFolder, `${other(4)}.json`), Buffer.alloc(1 << 20, 'x'));
  await writeFile(join(leasesFolder, 'notes.txt'), 'mine');
  await mkdir(join(leasesFolder, `${other(5)}.json`));
  const names = await readdir(leasesFolder);
  const leases = host(MINE);
  const hold = await leases.hold(folder);
  await pass(leases, clock, 30_000);
  expect(leases.others(root)).toEqual([]);
  expect(await leases.standingOf(root, other(3))).toBe('dead');
  await hold.release();
  expect(await readdir(leasesFolder)).toEqual(names);
});

test.each(['../../secret', 'a/b', '', '..', MINE.replace('0', 'A')])(
  'no host is called %j',
  async (hostId) => {
    const { root, folder, host } = await room();
    const leases = host(MINE);
    await leases.hold(folder);
    expect(await leases.standingOf(root, hostId)).toBe('dead');
  },
);

const FAULTS: readonly Fault[] = [
  { step: 'overwrite', error: 'EROFS' },
  { step: 'overwrite', error: 'ENOSPC' },
  { step: 'makeFolder', error: 'EACCES' },
  { step: 'readFolder', error: 'EIO' },
  { step: 'readFile', error: 'EIO' },
  { step: 'remove', error: 'EPERM' },
  { step: 'removeFolder', error: 'EBUSY' },
  { step: 'overwrite', error: 'crash' },
];

test.each(FAULTS)('work goes on when $step fails with $error', async (fault) => {
  const { root, clock, folder, host, write } = await room();
  if (fault.step !== 'makeFolder') await write({});
  const leases = host(MINE, HERE, createFaultyFileSystem(fault).fileSystem);
  const hold = await leases.hold(folder);
  await pass(leases, clock, 18_000);
  expect(['dead', 'unknown']).toContain(await leases.standingOf(root, THEIRS));
  await hold.release();
});

test('what cannot be seen is not called dead', async () => {
  const { root, clock, folder, host, write } = await room();
  await write({});
  const isOn = { value: false };
  const { fileSystem } = createFaultyFileSystem({ step: 'readFile', error: 'EIO', on: () => isOn.value });
  const leases = host(MINE, HERE, fileSystem);
  await leases.hold(folder);
  await pass(leases, clock, 3000, () => write({ counter: 1 }));
  expect(leases.others(root)).toMatchObject([{ standing: 'alive' }]);
  isOn.value = true;
  await pass(leases, clock, 60_000);
  expect(await leases.standingOf(root, THEIRS)).toBe('unknown');
  expect(leases.others(root)).toMatchObject([{ standing: 'unknown' }]);
});

test('a label root that is gone is not made again', async () => {
  const { root, clock, folder, host } = await room();
  const leases = host(MINE);
  await leases.hold(folder);
  await nodeFileSystem.rename(join(root, '.boxwright'), join(root, 'moved'));
  await pass(leases, clock, 6000);
  expect(await readdir(root)).toEqual(['moved']);
});

test('a folder that leads out of the label root is not written to', async () => {
  const { root, folder, host } = await room();
  const outside = await temporaryFolder();
  await symlink(outside, join(root, '.boxwright'));
  await (await host(MINE).hold(folder)).release();
  expect(await readdir(outside)).toEqual([]);
});

test('no timer outlives the last hold', async () => {
  const { folder, host } = await room();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const leases = host(MINE);
  const hold = await leases.hold(folder);
  expect(vi.getTimerCount()).toBe(1);
  await hold.release();
  expect(vi.getTimerCount()).toBe(0);
  await leases.hold(folder);
  await leases.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
