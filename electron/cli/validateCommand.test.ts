import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { labelledDrive } from '#electron/testing/labelledDrive.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { yawOf } from '#shared/geometry/quaternion.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import { verdictIdOf } from '#shared/labels/review.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { runProgram } from './program.ts';

interface Listed {
  readonly rule: string;
  readonly frame: string;
  readonly object: string;
  readonly fixed: boolean;
  readonly waived: string | null;
  readonly key: string;
}

interface Answer {
  readonly findings: readonly Listed[];
  readonly problems: readonly { readonly code: string; readonly path: string }[];
  readonly written: number;
}

async function validate(folder: string, ...args: readonly string[]) {
  const { exitCode, out } = await runCli('validate', folder, '--json', ...args);
  return { exitCode, ...(JSON.parse(out) as Answer) };
}

/** Of the first object the quaternion is of length 2, of the second the yaw is another. */
function broken([first, second, ...others]: ObjectJson[]): ObjectJson[] {
  const { rotation } = first!.cuboid;
  const [x, y, z, w] = rotation;
  const long: typeof rotation = [2 * x, 2 * y, 2 * z, 2 * w];
  const yaw = second!.cuboid.yaw / 2;
  return [
    { ...first!, cuboid: { ...first!.cuboid, rotation: long } },
    { ...second!, cuboid: { ...second!.cuboid, yaw } },
    ...others,
  ];
}

async function sidecarOf(folder: string, frameId: string): Promise<Sidecar> {
  const path = sidecarPath(frameId);
  return parseSidecar(await readFile(join(folder, path), 'utf8'), path);
}

async function change(folder: string, frameId: string, edit: (sidecar: Sidecar) => Sidecar): Promise<void> {
  const sidecar = edit(await sidecarOf(folder, frameId));
  await writeFile(join(folder, sidecarPath(frameId)), JSON.stringify(sidecar));
}

describe('the sample drive', () => {
  test('labelled as it is, has no errors and no warnings', async () => {
    const folder = await temporaryFolder();
    await labelledDrive(folder, { frames: 2 });
    const { exitCode, out } = await runCli('validate', folder, '--strict');
    expect(out).toMatch(/^\d+ files checked: 0 errors, 0 warnings/m);
    expect(exitCode).toBe(0);
  });

  test('what is wrong is named by rule, frame and object, and is a line each', async () => {
    const folder = await temporaryFolder();
    const { sequence } = await labelledDrive(folder, { frames: 1, change: broken });
    const frame = sequence.frames[0]!.id;
    const { exitCode, findings } = await validate(folder, '--rules', 'DAT');
    expect(findings.map(({ rule }) => rule)).toEqual(['DAT005', 'DAT006']);
    expect(findings[0]).toMatchObject({ frame, fixed: false, waived: null });
    expect(exitCode).toBe(1);
    const { out } = await runCli('validate', folder, '--rules', 'DAT');
    expect(out).toMatch(/^error DAT005 lidar\/000000\.pcd: The rotation of car 1 has a length of 2\.000/m);
    expect(out).not.toContain('labels');
  });
});

describe('--fix', () => {
  test('puts right what needs nobody’s judgement, keeps the version before, and does it once', async () => {
    const folder = await temporaryFolder();
    const { sequence } = await labelledDrive(folder, { frames: 2, change: broken });
    const frame = sequence.frames[0]!.id;
    const before = await sidecarOf(folder, frame);
    const { exitCode, findings, written } = await validate(folder, '--rules', 'DAT', '--fix');
    expect([findings.length, findings.every(({ fixed }) => fixed), written, exitCode]).toEqual([
      4,
      true,
      2,
      0,
    ]);
    const after = await sidecarOf(folder, frame);
    const [long, turned] = [0, 1].map((i) => after.objects.find(({ id }) => id === findings[i]?.object)!);
    expect(Math.hypot(...long!.cuboid.rotation)).toBeCloseTo(1, 8);
    expect(long!.projections.length).toBeGreaterThan(0);
    expect(turned!.cuboid.yaw).toBeCloseTo(yawOf(turned!.cuboid.rotation), 8);
    const others = ({ objects }: Sidecar) => objects.filter(({ id }) => id !== long!.id && id !== turned!.id);
    expect(others(after)).toEqual(others(before));
    expect(await readdir(join(folder, '.boxwright/backups', sidecarPath(frame)))).toHaveLength(1);
    expect(await validate(folder, '--rules', 'DAT', '--fix')).toMatchObject({ findings: [], written: 0 });
    // The save has recorded what the labels were made from.
    await appendFile(join(folder, frame), ' ');
    expect((await validate(folder, '--rules', 'DAT')).findings.map(({ rule }) => rule)).toEqual(['DAT009']);
  });

  test('leaves alone a frame that was accepted, and a finding that was waived', async () => {
    const folder = await temporaryFolder();
    const { sequence } = await labelledDrive(folder, { frames: 2, change: broken });
    const [first, second] = sequence.frames.map(({ id }) => id) as [string, string];
    const { findings } = await validate(folder, '--rules', 'DAT');
    await change(folder, first, (sidecar) => ({
      ...sidecar,
      review: [{ id: verdictIdOf(first), kind: 'verdict', verdict: 'accepted' }],
    }));
    await change(folder, second, (sidecar) => ({
      ...sidecar,
      review: findings
        .filter(({ frame }) => frame === second)
        .map(({ key }, i) => ({
          id: verdictIdOf(second, String(i)),
          kind: 'waiver',
          finding: key,
          reason: 'a test of others',
        })),
    }));
    const again = await validate(folder, '--rules', 'DAT', '--fix');
    expect(again.written).toBe(0);
    expect(again.findings.map(({ frame, waived }) => [frame, waived])).toEqual([
      [first, null],
      [first, null],
      [second, 'a test of others'],
      [second, 'a test of others'],
    ]);
    const { out } = await runCli('validate', folder, '--rules', 'DAT');
    expect(out).toContain('2 errors, 0 warnings, 2 waived');
  });
});

describe('options', () => {
  test('--strict makes warnings count, and thresholds say what is one', async () => {
    const folder = await temporaryFolder();
    await labelledDrive(folder, { frames: 1 });
    const manifest = join(folder, 'dataset.json');
    const written = JSON.parse(await readFile(manifest, 'utf8')) as object;
    const thresholds = { 'GEO001.mostLengthShare.truck': 0.9 };
    await writeFile(manifest, JSON.stringify({ ...written, thresholds }));
    const { exitCode, findings } = await validate(folder, '--rules', 'GEO001');
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['GEO001']));
    expect([exitCode, (await validate(folder, '--rules', 'GEO001', '--strict')).exitCode]).toEqual([0, 1]);
  });

  test('a list that names no rule is not understood', async () => {
    const { exitCode, err } = await runCli('validate', '.', '--rules', 'GEO,FOO');
    expect([exitCode, err.includes('No rule or family is called FOO')]).toEqual([2, true]);
  });

  test('progress is told to whoever sees it, and wiped', async () => {
    const folder = await temporaryFolder();
    await labelledDrive(folder, { frames: 2 });
    let err = '';
    const terminal = { out: () => {}, err: (text: string) => (err += text), progress: 'bar' as const };
    await runProgram(['validate', folder, '--rules', 'DAT'], terminal);
    expect(err).toMatch(/^\r1 of 14 frames.*\r *\r$/s);
  });
});

test('label files alone are checked for what they say by themselves', async () => {
  const folder = await temporaryFolder();
  const { sequence } = await labelledDrive(folder, { frames: 3, change: broken });
  for (const data of ['cameras', ...sequence.frames.map(({ id }) => id)])
    await rm(join(folder, data), { recursive: true });
  await writeFile(join(folder, sidecarPath(sequence.frames[2]!.id)), '{');
  const { exitCode, problems, findings } = await validate(folder);
  expect([exitCode, problems.map(({ code }) => code)]).toEqual([1, ['layout.assumed', 'labels.malformed']]);
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['DAT005', 'DAT006']));
  const { out } = await runCli('validate', folder, '--rules', 'GEO');
  expect(out).toContain('Assumed: there are label files alone');
  await rm(join(folder, 'dataset.json'));
  expect(await validate(folder)).toEqual({ exitCode, problems, findings, files: 4, written: 0 });
  expect((await runCli('agree', folder)).exitCode).toBe(3);
});

test('a cloud that cannot be read is named, and the rest is checked', async () => {
  const folder = await temporaryFolder();
  const { sequence } = await labelledDrive(folder, { frames: 2 });
  const [first, second] = sequence.frames.map(({ id }) => id) as [string, string];
  await writeFile(join(folder, first), 'VERSION nonsense');
  await change(folder, second, (sidecar) => ({
    ...sidecar,
    objects: sidecar.objects.map((object, i) => {
      const [x, y, z] = object.cuboid.centre;
      return i === 0 ? { ...object, cuboid: { ...object.cuboid, centre: [x, y, z + 9] } } : object;
    }),
  }));
  const { exitCode, problems, findings } = await validate(folder, '--rules', 'PTS001');
  expect(problems).toMatchObject([{ path: first }]);
  expect(findings).toMatchObject([{ frame: second }]);
  expect(exitCode).toBe(1);
});
