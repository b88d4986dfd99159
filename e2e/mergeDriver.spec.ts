import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { parseSidecar } from '#shared/labels/parseSidecar.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import { leaveOut } from './support/leaveOut.ts';
import { exampleObject, exampleSidecar } from '../testing/exampleLabels.ts';

const program = fileURLToPath(new URL('../dist/cli/boxwright.js', import.meta.url));
const SIDECAR = 'lidar/000965.pcd.labels.json';
const { cuboid } = exampleObject();

if (spawnSync('git', ['--version']).status !== 0)
  leaveOut('git is not installed here: the merge driver is not tested');

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'boxwright-git-'));
  git('init', '--quiet', '--initial-branch', 'main');
  git('config', 'user.name', 'test');
  git('config', 'user.email', 'test@example.org');
  // As docs/cli.md has them, but for where the program is.
  git('config', 'merge.boxwright.name', 'Boxwright labels');
  git(
    'config',
    'merge.boxwright.driver',
    `"${process.execPath}" "${program}" merge %O %A %B -o %A --path %P`,
  );
  write('.gitattributes', '*.labels.json merge=boxwright\ntracks.json merge=boxwright\n');
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(...objects: ObjectJson[]): void {
  write(SIDECAR, serialiseSidecar(exampleSidecar({ objects })));
  git('add', '.');
  git('commit', '--quiet', '--message', 'Labels');
}

function merge(): { status: number | null; objects: readonly ObjectJson[] } {
  const { status } = spawnSync('git', ['merge', '--quiet', '--no-edit', 'other'], { cwd: folder });
  return { status, objects: parseSidecar(readFileSync(join(folder, SIDECAR), 'utf8'), SIDECAR).objects };
}

const moved = (x: number): ObjectJson => exampleObject({ cuboid: { ...cuboid, centre: [x, 0, 0] } });

test('git merge puts the edits of two branches to one object together', () => {
  commit(exampleObject());
  git('switch', '--quiet', '--create', 'other');
  commit(exampleObject({ status: 'draft', attributes: { doors: 2 } }));
  git('switch', '--quiet', 'main');
  commit(moved(1));
  const { status, objects } = merge();
  expect(status).toBe(0);
  expect(objects).toMatchObject([
    { status: 'draft', attributes: { doors: 2 }, cuboid: { centre: [1, 0, 0] } },
  ]);
  expect(git('status', '--porcelain')).toBe('');
});

test('what both branches changed stops the merge, with a file that can be read and both versions beside it', () => {
  commit(exampleObject());
  git('switch', '--quiet', '--create', 'other');
  commit(moved(2));
  git('switch', '--quiet', 'main');
  commit(moved(1));
  const { status, objects } = merge();
  expect(status).not.toBe(0);
  expect(objects[0]?.cuboid.centre).toEqual([1, 0, 0]);
  expect(git('status', '--porcelain')).toContain(`UU ${SIDECAR}`);
  expect(readdirSync(join(folder, 'lidar')).sort()).toEqual([
    '000965.pcd.labels.json',
    '000965.pcd.labels.json.conflicts.json',
  ]);
  expect(readFileSync(join(folder, `${SIDECAR}.conflicts.json`), 'utf8')).toContain('"fields": ["cuboid"]');
});
