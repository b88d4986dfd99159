import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Two folders below the program's root, as every bundle. */
const outDir = `${root}dist/cliTest`;

/** Builds the command line as it is shipped; answers the file to run. */
export async function buildCli(): Promise<string> {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, external: ['electron', '@duckdb/node-api'], target: 'node' },
    build: {
      ssr: `${root}electron/cli/boxwright.ts`,
      target: 'node20',
      outDir,
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: 'boxwright.js', format: 'es', codeSplitting: false },
      },
    },
  });
  return `${outDir}/boxwright.js`;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs it as a process of its own.
 *
 * @param disturb given the process once it runs, to kill it
 */
export function runBuiltCli(
  program: string,
  args: readonly string[],
  disturb: (kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
    disturb((name) => child.kill(name));
  });
}
