import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { ProblemError } from '#shared/problems/problem.ts';

/** A folder that exists only in a test: path → text. */
export function memoryFolder(name: string, files: Readonly<Record<string, string>>): DatasetFolder {
  return {
    name,
    list: () =>
      Promise.resolve(
        Object.entries(files)
          .map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }))
          .sort((a, b) => (a.path < b.path ? -1 : 1)),
      ),
    readText: (path) => {
      const text = Object.hasOwn(files, path) ? files[path] : undefined;
      return text === undefined ? Promise.reject(missing(path)) : Promise.resolve(text);
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
      const entries = paths.map((path) => ({ path, status: statSync(`${root}/${path}`) }));
      return Promise.resolve(
        entries
          .filter(({ status }) => status.isFile())
          .map(({ path, status }) => ({ path, bytes: status.size })),
      );
    },
    readText: (path) => {
      try {
        return Promise.resolve(readFileSync(`${root}/${path}`, 'utf8'));
      } catch {
        return Promise.reject(missing(path));
      }
    },
    sha256: hash,
  };
}

function hash(text: string): Promise<string> {
  return Promise.resolve(createHash('sha256').update(text).digest('hex'));
}

function missing(path: string): ProblemError {
  return new ProblemError({ code: 'file.missing', severity: 'error', path });
}
