import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { manySequences } from '#electron/testing/manySequences.ts';
import { leaveOut } from './support/leaveOut.ts';

/** The command line as it is built, with threads, killed and interrupted at random moments. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
/** Of each command; `npm run torture` asks for more. */
const KILLS = Math.min(100, Number(process.env['BOXWRIGHT_TORTURE'] ?? 1));

let root: string;
let drive: string;
test.beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'boxwright-scale-')));
  drive = join(root, 'drive');
  await manySequences(drive);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly ms: number;
}

/** @param isTime sends the signal once it is so */
function run(
  args: readonly string[],
  signal?: NodeJS.Signals,
  isTime: (ms: number) => boolean = () => false,
): Promise<Ended> {
  const started = performance.now();
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const timer = setInterval(() => {
    if (signal === undefined || !isTime(performance.now() - started)) return;
    clearInterval(timer);
    child.kill(signal);
  }, 5);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ code, out, err, ms: performance.now() - started });
    });
  });
}

/** Some time in what the whole took, once the program is loaded. */
function within({ ms }: Ended): (now: number) => boolean {
  const atMs = ms * (0.3 + 0.6 * Math.random());
  return (now) => now >= atMs;
}

const AGREE = ['agree', '--no-clouds', '--json'] as const;
const VALIDATE = ['validate', '--rules', '-REC,-PTS,-GEO003,-AGR', '--json'] as const;

/** Path → text of all files of a folder. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]),
  );
}

for (const command of [AGREE, VALIDATE]) {
  const [name, ...options] = command;
  const args = [name, ...options];

  test(`${name}: two threads give the bytes of one, also where one was killed`, async () => {
    const csv = join(root, `${name}.csv`);
    const table = name === 'agree' ? ['--csv', csv] : [];
    const whole = await run([...args, drive, ...table, '--jobs', '1']);
    const tableOfOne = table.length > 0 && readFileSync(csv, 'utf8');
    expect(JSON.parse(whole.out)).toBeTruthy();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const parts = join(root, `${name}-${kill}`);
      const threads = [...args, drive, ...table, '--jobs', '2', '--parts', parts];
      await run(threads, 'SIGKILL', within(whole));
      const again = await run(threads);
      expect([again.code, again.out]).toEqual([whole.code, whole.out]);
      expect(table.length > 0 && readFileSync(csv, 'utf8')).toEqual(tableOfOne);
      expect(readdirSync(parts).filter((file) => !file.endsWith('.part'))).toEqual([]);
    }
    expect(readdirSync(root).filter((file) => file.includes('tmp'))).toEqual([]);
  });
}

function convert(out: string, ...more: readonly string[]): readonly string[] {
  return ['convert', '--to', 'kitti-object', drive, join(root, out), ...more];
}

test('convert: what two threads write after a kill is what an undisturbed one writes', async () => {
  const whole = await run(convert('whole', '--jobs', '1'));
  expect(whole.code).toBe(0);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const out = `killed-${kill}`;
    const threads = convert(out, '--jobs', '2', '--parts', join(root, `convert-${kill}`));
    await run(threads, 'SIGKILL', within(whole));
    expect((await run(threads)).code).toBe(0);
    expect(filesIn(join(root, out))).toEqual(filesIn(join(root, 'whole')));
    expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([]);
  }
});

test('Ctrl+C ends threads at once, and what was whole by then stays', async () => {
  if (process.platform === 'win32') return leaveOut('Windows has no signals: Ctrl+C is not tried');
  const parts = join(root, 'interrupted');
  const args = ['agree', drive, '--json', '--jobs', '2', '--parts', parts];
  const { code, out, err } = await run(args, 'SIGINT', () => existsSync(parts));
  expect([code, out]).toEqual([130, '']);
  expect(err).toContain('boxwright: interrupted; no file is half-written\n');
  expect(readdirSync(parts).filter((file) => !file.endsWith('.part'))).toEqual([]);
  return undefined;
});
