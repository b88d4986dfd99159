import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HUNDRED_THOUSAND, labelFolder, writeFiles } from './labelFolder.ts';
import { ringDrive } from './ringDrive.ts';
import { writeResults } from './writeResults.ts';

/**
 * How fast the command line goes through much, and how much memory it takes: `validate` through 100,000 label files, and
 * `agree` through 1,000 frames of six cameras and 40 objects each, on one and two threads, and again from parts that are
 * there. Needs a build. `node bench/run.mjs atScale`; `SEQUENCES=20` takes a tenth of the label files and keeps nothing.
 *
 * Time of processors beside that of the clock: what others on the machine take is not ours.
 */

const PROGRAM = 'dist/cli/boxwright.js';
/** Bars of the command line on two processors. */
const BARS = { validateFilesPerSecond: 2000, validateMegabytes: 600, agreeMegabytes: 500 };

const { SEQUENCES } = process.env;
const labels = { ...HUNDRED_THOUSAND, sequences: Number(SEQUENCES ?? HUNDRED_THOUSAND.sequences) };
const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'));
const results: Measured[] = [];
try {
  writeFiles(join(folder, 'labels'), labelFolder(labels));
  const files = labels.sequences * (labels.framesPerSequence + 1);
  for (const jobs of [1, 2]) measure(`validate, ${jobs} jobs`, files, jobs, 'validate', 'labels');
  for (const run of ['kept', 'there'])
    measure(`validate, 2 jobs, parts ${run}`, files, 2, 'validate', 'labels', ['--parts', 'parts']);
  writeFiles(join(folder, 'drive'), ringDrive(10, 100));
  const noClouds = ['--no-clouds'];
  for (const jobs of [1, 2]) measure(`agree, ${jobs} jobs`, 1000, jobs, 'agree', 'drive', noClouds);
  const kept = [...noClouds, '--parts', 'parts'];
  for (const run of ['kept', 'there'])
    measure(`agree, 2 jobs, parts ${run}`, 1000, 2, 'agree', 'drive', kept);
} finally {
  rmSync(folder, { recursive: true });
}
process.stdout.write(`bars: ${JSON.stringify(BARS)}\n`);
if (SEQUENCES === undefined) writeResults('atScale', results);

interface Measured {
  readonly name: string;
  readonly files: number;
  readonly seconds: number;
  readonly processorSeconds: number;
  /** What the processors' time allows where all jobs have one each. */
  readonly filesPerSecond: number;
  readonly megabytes: number;
}

function measure(
  name: string,
  files: number,
  jobs: number,
  command: string,
  data: string,
  more: readonly string[] = [],
): void {
  const started = performance.now();
  const args = [
    '--import',
    usageAtExit(),
    join(process.cwd(), PROGRAM),
    command,
    data,
    '--jobs',
    String(jobs),
  ];
  const { stderr, status } = spawnSync(process.execPath, [...args, ...more], {
    cwd: folder,
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  const usage = /usage (\d+) (\d+)/.exec(stderr);
  if (usage === null || status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
  const processorSeconds = Number(usage[1]) / 1e6;
  const filesPerSecond = Math.round((files * jobs) / processorSeconds);
  const megabytes = Math.round(Number(usage[2]) / 1024);
  results.push({
    name,
    files,
    seconds: Number(seconds.toFixed(1)),
    processorSeconds: Number(processorSeconds.toFixed(1)),
    filesPerSecond,
    megabytes,
  });
  process.stdout.write(
    `${name}: ${files} files in ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processors: ${filesPerSecond} files/s; ${megabytes} MB\n`,
  );
}

/** A module that has the process tell at its end what it took, threads and all. */
function usageAtExit(): string {
  const tell =
    'const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write(`usage ${userCPUTime + systemCPUTime} ${maxRSS}`);';
  const source = `import { isMainThread } from 'node:worker_threads'; if (isMainThread) process.on('exit', () => { ${tell} });`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}
