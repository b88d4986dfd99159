import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** A conversion is killed wherever it is; the same command then gives what it would have given at once. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
/** `npm run torture` asks for more. */
const KILLS = Number(process.env['BOXWRIGHT_TORTURE'] ?? 2);
const FRAMES = 120;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-convert-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function writeTable(frames: number, yaw: number): void {
  const rows = Array.from(
    { length: frames },
    (_, i) => `${String(i).padStart(6, '0')},1,car,${10 + i},1,0,4,2,1.5,${yaw}\n`,
  );
  mkdirSync(join(folder, 'in'), { recursive: true });
  const head = 'frame,track,class,x,y,z,length,width,height,yaw\n';
  writeFileSync(join(folder, 'in/objects.csv'), head + rows.join(''));
}

function args(out: string): string[] {
  return [program, 'convert', '--to', 'kitti-object', join(folder, 'in'), join(folder, out)];
}

function convert(out: string): void {
  const { status, stderr } = spawnSync(process.execPath, args(out), { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}

function filesIn(out: string): Record<string, string> {
  const paths = readdirSync(join(folder, out), { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(join(folder, out, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, out, path), 'utf8')]));
}

test('a conversion that is killed and run again gives the same files', async () => {
  test.setTimeout(60_000 + KILLS * 20_000);
  writeTable(FRAMES, 0.5);
  const started = performance.now();
  convert('undisturbed');
  const lastsMs = performance.now() - started;
  const wanted = filesIn('undisturbed');
  expect(Object.keys(wanted)).toHaveLength(2 * FRAMES + 1);
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Every other time into a folder that holds an earlier conversion of other labels, with more frames.
    if (kill % 2 === 1) {
      writeTable(FRAMES + 20, 0.25);
      convert('out');
      writeTable(FRAMES, 0.5);
    }
    const child = spawn(process.execPath, args('out'), { stdio: 'ignore' });
    const ended = once(child, 'exit');
    const afterMs = lastsMs * (0.2 + 0.8 * Math.random());
    await pause(afterMs);
    child.kill('SIGKILL');
    await ended;
    convert('out');
    expect(filesIn('out'), `killed after ${afterMs} of ${lastsMs} ms`).toEqual(wanted);
    expect(readdirSync(folder).toSorted(), 'nothing is left beside it').toEqual(['in', 'out', 'undisturbed']);
    rmSync(join(folder, 'out'), { recursive: true });
  }
});
