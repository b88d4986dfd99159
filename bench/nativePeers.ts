import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Times } from './inTurns.ts';

/**
 * A reader in another language: loads a file in a process of its own, and tells how many milliseconds that took, the start
 * of the process excluded.
 */
export type NativePeer = (path: string) => Times;

/** The peers that are installed. Of the others it is said that they are absent: no figure is not a good figure. */
export function findNativePeers(folder: string): readonly NativePeer[] {
  const peers: NativePeer[] = [];
  const program = compilePcl(folder);
  if (program === undefined) absent('PCL', 'apt-get install g++ libpcl-dev');
  else peers.push((path) => timesOf(['PCL, raw', 'PCL, points'], program, [path]));
  if (spawnSync('python3', ['-c', 'import open3d']).status !== 0) absent('Open3D', 'pip install open3d');
  else peers.push((path) => timesOf(['Open3D'], 'python3', ['bench/peers/open3dLoad.py', path]));
  return peers;
}

function absent(name: string, remedy: string): void {
  process.stdout.write(`${name} is not installed, so it is not compared with (${remedy}).\n`);
}

function compilePcl(folder: string): string | undefined {
  const includes = foldersIn('/usr/include', /^(?:pcl-[\d.]+|eigen3)$/);
  if (includes.length < 2) return undefined;
  const program = join(folder, 'pclLoad');
  const flags = ['-O3', '-march=native', '-DNDEBUG', ...includes.map((include) => `-I${include}`)];
  const libraries = ['-lpcl_io', '-lpcl_common'];
  const { status, stderr } = spawnSync(
    'g++',
    [...flags, 'bench/peers/pclLoad.cpp', '-o', program, ...libraries],
    { encoding: 'utf8' },
  );
  if (status === 0) return program;
  process.stdout.write(`bench/peers/pclLoad.cpp does not compile:\n${stderr ?? 'there is no g++'}\n`);
  return undefined;
}

function foldersIn(parent: string, name: RegExp): string[] {
  try {
    return readdirSync(parent)
      .filter((entry) => name.test(entry))
      .map((entry) => join(parent, entry));
  } catch {
    return [];
  }
}

/** What a program prints, a number for each name. */
function timesOf(names: readonly string[], program: string, args: readonly string[]): Times {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const times = stdout.trim().split(/\s+/).map(Number);
  if (status !== 0 || times.length !== names.length || times.some((ms) => !(ms >= 0)))
    throw new Error(`${program} failed: ${stderr}${stdout}`);
  return Object.fromEntries(names.map((name, i) => [name, times[i]!]));
}
