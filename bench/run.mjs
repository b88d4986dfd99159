import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureKernels } from '../scripts/lib/kernels.mjs';

/**
 * Runs a benchmark written in TypeScript: `node bench/run.mjs openFolder`. Bundled as the app is, for an import that is
 * looked up each time makes tight loops several times as slow.
 */

const name = process.argv[2] ?? '';
const entry = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
if (!/^\w+$/.test(name) || !existsSync(entry)) {
  process.stderr.write('usage: node bench/run.mjs <name of a file in bench/>\n');
  process.exit(2);
}
await ensureKernels();
const outDir = fileURLToPath(new URL('../dist/bench', import.meta.url));
await build({
  configFile: false,
  logLevel: 'warn',
  build: { ssr: entry, outDir, emptyOutDir: true, minify: false, target: 'node20' },
});
await import(pathToFileURL(`${outDir}/${name}.js`).href);
