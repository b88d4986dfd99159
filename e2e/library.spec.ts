import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build, transformWithOxc, type Rolldown } from 'vite';
import { labelledDrive } from '#electron/testing/labelledDrive.ts';

/** The library as it is built, from the outside: a project of its own that has installed it. */

const project = fileURLToPath(new URL('..', import.meta.url));
let consumer: string;

test.beforeAll(async () => {
  consumer = mkdtempSync(join(tmpdir(), 'boxwright-consumer-'));
  mkdirSync(join(consumer, 'node_modules'));
  symlinkSync(project, join(consumer, 'node_modules/boxwright'), 'junction');
  mkdirSync(join(consumer, 'drive'));
  await labelledDrive(join(consumer, 'drive'), { frames: 2 });
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module" }');
});

test.afterAll(() => rmSync(consumer, { recursive: true, force: true }));

/** The examples of the page, but for the line that only shows the imports. */
function examples(): string[] {
  const page = readFileSync(join(project, 'docs/library.md'), 'utf8');
  const blocks = [...page.matchAll(/```ts\n([^]*?)```/g)].map((match) => match[1]!);
  expect(blocks.length).toBeGreaterThan(7);
  return blocks.filter((block) => block.includes('console.'));
}

test('its types are complete, and the examples of its page fit them', () => {
  const files = examples().map((text, i) => {
    writeFileSync(join(consumer, `example${i}.ts`), text);
    return `example${i}.ts`;
  });
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2023'],
    module: 'NodeNext',
    types: ['node'],
    typeRoots: [join(project, 'node_modules/@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const tsc = join(project, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', consumer], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

test('the examples of its page run', async () => {
  const names: string[] = [];
  for (const [i, text] of examples().entries()) {
    const { code } = await transformWithOxc(text, `example${i}.ts`);
    writeFileSync(join(consumer, `example${i}.mjs`), code);
    names.push(`./example${i}.mjs`);
  }
  const all = names.map((name) => `console.log('>'); await import('${name}');`).join('\n');
  writeFileSync(join(consumer, 'all.mjs'), all);
  const output = execFileSync(process.execPath, ['all.mjs'], {
    cwd: consumer,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '0' },
  });
  const said = output.split(/^>\n/m).slice(1);
  expect(said).toHaveLength(names.length);
  expect(output).toContain('lidar/000000.pcd: ');
  expect(output).toMatch(/^valid \d+ files$/m);
  expect(output).toMatch(/^front sees [1-9]\d* of \d+$/m);
  expect(output).toMatch(/^labels\.malformed 1 46\nThe labels are not readable JSON/m);
});

test('a program that only reads sidecars gets neither lenses nor rules nor layouts', async () => {
  writeFileSync(join(consumer, 'reads.mjs'), `export { readSidecar } from 'boxwright';\n`);
  writeFileSync(join(consumer, 'projects.mjs'), `export { project } from 'boxwright';\n`);
  const modulesOf = async (entry: string): Promise<string[]> => {
    const built = await build({
      configFile: false,
      root: consumer,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: { ssr: join(consumer, entry), write: false, minify: false },
    });
    const { output } = built as Rolldown.RolldownOutput;
    return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  };
  const ofOthers = /shared\.(quality|camera|pointcloud|interchange|dataset\.layouts)\./;
  const reads = await modulesOf('reads.mjs');
  expect(reads.some((id) => id.includes('shared.labels.parseSidecar'))).toBe(true);
  expect(reads.filter((id) => ofOthers.test(id))).toEqual([]);
  const projects = await modulesOf('projects.mjs');
  expect(projects.filter((id) => /shared\.(quality|pointcloud|interchange)\./.test(id))).toEqual([]);
});
