import { createHash, randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Entry } from 'yauzl';
import { systemErrorCode } from '#shared/host/failure.ts';
import { isLabelPath, type JobFile } from '#shared/labels/job/jobManifest.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { Backups } from '../backups.ts';
import type { FileSystem } from '../fileSystem.ts';
import { FileVault } from '../fileVault.ts';
import type { FolderOnDisk } from '../folderOnDisk.ts';
import { systemReason } from '../readProblems.ts';
import { tooLarge, type JobZip } from './jobZip.ts';

export interface UnpackResult {
  readonly written: number;
  /** Files that were there already, byte for byte. */
  readonly same: number;
  /** Of those that were written, how many took the place of others, which are kept. */
  readonly replaced: number;
  /** With an error among them, nothing was written. */
  readonly problems: readonly Problem[];
}

/** A file of the job that is not in the folder as it is. */
interface Due {
  readonly file: JobFile;
  /** Of the file that is in its place; `null`: none. */
  readonly expected: string | null;
  readonly entry: Entry | undefined;
  readonly place: string;
  /** Beside it, until everything has come. */
  readonly staged: string;
}

/**
 * Puts the files of a job into a folder: all, or none. Everything is unpacked beside its place and compared with the
 * manifest first; what is in its place and differs stays, unless `overwrites`, and then label files are kept as earlier
 * versions.
 */
export async function unpackJob(
  job: JobZip,
  folder: FolderOnDisk,
  fileSystem: FileSystem,
  options: { readonly overwrites: boolean; readonly typed: string; readonly nowMs: () => number },
): Promise<UnpackResult> {
  const { due, same, problems: inTheWay } = await plan(job, folder, options.overwrites);
  const missing = due
    .filter(({ entry }) => entry === undefined)
    .map(({ file }) => named('job.missing', file.path));
  const refused = [...inTheWay, ...missing];
  const staged: Due[] = [];
  const nothing = (problems: readonly Problem[]): UnpackResult => ({
    written: 0,
    same,
    replaced: 0,
    problems,
  });
  try {
    if (refused.length === 0) await requireSpace(folder.root, due, options.typed);
    for (const one of refused.length === 0 ? due : []) {
      staged.push(one);
      const problem = await stage(job, one, fileSystem);
      if (problem !== undefined) refused.push(problem);
    }
    if (refused.length > 0) return nothing([...refused, ...job.problems]);
    const problems = await putInPlace(due, folder, fileSystem, options.nowMs);
    const written = due.length - problems.length;
    const replaced = due.filter(({ expected }) => expected !== null).length;
    return { written, same, replaced, problems: [...problems, ...job.problems] };
  } finally {
    for (const one of staged) await fileSystem.remove(one.staged).catch(() => undefined);
  }
}

async function plan(
  { manifest, entries }: JobZip,
  folder: FolderOnDisk,
  overwrites: boolean,
): Promise<{ readonly due: readonly Due[]; readonly same: number; readonly problems: readonly Problem[] }> {
  const due: Due[] = [];
  const problems: Problem[] = [];
  let same = 0;
  for (const file of manifest.files) {
    try {
      const place = await folder.resolve(file.path);
      const expected = await hashOf(folder, file.path);
      if (expected === file.sha256) same += 1;
      else if (expected !== null && !overwrites) problems.push(named('job.differs', file.path));
      else {
        const staged = join(dirname(place), `.${randomUUID()}.boxwright-tmp`);
        due.push({ file, expected, place, staged, entry: entries.get(file.path) });
      }
    } catch (error) {
      problems.push(problemOf(error, file.path));
    }
  }
  return { due, same, problems };
}

/** `null`: there is no such file. */
async function hashOf(folder: FolderOnDisk, path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const piece of folder.readStream(path)) hash.update(piece);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'file.missing') return null;
    throw error;
  }
}

async function requireSpace(root: string, due: readonly Due[], typed: string): Promise<void> {
  const bytes = due.reduce((sum, { file }) => sum + file.bytes, 0);
  const disk = await statfs(root).catch(() => undefined);
  if (disk !== undefined && disk.bavail * disk.bsize < bytes) throw tooLarge(typed, bytes);
}

/** Unpacks one file beside its place and compares it; undefined when it is what it should be. */
async function stage(
  job: JobZip,
  { file, entry, staged }: Due,
  fileSystem: FileSystem,
): Promise<Problem | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await fileSystem.makeFolder(dirname(staged));
    const out = await fileSystem.create(staged);
    try {
      for await (const piece of await job.read(entry!)) {
        const part = piece as Uint8Array;
        bytes += part.length;
        // What is longer than was said is not the file, and may never end.
        if (bytes > file.bytes) return named('job.changed', file.path);
        hash.update(part);
        await out.write(part);
      }
      await out.sync();
    } finally {
      await out.close();
    }
  } catch (error) {
    // A system's error is the disk's; all others are of what the zip holds.
    return systemErrorCode(error)?.startsWith('E') === true
      ? problemOf(error, file.path)
      : named('job.changed', file.path);
  }
  return hash.digest('hex') === file.sha256 ? undefined : named('job.changed', file.path);
}

async function putInPlace(
  due: readonly Due[],
  folder: FolderOnDisk,
  fileSystem: FileSystem,
  nowMs: () => number,
): Promise<readonly Problem[]> {
  const vault = new FileVault(fileSystem, nowMs);
  const backups = new Backups(fileSystem, nowMs);
  const problems: Problem[] = [];
  for (const { file, expected, place, staged } of due) {
    try {
      if (isLabelPath(file.path)) {
        // Boxwright may have the folder open: as a save does, and not over what it has written meanwhile.
        const bytes = await fileSystem.readFile(staged);
        const target = { relative: file.path, absolute: place };
        await vault.replace(
          target,
          expected,
          () => Promise.resolve(bytes),
          async (current) => {
            await backups.keep(folder, file.path, current);
            // Not a save, whose work would be lost: what cannot be kept is not replaced.
            const problem = backups.problemOf(folder, file.path);
            if (problem !== undefined)
              throw new ProblemError({ ...problem, code: 'job.notWritten', severity: 'error' });
          },
        );
      } else await fileSystem.rename(staged, place);
    } catch (error) {
      problems.push(problemOf(error, file.path));
    }
  }
  await backups.idle();
  return problems;
}

function named(code: 'job.missing' | 'job.changed' | 'job.differs', path: string): Problem {
  return { code, severity: 'error', path };
}

function problemOf(error: unknown, path: string): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'job.notWritten', severity: 'error', path, params: { reason: systemReason(error) } };
}
