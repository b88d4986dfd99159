import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** A folder that exists only in a test: path → text. */
export function memoryFolder(name: string, files: Readonly<Record<string, string>>): DatasetFolder {
  const text = (path: string): string => {
    const found = Object.hasOwn(files, path) ? files[path] : undefined;
    if (found === undefined) throw missing(path);
    return found;
  };
  return {
    name,
    list: () => Promise.resolve(Object.keys(files).sort()),
    readText: (path) => settle(() => text(path)),
    size: (path) => settle(() => Buffer.byteLength(text(path))),
    async *readStream(path) {
      // Pieces small enough that whatever reads them meets every kind of cut.
      const bytes = Buffer.from(text(path));
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    },
    sha256: hash,
  };
}

/** A folder on disk as it is, for reading reference data without a host. */
export function diskFolder(root: string): DatasetFolder {
  return {
    name: basename(root),
    list: () => {
      const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
      return Promise.resolve(paths.filter((path) => statSync(`${root}/${path}`).isFile()));
    },
    readText: (path) => settle(() => orMissing(path, () => readFileSync(`${root}/${path}`, 'utf8'))),
    size: (path) => settle(() => orMissing(path, () => statSync(`${root}/${path}`).size)),
    async *readStream(path) {
      yield orMissing(path, () => readFileSync(`${root}/${path}`));
    },
    sha256: hash,
  };
}

/** A folder with files added that are not on its disk, such as poses over real calibrations: path → text. */
export function withFiles(folder: DatasetFolder, files: Readonly<Record<string, string>>): DatasetFolder {
  const added = memoryFolder(folder.name, files);
  return {
    ...folder,
    list: async () => [...(await folder.list()), ...Object.keys(files)].sort(),
    readText: (path, maxBytes) =>
      Object.hasOwn(files, path) ? added.readText(path) : folder.readText(path, maxBytes),
  };
}

function hash(text: string): Promise<string> {
  return Promise.resolve(createHash('sha256').update(text).digest('hex'));
}

/** The value, or the error that was thrown, as a promise. */
function settle<T>(make: () => T): Promise<T> {
  return new Promise((resolve) => resolve(make()));
}

function orMissing<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw missing(path);
  }
}

function missing(path: string): ProblemError {
  return new ProblemError({ code: 'file.missing', severity: 'error', path });
}
