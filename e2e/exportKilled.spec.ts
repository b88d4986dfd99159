import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { manySequences } from '#electron/testing/manySequences.ts';
import { labelFolder, writeFiles } from '../bench/labelFolder.ts';
import { leaveOut } from './support/leaveOut.ts';

/** Tables as the built command line writes them, killed and interrupted on the way. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));

let root: string;
/** What an undisturbed run writes. */
let whole: Record<string, string>;
test.beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'boxwright-export-')));
  writeFiles(join(root, 'drive'), labelFolder({ sequences: 12, framesPerSequence: 8, objectsPerFrame: 3 }));
  expect((await exportInto('whole', [join(root, 'drive'), '--jobs', '1'])).code).toBe(0);
  whole = filesIn(join(root, 'whole'));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/** @param isTime sends the signal once it is so */
function exportInto(
  folder: string,
  options: readonly string[],
  signal?: NodeJS.Signals,
  isTime: () => boolean = () => false,
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const args = [program, 'export', '--to', 'parquet', join(root, folder), ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const timer = setInterval(() => {
    if (signal === undefined || !isTime()) return;
    clearInterval(timer);
    child.kill(signal);
  }, 1);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, out, err });
    });
  });
}

/** Path → bytes of all files of a folder. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}

/** When each part of a folder was made. */
function partTimes(folder: string): Record<string, number> {
  const parts = join(root, folder, '_parts');
  const names = existsSync(parts) ? readdirSync(parts).sort() : [];
  return Object.fromEntries(names.map((name) => [name, statSync(join(parts, name)).mtimeMs]));
}

const placed = (folder: string): number => Object.keys(partTimes(folder)).length;

for (const jobs of ['1', '3'])
  test(`with ${jobs} jobs, an export that is killed or interrupted leaves no file half-written, and the next goes on`, async () => {
    const out = `out-${jobs}`;
    const options = [join(root, 'drive'), '--jobs', jobs];
    /** What stands under its name is what it is to be. */
    const expectWhole = (): void => {
      for (const [path, bytes] of Object.entries(filesIn(join(root, out))))
        if (!path.startsWith('.partial-')) expect([path, bytes === whole[path]]).toEqual([path, true]);
    };
    await exportInto(out, options, 'SIGKILL', () => placed(out) >= 3);
    expect(placed(out)).toBeGreaterThanOrEqual(3);
    expectWhole();
    if (process.platform === 'win32') leaveOut('Windows has no signals: Ctrl+C is not tried');
    else {
      const before = placed(out);
      const { code, err } = await exportInto(out, options, 'SIGINT', () => placed(out) > before);
      expect(code).toBe(130);
      expect(err).toContain('boxwright: interrupted; no file is half-written\n');
      expectWhole();
      expect(readdirSync(join(root, out)).filter((name) => name.startsWith('.'))).toEqual([]);
    }
    const made = partTimes(out);
    expect((await exportInto(out, options)).code).toBe(0);
    expect(filesIn(join(root, out))).toEqual(whole);
    expect(partTimes(out), 'what was there is not made again').toMatchObject(made);
  });

test('threads write the bytes of one, findings and all, and find that they are there', async () => {
  const drive = join(root, 'dataset');
  await manySequences(drive);
  const options = [drive, join(root, 'drive'), '--findings', '--rules', 'DAT,GEO,PTS,AGR'];
  const toldOf = async (folder: string, jobs: string): Promise<string> => {
    const { code, out } = await exportInto(folder, [...options, '--jobs', jobs]);
    return `${code} ${out.replace(join(root, folder), '')}`;
  };
  const told = await toldOf('one', '1');
  const files = filesIn(join(root, 'one'));
  expect(Object.keys(files).filter((path) => path.startsWith('findings/')).length).toBeGreaterThan(1);
  expect(await toldOf('three', '3')).toBe(told);
  expect(filesIn(join(root, 'three'))).toEqual(files);
  const made = partTimes('three');
  expect(await toldOf('three', '2')).toBe(told);
  expect(partTimes('three')).toEqual(made);
});
