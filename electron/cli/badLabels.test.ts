import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BAD_SIDECARS, SOUND_FRAMES, writeBadLabels } from '#electron/testing/badLabels.ts';
import { runCli } from '#electron/testing/runCli.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';

async function badLabels(): Promise<string> {
  const folder = await temporaryFolder();
  await writeBadLabels(folder);
  return folder;
}

/** Each bad file once, with what is wrong with it and where; nothing of the others. */
function expectEachNamed(out: string): void {
  const errors = out.split('\n').filter((line) => line.startsWith('error: '));
  for (const [name, { said }] of Object.entries(BAD_SIDECARS)) {
    const lines = errors.filter((line) => line.endsWith(`lidar/${name}.pcd.labels.json`));
    expect([name, lines.length]).toEqual([name, 1]);
    expect(lines[0]).toMatch(said);
  }
  expect(errors).toHaveLength(Object.keys(BAD_SIDECARS).length);
}

describe('label files that are bad in every way, amid sound ones', () => {
  test('validate names each, checks the others, and says so by its exit code', async () => {
    const { exitCode, out } = await runCli('validate', await badLabels(), '--rules', 'DAT');
    expectEachNamed(out);
    expect(exitCode).toBe(1);
    // and the list of tracks and the manifest
    expect(out).toContain(`${SOUND_FRAMES.length + Object.keys(BAD_SIDECARS).length + 2} files checked`);
  });

  test.each(Object.keys(BAD_SIDECARS))('validate of the file alone: %s', async (name) => {
    const path = join(await badLabels(), `lidar/${name}.pcd.labels.json`);
    const { exitCode, out, err } = await runCli('validate', path);
    expect(out + err).toMatch(BAD_SIDECARS[name]!.said);
    expect([1, 3]).toContain(exitCode);
  });

  test('convert writes the frames that can be read', async () => {
    const output = join(await temporaryFolder(), 'out');
    const { exitCode, out } = await runCli('convert', await badLabels(), output, '--to', 'csv');
    expectEachNamed(out);
    expect(exitCode).toBe(1);
    const rows = await readFile(join(output, 'objects.csv'), 'utf8');
    expect(rows.trim().split('\n')).toHaveLength(1 + SOUND_FRAMES.length);
  });

  test('agree and tracks count what can be read', async () => {
    const folder = await badLabels();
    const agreed = await runCli('agree', folder, '--no-clouds');
    expectEachNamed(agreed.out);
    expect(agreed.exitCode).toBe(1);
    const followed = await runCli('tracks', folder, '--json');
    const { tracks, problems } = JSON.parse(followed.out) as { tracks: object[]; problems: object[] };
    expect(problems).toHaveLength(Object.keys(BAD_SIDECARS).length);
    expect(tracks).toMatchObject([{ frames: SOUND_FRAMES.length }]);
    expect(followed.exitCode).toBe(1);
  });

  test('evaluate compares the frames that both have', async () => {
    const folder = await badLabels();
    const { exitCode, out } = await runCli('evaluate', '--reference', folder, '--labels', folder, '--json');
    const { frames, problems } = JSON.parse(out) as { frames: number; problems: object[] };
    expect([frames, problems.length > 0, exitCode]).toEqual([SOUND_FRAMES.length, true, 1]);
  });

  test('merge leaves each as it is and merges the others', async () => {
    const [folder, mine] = [await badLabels(), await badLabels()];
    const output = join(await temporaryFolder(), 'merged');
    const { exitCode, out } = await runCli('merge', folder, mine, folder, '-o', output);
    for (const [name, { said }] of Object.entries(BAD_SIDECARS)) {
      const lines = out.split('\n').filter((line) => line.includes(`lidar/${name}.pcd.labels.json`));
      expect(lines.join('\n')).toMatch(said);
    }
    expect(exitCode).not.toBe(0);
    for (const name of SOUND_FRAMES) {
      const path = `lidar/${name}.pcd.labels.json`;
      expect(await readFile(join(output, path), 'utf8')).toBe(await readFile(join(folder, path), 'utf8'));
    }
  });
});
