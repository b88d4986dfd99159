import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isThere } from '#electron/services/hostIdentity.ts';

/** Several machines may write on one disk, and the number of a process means something on its own machine only. */
const MACHINE = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A name for what is written before it gets its own: a run that finds it knows whose it is. */
export function temporaryName(start: string, end: string): string {
  return `${start}${MACHINE}-${process.pid}-${end}`;
}

/** Removes what runs on this machine that were killed left in a folder, by {@link temporaryName}; those at work keep theirs. */
export async function removeLeftovers(folder: string, start: string): Promise<void> {
  const ours = `${start}${MACHINE}-`;
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = name.startsWith(ours) ? /^(\d+)-/.exec(name.slice(ours.length))?.[1] : undefined;
    if (pid !== undefined && !isThere(Number(pid)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
