import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Where the command line is built. */
const PROGRAM = 'dist/cli/boxwright.js';

/** What a command took, threads and all. Time of processors beside that of the clock: what others on the machine take is not ours. */
export interface ProgramUsage {
  readonly text: string;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly megabytes: number;
}

/** Runs a command of the built program in a process of its own. */
export function measureProgram(args: readonly string[], cwd = process.cwd()): ProgramUsage {
  const started = performance.now();
  const program = ['--import', usageAtExit(), join(process.cwd(), PROGRAM)];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...program, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Infinity,
  });
  const seconds = (performance.now() - started) / 1000;
  const usage = /usage (\d+) (\d+)/.exec(stderr);
  // Findings are none of its failures.
  if (usage === null || (status !== 0 && status !== 1))
    throw new Error(`${args[0]} ended with ${status}: ${stderr}`);
  return {
    text: stdout,
    seconds: Number(seconds.toFixed(1)),
    processorSeconds: Number((Number(usage[1]) / 1e6).toFixed(1)),
    megabytes: Math.round(Number(usage[2]) / 1024),
  };
}

/** A module that has the process tell at its end what it took, threads and all. */
function usageAtExit(): string {
  const tell =
    'const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write(`usage ${userCPUTime + systemCPUTime} ${maxRSS}`);';
  const source = `import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => { ${tell} });`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
