import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { exampleSidecar } from '../testing/exampleLabels.ts';

/** The built command line among other programs: pipes, signals, files that it prints. */

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-watch-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function save(name: string): void {
  const file = join(folder, `${name}.labels.json`);
  writeFileSync(`${file}.tmp`, serialiseSidecar(exampleSidecar()));
  renameSync(`${file}.tmp`, file);
}

function watch(): ChildProcess {
  const args = [program, 'watch', folder, '--interval', '0.2'];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

test('watch hands each line on at once, and ends cleanly with Ctrl+C', async () => {
  const child = watch();
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const next = async () => JSON.parse(String((await lines.next()).value)) as object;
  expect(await next()).toEqual({ event: 'watching', files: 0 });
  save('a.pcd');
  expect(await next()).toMatchObject({ event: 'saved', path: 'a.pcd.labels.json', objects: 1 });
  child.kill('SIGINT');
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  // Windows has no signals: there the process is ended.
  expect(process.platform === 'win32' || (code === 0 && signal === null)).toBe(true);
});

test('watch ends at the first line that nobody reads any more', async () => {
  const child = watch();
  let said = '';
  child.stderr!.on('data', (piece) => (said += String(piece)));
  await once(child.stdout!, 'data');
  child.stdout!.destroy();
  const ended = once(child, 'exit');
  save('a.pcd');
  expect(await ended).toEqual([0, null]);
  expect(said).toBe('');
});

test('schema prints what is published, byte for byte', () => {
  for (const name of ['sidecar', 'tracks', 'dataset']) {
    const published = readFileSync(new URL(`../docs/schema/${name}-v1.schema.json`, import.meta.url), 'utf8');
    expect(execFileSync(process.execPath, [program, 'schema', name], { encoding: 'utf8' })).toBe(published);
  }
});
