import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Runs a benchmark written in TypeScript: `node bench/run.mjs openFolder`. */

const name = process.argv[2];
if (name === undefined || !/^\w+$/.test(name)) {
  process.stderr.write('usage: node bench/run.mjs <name of a file in bench/>\n');
  process.exit(2);
}
const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
await runnerImport(file, { configFile: false, logLevel: 'warn' });
