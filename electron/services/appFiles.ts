import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * The program's own files. Both this source and every bundle (`dist/cli/…`, `dist/main/…`) lie two folders below the
 * program's root, in a clone and in a packaged app.
 */
const ROOT = new URL('../../', import.meta.url);

/** Packaged, the code lies in `resources/app.asar` and the files beside it: ours are read like any others on disk. */
const FILES = new URL(ROOT.href.replace(/\/app\.asar\/$/, '/'));

/** The built UI. */
export function uiFolder(): string {
  return fileURLToPath(new URL('dist/renderer', FILES));
}

/** The sample drive that comes with the program; never written. */
export function sampleSource(): string {
  return fileURLToPath(new URL('samples/drive', FILES));
}

/** Compiled loops for decoding PCD files, where the program was built from a clone. */
export function pcdKernelsFile(): string {
  return fileURLToPath(new URL('shared/pcd-format/dist/kernels.wasm', FILES));
}

export function programVersion(): string {
  const text = readFileSync(new URL('package.json', ROOT), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
