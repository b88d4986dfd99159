import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';

const FOLDERS = ['shared', 'electron', 'renderer'];
const FILES = [
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'scripts/lib/build.mjs',
  'scripts/lib/buildLibrary.mjs',
  'scripts/lib/kernels.mjs',
];
const NOT_SOURCES = new Set(['node_modules', 'dist']);

/** A hash of everything that the build reads. A few hundred small files: faster than asking the bundler. */
export function sourceStamp() {
  const hash = createHash('sha256');
  for (const file of [...FILES, ...FOLDERS.flatMap(listSources)]) {
    hash.update(`${file}\0`).update(readFileSync(inProject(file)));
  }
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function listSources(folder) {
  return readdirSync(inProject(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : listSources(path);
      return /\.test\.tsx?$|\.md$/.test(entry.name) ? [] : [path];
    });
}
