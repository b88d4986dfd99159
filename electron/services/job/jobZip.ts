import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { systemErrorCode } from '#shared/host/failure.ts';
import { JOB_MANIFEST, jobManifestSchema, type JobManifest } from '#shared/labels/job/jobManifest.ts';
import { parseJson } from '#shared/problems/parseJson.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { decodeText } from '../decodeText.ts';
import { fileProblem } from '../readProblems.ts';
import { entryName } from './entryName.ts';

/** The list of a million files has 150 MB. */
const LARGEST_MANIFEST = 256 * 1024 * 1024;
const MOST_ENTRIES = 4_000_000;
/** The largest file that FAT32, the usual format of sticks, can hold. */
const FAT_LIMIT = 2 ** 32 - 1;
/** Deflate makes a file a thousandth at most; labels become a fifteenth. What says to be more is made to fill a disk. */
const LARGEST_RATIO = 200;
const LINK_MODE = 0o120_000;
const KIND_BITS = 0o170_000;

/** A zip file with a job in it, opened. */
export interface JobZip {
  readonly manifest: JobManifest;
  /** Of what the manifest names and the zip holds, by path. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** What is in the zip and is not of the job, or not to be used: left out. */
  readonly problems: readonly Problem[];
  /** The content of an entry; fails when it is cut short, larger than was said, or not what its CRC says. */
  readonly read: (entry: Entry) => Promise<Readable>;
  readonly close: () => void;
}

/**
 * Opens a zip and reads what should be in it. Nothing of it is trusted: the manifest decides what is taken, names are
 * only looked up in it.
 *
 * @param path absolute
 * @param typed as a person calls it
 * @throws ProblemError `file.missing`, `file.unreadable`, `job.truncated`, `job.malformed`, `job.tooLarge`
 */
export async function openJobZip(path: string, typed: string): Promise<JobZip> {
  const bytes = await sizeOf(path, typed);
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false }).catch((cause: unknown) => {
    throw notWhole(typed, bytes, cause);
  });
  try {
    const { named, problems } = await listEntries(zip, typed);
    const found = [...named].find(([name]) => name === JOB_MANIFEST || name.endsWith(`/${JOB_MANIFEST}`));
    if (found === undefined) throw malformed(typed, 'notJob');
    const [place, entry] = found;
    const manifest = parseManifest(await readManifest(zip, entry, typed), typed);
    requireSoundSize(manifest, bytes, typed);
    // Packed anew by another program, it may all lie in a folder of its own.
    const prefix = place.slice(0, -JOB_MANIFEST.length);
    const entries = new Map<string, Entry>();
    for (const { path: wanted } of manifest.files) {
      const own = named.get(prefix + wanted);
      if (own !== undefined) entries.set(wanted, own);
    }
    const used = new Set([place, ...[...entries.keys()].map((wanted) => prefix + wanted)]);
    const unused = [...named.keys()].filter((name) => !used.has(name));
    return {
      manifest,
      entries,
      problems: [...problems, ...unused.map((name) => leftOut(name, 'notInJob'))],
      read: (own) => zip.openReadStreamPromise(own),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function sizeOf(path: string, typed: string): Promise<number> {
  try {
    const found = await stat(path);
    if (found.isFile()) return found.size;
    throw new Error('notFile');
  } catch (cause) {
    const isMissing = systemErrorCode(cause) === 'ENOENT';
    throw fileProblem(isMissing ? 'file.missing' : 'file.unreadable', typed, cause);
  }
}

async function listEntries(
  zip: ZipFile,
  typed: string,
): Promise<{ readonly named: ReadonlyMap<string, Entry>; readonly problems: readonly Problem[] }> {
  const named = new Map<string, Entry>();
  const problems: Problem[] = [];
  if (zip.entryCount > MOST_ENTRIES) throw malformed(typed, 'tooManyFiles');
  try {
    for await (const entry of zip.eachEntry()) {
      const text = entryName(entry);
      if (text?.endsWith('/') === true) continue;
      const name = text?.normalize('NFC');
      const reason = refusal(entry, name, named);
      if (name !== undefined && reason === undefined) named.set(name, entry);
      else problems.push(leftOut(name ?? entry.fileNameRaw.toString('latin1'), reason ?? 'badPath'));
    }
  } catch (cause) {
    throw malformed(typed, 'zipDamaged', cause);
  }
  return { named, problems };
}

function refusal(
  entry: Entry,
  name: string | undefined,
  named: ReadonlyMap<string, Entry>,
): string | undefined {
  if (name === undefined || name === '' || name.startsWith('/') || name.split('/').includes('..'))
    return 'badPath';
  if (named.has(name)) return 'duplicate';
  // The upper half of the attributes are the mode on systems like Unix.
  if (((entry.externalFileAttributes >>> 16) & KIND_BITS) === LINK_MODE) return 'link';
  return entry.canDecodeFileData() ? undefined : 'zipMethod';
}

async function readManifest(zip: ZipFile, entry: Entry, typed: string): Promise<Uint8Array> {
  if (entry.uncompressedSize > LARGEST_MANIFEST) throw malformed(typed, 'tooLarge');
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Uint8Array);
    const bytes = Buffer.concat(pieces);
    // All other files have their hash in it; it has none.
    if (crc32(bytes) !== entry.crc32) throw new Error('crc');
    return bytes;
  } catch (cause) {
    throw malformed(typed, 'zipDamaged', cause);
  }
}

function parseManifest(bytes: Uint8Array, typed: string): JobManifest {
  const codes = { malformed: 'json.malformed', mismatch: 'schema.mismatch' } as const;
  const json = parseJson(decodeText(bytes, typed), typed, codes);
  const { data } = jobManifestSchema.safeParse(json);
  if (data === undefined) throw malformed(typed, 'jobManifest');
  const paths = new Set(data.files.map(({ path }) => path.toLowerCase()));
  // Two files would become one on a disk that does not tell upper from lower case.
  if (paths.size < data.files.length) throw malformed(typed, 'duplicate');
  return data;
}

function requireSoundSize({ files }: JobManifest, zipBytes: number, typed: string): void {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > zipBytes * LARGEST_RATIO) throw tooLarge(typed, bytes);
}

/** Its end, which lists what is in it, is missing or says what is not so: the copy is not whole. */
function notWhole(typed: string, bytes: number, cause: unknown): ProblemError {
  if (systemErrorCode(cause) !== undefined) return fileProblem('file.unreadable', typed, cause);
  const code = bytes === 0 ? 'file.empty' : 'job.truncated';
  const params: Problem['params'] = bytes === FAT_LIMIT ? { reason: 'fatLimit' } : {};
  return new ProblemError({ code, severity: 'error', path: typed, params }, { cause });
}

function malformed(typed: string, reason: string, cause?: unknown): ProblemError {
  return new ProblemError(
    { code: 'job.malformed', severity: 'error', path: typed, params: { reason } },
    { cause },
  );
}

export function tooLarge(typed: string, bytes: number): ProblemError {
  const params = { gigabytes: Math.ceil(bytes / 1e9) };
  return new ProblemError({ code: 'job.tooLarge', severity: 'error', path: typed, params });
}

function leftOut(path: string, reason: string): Problem {
  return { code: 'file.skipped', severity: 'warning', path, params: { reason } };
}
