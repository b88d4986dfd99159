import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { MANIFEST_NAME } from '#shared/dataset/manifest.ts';
import {
  isJobPath,
  isLabelPath,
  JOB_FORMAT,
  JOB_MANIFEST,
  JOB_VERSION,
  type JobFile,
  type JobManifest,
} from '#shared/labels/job/jobManifest.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FolderOnDisk } from '../folderOnDisk.ts';

/** What goes into a job. */
export interface JobContent {
  readonly dataset: string;
  readonly withData: boolean;
  /** Where each file is, by its path in the job. */
  readonly files: ReadonlyMap<string, FolderOnDisk>;
  /** Files that are left out, each by name. */
  readonly problems: readonly Problem[];
}

export interface JobSelection {
  readonly withData: boolean;
  /** Sequences to take, with the frames of each; all others are left out. */
  readonly sequences: readonly Sequence[];
}

/** Gathers what a job holds of a dataset; a label file in the label root stands for the one among the data. */
export async function gatherJob(
  data: FolderOnDisk,
  labels: FolderOnDisk,
  all: { readonly name: string; readonly sequences: readonly Sequence[] },
  { withData, sequences }: JobSelection,
): Promise<JobContent> {
  const wanted = new Set(sequences.flatMap(labelPathsOf));
  wanted.add(MANIFEST_NAME);
  const left = new Set(
    all.sequences.flatMap((sequence) => [...labelPathsOf(sequence), ...dataPathsOf(sequence)]),
  );
  for (const path of sequences.flatMap(dataPathsOf)) left.delete(path);
  const files = new Map<string, FolderOnDisk>();
  const problems: Problem[] = [];
  for (const folder of new Set([data, labels])) {
    for (const path of await folder.list()) {
      // Whatever is no frame's: calibrations, poses, labels in the data's own format.
      const isData = withData && folder === data && !left.has(path);
      if (!wanted.has(path) && !isData) continue;
      if (isJobPath(path)) files.set(path, folder);
      else problems.push({ code: 'file.skipped', severity: 'warning', path, params: { reason: 'badPath' } });
    }
  }
  return { dataset: all.name, withData, files, problems };
}

/**
 * Writes a job: the same content gives the same bytes (of one version of the program), for entries are in order, of one
 * time and mode. Files are read one after the other and hashed on the way; memory does not grow with them. The zip gets its
 * name once it is whole and on the disk.
 *
 * @param output absolute
 * @throws ProblemError for a file that cannot be read, the system's error for what cannot be written; nothing is left then
 */
export async function packJob(
  { dataset, withData, files }: JobContent,
  output: string,
  generator: JobManifest['generator'],
): Promise<JobManifest> {
  const temporary = `${output}.boxwright-tmp`;
  const zip = new ZipFile();
  const written: JobFile[] = [];
  const manifest = (): JobManifest => ({
    format: JOB_FORMAT,
    version: JOB_VERSION,
    generator,
    dataset,
    withData,
    files: written,
  });
  const paths = [...files.keys()].sort();
  const out = createWriteStream(temporary, { flags: 'w' });
  const failure = new Promise<never>((_resolve, reject) => zip.on('error', reject));
  // Whichever fails first ends it; the other may fail for that reason.
  failure.catch(() => undefined);
  try {
    for (const path of paths) {
      const folder = files.get(path)!;
      zip.addReadStreamLazy(path, entryOptions(isCompressible(path)), (give) =>
        give(null, hashed(folder, path, written)),
      );
    }
    // Last, for only then the hashes are known.
    zip.addReadStreamLazy(JOB_MANIFEST, entryOptions(true), (give) =>
      give(null, Readable.from([`${JSON.stringify(manifest(), undefined, 2)}\n`], { objectMode: false })),
    );
    zip.end();
    zip.outputStream.pipe(out);
    await Promise.race([finished(out), failure]);
    await sync(temporary);
    await rename(temporary, output);
    return manifest();
  } catch (error) {
    out.destroy();
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

function labelPathsOf(sequence: Sequence): string[] {
  return [tracksPath(sequence), ...sequence.frames.map(({ id }) => sidecarPath(id))];
}

function dataPathsOf({ frames }: Sequence): string[] {
  return frames.flatMap(({ clouds, images }) => [...clouds, ...images].map(({ path }) => path));
}

/** Pictures are compressed already, and clouds are too many to be compressed on a weak computer. */
function isCompressible(path: string): boolean {
  return isLabelPath(path) || /\.(?:json|txt|ya?ml|csv|xml)$/i.test(path);
}

function entryOptions(compress: boolean) {
  // Local time, as a zip has it: the same numbers in every time zone.
  return { mtime: new Date(1980, 0, 1), mode: 0o100_644, forceDosTimestamp: true, compress };
}

/** The file's bytes; once they have gone through, the file is in the list. */
function hashed(folder: FolderOnDisk, path: string, written: JobFile[]): Readable {
  async function* pieces() {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of folder.readStream(path)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
    written.push({ path, bytes, sha256: hash.digest('hex') });
  }
  return Readable.from(pieces(), { objectMode: false });
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
