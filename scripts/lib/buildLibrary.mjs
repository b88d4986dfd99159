import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { inProject } from './project.mjs';

const SOURCE = 'electron/library';
const OUTPUT = 'dist/library';

/**
 * Builds what `import … from 'boxwright'` gives: a module for each of ours, so that bundlers leave out what is not used, and
 * the types of the library's own files, which name no others.
 */
export async function buildLibrary() {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: inProject(),
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: inProject(SOURCE, 'boxwright.ts'),
      target: 'node20',
      outDir: inProject(OUTPUT),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: inProject(SOURCE),
          // All side by side: two folders below the root as every bundle is, and no `node_modules`, which packages leave out.
          entryFileNames: ({ name }) => `${name.replaceAll('/', '.')}.js`,
        },
      },
    },
  });
  await writeTypes();
  writeFileSync(inProject(OUTPUT, 'package.json'), '{ "type": "module", "sideEffects": false }\n');
}

/** Of the entry and of what it names. Each export states its type, so that no file needs another to have its declarations. */
async function writeTypes() {
  const { isolatedDeclarationSync } = await import(compilerOfVite());
  const files = new Set(['boxwright.ts']);
  for (const file of files) {
    const { code, errors } = isolatedDeclarationSync(file, readFileSync(inProject(SOURCE, file), 'utf8'), {});
    if (errors.length > 0) throw new Failure(`The types of ${file} are not told by its text alone.`);
    if (code.includes('"#')) throw new Failure(`The types of ${file} name files that are not the library's.`);
    for (const [, other] of code.matchAll(/from "\.\/(\w+\.ts)"/g)) files.add(other);
    const types = code.replaceAll(/(from "\.\/\w+)\.ts"/g, '$1.js"');
    writeFileSync(inProject(OUTPUT, file.replace(/\.ts$/, '.d.ts')), types);
  }
}

/** The compiler that vite itself uses, in its version. */
function compilerOfVite() {
  const vite = createRequire(import.meta.url).resolve('vite');
  return pathToFileURL(createRequire(vite).resolve('rolldown/experimental')).href;
}
