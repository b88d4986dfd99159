import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { JOB_FORMAT, JOB_MANIFEST, JOB_VERSION } from '#shared/labels/job/jobManifest.ts';

/** A file of a zip that a test makes. */
export interface TestEntry {
  readonly path: string;
  readonly text: string;
  readonly mode?: number;
}

/** The bytes of a zip with these files, whatever they are called. */
export async function zipOf(entries: readonly TestEntry[]): Promise<Buffer> {
  const zip = new ZipFile();
  const mtime = new Date(1980, 0, 1);
  for (const { path, text, mode = 0o100_644 } of entries)
    zip.addBuffer(Buffer.from(text), path, { mtime, mode });
  zip.end();
  return buffer(Readable.from(zip.outputStream));
}

/** The manifest of a job with these files; `says` is in place of what is so. */
export function manifestOf(entries: readonly TestEntry[], says: object = {}): TestEntry {
  const files = entries.map(({ path, text }) => ({
    path,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const generator = { name: 'test', version: '0' };
  const head = { format: JOB_FORMAT, version: JOB_VERSION, generator, dataset: 'test', withData: false };
  return { path: JOB_MANIFEST, text: JSON.stringify({ ...head, files, ...says }) };
}

/** Writes a zip, changed before by `change`. */
export async function writeZip(
  path: string,
  entries: readonly TestEntry[],
  change: (zip: Buffer) => Buffer = (zip) => zip,
): Promise<void> {
  await writeFile(path, change(await zipOf(entries)));
}

/** Puts bytes in the place of others of the same length, everywhere: names that no zip library would write. */
export function replaceBytes(zip: Buffer, from: string, to: Buffer): Buffer {
  const wanted = Buffer.from(from);
  if (wanted.length !== to.length) throw new Error('another length');
  const changed = Buffer.from(zip);
  for (let at = changed.indexOf(wanted); at >= 0; at = changed.indexOf(wanted, at + 1)) to.copy(changed, at);
  return changed;
}

/** Takes away the mark that names are UTF-8, as zips of older programs have none. */
export function withoutUtf8Mark(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  for (const [signature, offset] of [
    [0x04034b50, 6],
    [0x02014b50, 8],
  ] as const) {
    for (let at = 0; at + offset + 2 <= changed.length; at++) {
      if (changed.readUInt32LE(at) !== signature) continue;
      changed.writeUInt16LE(changed.readUInt16LE(at + offset) & ~0x800, at + offset);
    }
  }
  return changed;
}
