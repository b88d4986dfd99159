import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { flawedDrive } from '../testing/agreement/flawedDrive.ts';

/** Commands that write are killed wherever they are; the same command then gives what it would have given at once. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
const drive = fileURLToPath(new URL('../samples/drive', import.meta.url));
/** Of each command; `npm run torture` asks for more. */
const KILLS = Math.min(100, Number(process.env['BOXWRIGHT_TORTURE'] ?? 1));

/** In a folder with `drive`, later labels of it in `later`, a conversion of those in `out`, and `later.zip`. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  convert: ['convert', '--to', 'kitti-object', 'drive', 'out'],
  'validate --fix': ['validate', 'drive', '--rules', 'DAT', '--fix'],
  'import-boxes': ['import-boxes', 'drive', 'boxes.json'],
  merge: ['merge', 'drive', 'drive', 'later', '-o', 'merged'],
  'merge into one of the three': ['merge', 'drive', 'drive', 'later', '-o', 'drive'],
  pack: ['pack', 'drive', '-o', 'later.zip', '--overwrite'],
  unpack: ['unpack', 'later.zip', '-o', 'drive', '--overwrite'],
};

let root: string;
test.beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'boxwright-kills-'));
  const start = join(root, 'start');
  mkdirSync(start);
  cpSync(drive, join(start, 'drive'), { recursive: true });
  const { paths } = await flawedDrive(join(start, 'drive'));
  cpSync(join(start, 'drive'), join(start, 'later'), { recursive: true });
  for (const path of paths) {
    const text = readFileSync(join(start, 'drive', path), 'utf8');
    // A derived number that is off: --fix has something to do.
    writeFileSync(join(start, 'drive', path), text.replace(/"yaw":-?[\d.]+/, '"yaw":3'));
    writeFileSync(join(start, 'later', path), text.replaceAll('"car"', '"van"'));
  }
  writeFileSync(join(start, 'boxes.json'), detections());
  await run(start, ['convert', '--to', 'kitti-object', 'later', 'out']);
  await run(start, ['pack', 'later', '-o', 'later.zip']);
});
test.afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A box on each image of the front camera, as a detector writes them. */
function detections(): string {
  const images = readdirSync(join(drive, 'cameras/front')).sort();
  return JSON.stringify({
    images: images.map((name, id) => ({ id, file_name: `cameras/front/${name}` })),
    categories: [{ id: 0, name: 'car' }],
    annotations: images.map((_, id) => ({
      id,
      image_id: id,
      category_id: 0,
      bbox: [50, 60, 40, 30],
      score: 0.5,
    })),
  });
}

interface Ended {
  readonly code: number | null;
  readonly err: string;
  readonly ms: number;
}

/** @param killAfterMs unless given, it is left in peace */
function run(folder: string, args: readonly string[], killAfterMs?: number): Promise<Ended> {
  const started = performance.now();
  const env = { ...process.env, BOXWRIGHT_HOME: join(root, 'home') };
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: killAfterMs ?? 0,
    killSignal: 'SIGKILL',
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, err, ms: performance.now() - started }));
  });
}

/** Path → content of all files but the versions that are kept of some; without times of day. */
function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths
      .map((path) => path.slice(folder.length + 1))
      .filter((path) => !path.includes('.boxwright'))
      .sort()
      .map((path) => {
        const text = readFileSync(join(folder, path), 'latin1');
        return [path, text.replaceAll(/"changedAt": "\d+"/g, '"changedAt": ""')];
      }),
  );
}

for (const [name, args] of Object.entries(COMMANDS))
  test(`${name}: killed and run again, it leaves what it leaves at once`, async () => {
    test.setTimeout(30_000 + KILLS * 5000);
    const whole = join(root, 'whole');
    cpSync(join(root, 'start'), whole, { recursive: true });
    const before = filesIn(whole);
    const { code, err, ms } = await run(whole, args);
    expect(code, err).toBeLessThanOrEqual(1);
    const wanted = filesIn(whole);
    expect(wanted).not.toEqual(before);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killed = join(root, 'killed');
      cpSync(join(root, 'start'), killed, { recursive: true });
      const afterMs = Math.round(ms * (0.4 + 0.6 * Math.random()));
      await run(killed, args, afterMs);
      const again = await run(killed, args);
      expect(again.code, again.err).toBeLessThanOrEqual(1);
      expect(filesIn(killed), `killed after ${afterMs} of ${ms} ms`).toEqual(wanted);
      rmSync(killed, { recursive: true });
    }
    rmSync(whole, { recursive: true });
  });
