import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { buildLibrary } from './buildLibrary.mjs';
import { Failure } from './failure.mjs';
import { ensureKernels } from './kernels.mjs';
import { inProject } from './project.mjs';
import { sourceStamp } from './sourceStamp.mjs';

const STAMP = inProject('dist', '.stamp');

/** What is built for Node: folder and name of the output, its source, its format. Each becomes one file. */
const NODE_BUNDLES = /** @type {const} */ ([
  { folder: 'cli', file: 'boxwright.js', entry: 'electron/cli/boxwright.ts', format: 'es' },
  { folder: 'loopback', file: 'startLoopback.js', entry: 'electron/loopback/startLoopback.ts', format: 'es' },
  { folder: 'main', file: 'main.js', entry: 'electron/main/main.ts', format: 'es' },
  // A sandboxed preload must be one CommonJS file.
  { folder: 'preload', file: 'preload.cjs', entry: 'electron/preload/preload.ts', format: 'cjs' },
]);

/** Builds into dist/ unless what is there was built from the same sources. */
export async function ensureBuilt() {
  await ensureKernels();
  const stamp = sourceStamp();
  if (isBuilt(stamp)) return;
  console.log('Building …');
  rmSync(STAMP, { force: true });
  const { build } = await import('vite');
  try {
    for (const bundle of NODE_BUNDLES) await build(nodeBundle(bundle));
    await buildLibrary();
    await build({ configFile: inProject('vite.config.ts'), logLevel: 'warn' });
  } catch (error) {
    throw new Failure(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  chmodSync(inProject('dist/cli/boxwright.js'), 0o755);
  mkdirSync(inProject('dist'), { recursive: true });
  writeFileSync(STAMP, stamp);
}

/**
 * The stamp alone does not tell: a part of dist/ may have been deleted since.
 *
 * @param {string} stamp
 */
function isBuilt(stamp) {
  const outputs = [
    ...NODE_BUNDLES.map(({ folder, file }) => `${folder}/${file}`),
    'library/boxwright.js',
    'library/boxwright.d.ts',
    'renderer/index.html',
  ];
  return (
    outputs.every((output) => existsSync(inProject('dist', output))) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === stamp
  );
}

/**
 * @param {(typeof NODE_BUNDLES)[number]} bundle
 * @returns {import('vite').InlineConfig}
 */
function nodeBundle({ folder, file, entry, format }) {
  return {
    configFile: false,
    root: inProject(),
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', '@duckdb/node-api'], target: 'node' },
    build: {
      ssr: inProject(entry),
      target: 'node20',
      outDir: inProject('dist', folder),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: file, format, codeSplitting: false } },
    },
  };
}
