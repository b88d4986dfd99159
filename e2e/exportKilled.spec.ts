import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { labelFolder, writeFiles } from '../bench/labelFolder.ts';
import { leaveOut } from './support/leaveOut.ts';

/** Tables as the built command line writes them, killed and interrupted on the way. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));

let root: string;
let out: string;
test.beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'boxwright-export-')));
  out = join(root, 'out');
  writeFiles(join(root, 'drive'), labelFolder({ sequences: 12, framesPerSequence: 8, objectsPerFrame: 3 }));
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/** @param isTime sends the signal once it is so */
function exportInto(
  folder: string,
  signal?: NodeJS.Signals,
  isTime: () => boolean = () => false,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly err: string }> {
  const args = [program, 'export', '--to', 'parquet', folder, join(root, 'drive')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const timer = setInterval(() => {
    if (signal === undefined || !isTime()) return;
    clearInterval(timer);
    child.kill(signal);
  }, 1);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, by) => {
      clearInterval(timer);
      resolve({ code, signal: by, err });
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

/** How many sequences have come into their places. */
function placed(): number {
  return existsSync(join(out, 'frames')) ? readdirSync(join(out, 'frames')).length : 0;
}

test('an export that is killed or interrupted leaves no file half-written, and the next puts all right', async () => {
  expect((await exportInto(join(root, 'whole'))).code).toBe(0);
  const whole = filesIn(join(root, 'whole'));
  /** What stands under its name is what it is to be. */
  const expectWhole = (): void => {
    for (const [path, bytes] of Object.entries(filesIn(out)))
      if (!path.startsWith('.partial-')) expect([path, bytes === whole[path]]).toEqual([path, true]);
  };
  await exportInto(out, 'SIGKILL', () => placed() >= 3);
  expect(placed()).toBeGreaterThanOrEqual(3);
  expectWhole();
  if (process.platform === 'win32') leaveOut('Windows has no signals: Ctrl+C is not tried');
  else {
    const before = placed();
    const { code, err } = await exportInto(out, 'SIGINT', () => placed() > before);
    expect(code).toBe(130);
    expect(err).toContain('boxwright: interrupted; no file is half-written\n');
    expectWhole();
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  expect((await exportInto(out)).code).toBe(0);
  expect(filesIn(out)).toEqual(whole);
});
