import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { manySequences } from '#electron/testing/manySequences.ts';
import { runCli } from '#electron/testing/runCli.ts';

const SHARDS = [1, 2, 3, 4, 5, 6, 7, 8].map((index) => `${index}/8`);

let root: string;
let drive: string;
beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'boxwright-shards-')));
  drive = join(root, 'drive');
  await manySequences(drive);
});
afterAll(() => rmSync(root, { recursive: true }));

/** How many parts, and when each was written. */
function partTimes(folder: string): Record<string, number> {
  const names = readdirSync(join(root, folder)).sort();
  return Object.fromEntries(names.map((name) => [name, statSync(join(root, folder, name)).mtimeMs]));
}

const COMMANDS = {
  agree: ['agree', '--no-clouds', '--json'],
  validate: ['validate', '--rules', '-PTS,-REC,-GEO003,-AGR', '--json'],
} as const;

async function run(name: keyof typeof COMMANDS, ...more: string[]) {
  const [command, ...options] = COMMANDS[name];
  const csv = join(root, `${name}.csv`);
  const table = name === 'agree' ? ['--csv', csv] : [];
  const { exitCode, out, err } = await runCli(command, drive, ...options, ...table, ...more);
  const lines = table.length > 0 ? readFileSync(csv, 'utf8').split('\r\n').slice(1) : findingsOf(out);
  return { exitCode, out, err, lines: lines.filter(Boolean) };
}

function findingsOf(out: string): readonly string[] {
  const { findings } = JSON.parse(out) as { readonly findings: readonly object[] };
  return findings.map((finding) => JSON.stringify(finding));
}

describe.each(['agree', 'validate'] as const)('boxwright %s', (name) => {
  test('over eight shards gives the bytes of one run, and works nothing out twice', async () => {
    const whole = await run(name);
    expect(whole.lines.length).toBeGreaterThan(0);
    const shards: string[] = [];
    const parts = ['--parts', join(root, name)];
    for (const shard of SHARDS) shards.push(...(await run(name, ...parts, '--shard', shard)).lines);
    expect(shards.sort()).toEqual([...whole.lines].sort());
    const before = partTimes(name);
    expect(Object.keys(before)).toHaveLength(7);
    expect(await run(name, ...parts)).toEqual(whole);
    expect(partTimes(name)).toEqual(before);
  });
});

test('works out again what has changed since, and what is damaged, and nothing else', async () => {
  const parts = ['--parts', join(root, 'validate')];
  const before = partTimes('validate');
  const [damaged] = Object.keys(before);
  appendFileSync(join(root, 'validate', damaged!), 'x');
  const sidecar = join(drive, 'lidar/000002.pcd.labels.json');
  const text = readFileSync(sidecar, 'utf8');
  writeFileSync(sidecar, text.replaceAll('"car"', '"bus"'));
  const again = await run('validate', ...parts);
  expect(again).toEqual(await run('validate'));
  writeFileSync(sidecar, text);
  const after = partTimes('validate');
  const changed = Object.keys(before).filter((part) => before[part] !== after[part]);
  expect(changed).toHaveLength(2);
  expect(changed).toContain(damaged);
  rmSync(sidecar);
  expect(await run('validate', ...parts)).toEqual(await run('validate'));
  writeFileSync(sidecar, text);
});

test('other settings and other rules are other parts', async () => {
  const parts = ['--parts', join(root, 'validate')];
  const before = partTimes('validate');
  const only = await runCli('validate', drive, '--rules', 'TRK', '--json', ...parts);
  expect(only).toEqual(await runCli('validate', drive, '--rules', 'TRK', '--json'));
  expect(partTimes('validate')).toMatchObject(before);
});

test.skipIf(process.platform === 'win32')(
  'works out again what a link leads to elsewhere since',
  async () => {
    const parts = ['--parts', join(root, 'linked')];
    const sidecar = join(drive, 'lidar/000002.pcd.labels.json');
    const text = readFileSync(sidecar, 'utf8');
    const [first, second] = [`${sidecar}.first`, `${sidecar}.second`];
    writeFileSync(first, text);
    writeFileSync(second, text.replaceAll('"car"', '"bus"'));
    const lead = (to: string): void => {
      rmSync(sidecar);
      symlinkSync(to, sidecar);
    };
    lead(first);
    const before = await run('validate', ...parts);
    lead(second);
    const after = await run('validate', ...parts);
    expect(after).toEqual(await run('validate'));
    expect(after.lines).not.toEqual(before.lines);
    for (const path of [sidecar, first, second]) rmSync(path);
    writeFileSync(sidecar, text);
  },
);

test('what a shard is asked for is checked', async () => {
  for (const odd of ['0/8', '9/8', 'a/b', '3']) {
    const { exitCode, err } = await runCli('validate', drive, '--shard', odd);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('as in 3/8')]);
  }
  expect((await runCli('agree', drive, '--jobs', '0')).exitCode).toBe(2);
});

/** Path → text. */
function filesIn(name: string): Record<string, string> {
  const found = readdirSync(join(root, name), { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(join(root, name).length + 1), readFileSync(path, 'utf8')]),
  );
}

function isReport(path: string): boolean {
  return /^loss-report\.\d-of-8\.json$/.test(path);
}

function convert(to: string, out: string, ...more: string[]) {
  return runCli('convert', '--to', to, drive, join(root, out), ...more);
}

describe('boxwright convert', () => {
  test('by eight shards into one folder is what one run writes, report and all; so it is again', async () => {
    expect((await convert('kitti-object', 'one')).exitCode).toBe(0);
    const whole = filesIn('one');
    for (const shard of [...SHARDS, '3/8'])
      expect((await convert('kitti-object', 'shared', '--shard', shard)).exitCode).toBe(0);
    const files = Object.entries(filesIn('shared'));
    expect(files.filter(([path]) => isReport(path))).toHaveLength(8);
    expect(Object.fromEntries(files.filter(([path]) => !isReport(path)))).toEqual(whole);
    // One run over it leaves no trace of the shards.
    await convert('kitti-object', 'shared');
    expect(filesIn('shared')).toEqual(whole);
  });

  test('keeps what came of each sequence, and makes anew what has changed since', async () => {
    const parts = ['--parts', join(root, 'converted')];
    for (const shard of SHARDS) await convert('kitti-object', 'kept', ...parts, '--shard', shard);
    const before = partTimes('converted');
    expect(Object.keys(before)).toHaveLength(7);
    const said = await convert('kitti-object', 'kept', ...parts, '--json');
    expect(filesIn('kept')).toEqual(filesIn('one'));
    expect(partTimes('converted')).toEqual(before);
    const sidecar = join(drive, 'lidar/000002.pcd.labels.json');
    const text = readFileSync(sidecar, 'utf8');
    writeFileSync(sidecar, text.replace('"cuboid"', '"cube"'));
    const broken = await convert('kitti-object', 'kept', ...parts, '--json');
    expect([said.exitCode, broken.exitCode]).toEqual([0, 1]);
    // What could not be read is told again of a part that is there.
    expect(await convert('kitti-object', 'kept', ...parts, '--json')).toEqual(broken);
    const after = partTimes('converted');
    expect(Object.keys(before).filter((part) => before[part] !== after[part])).toHaveLength(1);
    writeFileSync(sidecar, text);
    expect((await convert('kitti-object', 'kept', ...parts, '--json')).out).toBe(said.out);
  });

  test.each([['--shard', '1/8'] as const, ['--parts', 'parts'] as const])(
    'refuses %s for what is in one piece',
    async (...option) => {
      const { exitCode, err } = await convert('coco', 'coco', ...option);
      expect([exitCode, err]).toEqual([3, expect.stringContaining('all sequences together')]);
    },
  );
});
