import { mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Failure } from './failure.mjs';
import { inProject, ROOT } from './project.mjs';
import { runPackage } from './run.mjs';

/** The rooms whose folder `wasm/` is compiled, each into one `dist/kernels.wasm`. */
export const ROOMS = readdirSync(inProject('shared')).filter((room) => sourcesOf(room).length > 0);

/** What a kernel may use: SIMD, and memory that the caller owns and lays out. No allocator, no data of its own. */
const OPTIONS = ['--runtime', 'stub', '--importMemory', '--noExportMemory', '--enable', 'simd', '-O3'];

/** Compiles AssemblyScript to WebAssembly where a source is newer than what was built from it. */
export async function ensureKernels() {
  for (const room of ROOMS) if (!isBuilt(room)) await compile(room);
}

/** @param {string} room */
export function kernelFile(room) {
  return inProject('shared', room, 'dist', 'kernels.wasm');
}

/** @param {string} room */
function sourcesOf(room) {
  const folder = inProject('shared', room, 'wasm');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** @param {string} room */
function isBuilt(room) {
  const builtAt = statSync(kernelFile(room), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const folder = inProject('shared', room, 'wasm');
  // The folder too: it is as new as the last file that was added to it or removed.
  const inputs = [
    ...sourcesOf(room),
    folder,
    inProject('package.json'),
    inProject('scripts/lib/kernels.mjs'),
  ];
  return inputs.every((path) => statSync(path).mtimeMs < builtAt);
}

/** @param {string} room */
async function compile(room) {
  const file = kernelFile(room);
  // Several processes may build at once, and none may read half a file.
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  const [outFile = '', ...sources] = [unfinished, ...sourcesOf(room)].map((path) =>
    relative(ROOT, path).replaceAll('\\', '/'),
  );
  // As a program: imported, its types would bring AssemblyScript's idea of Array along, for the whole project.
  const args = [...sources, '--outFile', outFile, ...OPTIONS];
  const { code, output } = await runPackage('assemblyscript/bin/asc.js', args, { quiet: true });
  if (code !== 0) throw new Failure(`shared/${room}/wasm does not compile:\n${output}`);
  renameSync(unfinished, file);
}
