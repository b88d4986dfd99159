import { spawnSync } from 'node:child_process';
import { lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Nobody, on Linux as on macOS's numbering of unsigned ids. */
const NOBODY: User = { uid: 65_534, gid: 65_534 };

const isAdministrator = process.getuid?.() === 0;

/**
 * Who runs a program that permissions must bind: the administrator, whom they do not bind, lets nobody run it.
 *
 * @param args a harmless command line of the program, to see whether nobody may read its files at all
 * @returns the reason when there is no such user
 */
export function ordinaryUser(args: readonly string[]): { user: User | undefined } | { reason: string } {
  if (!isAdministrator) return { user: undefined };
  const { status } = spawnSync(process.execPath, args, { ...NOBODY, stdio: 'ignore' });
  return status === 0
    ? { user: NOBODY }
    : { reason: 'the tests run as administrator, and nobody else may read the program here' };
}

/** Gives a folder and all in it to a user. */
export function giveFolder(folder: string, { uid, gid }: User): void {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const path of ['', ...inside]) lchownSync(join(folder, path), uid, gid);
}
