import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HUNDRED_THOUSAND, labelFolder, writeFiles } from './labelFolder.ts';
import { measureProgram } from './measureProgram.ts';
import { ringDrive } from './ringDrive.ts';
import { writeResults } from './writeResults.ts';

/**
 * How fast the command line goes through much, and how much memory it takes: `validate` through 100,000 label files, and
 * `agree` through 1,000 frames of six cameras and 40 objects each, on one and two threads, again from parts that are there,
 * and both with clouds of 20,000 points. Needs a build. `node bench/run.mjs atScale`; `LABELS=<folder>` takes those that `writeLabelFolder` has written,
 * `SEQUENCES=20` a tenth of them, of which nothing is kept.
 */

/** Bars of the command line on two processors. */
const BARS = { validateFilesPerSecond: 2000, validateMegabytes: 600, agreeMegabytes: 500 };

const { SEQUENCES, LABELS } = process.env;
const labels = { ...HUNDRED_THOUSAND, sequences: Number(SEQUENCES ?? HUNDRED_THOUSAND.sequences) };
const folder = mkdtempSync(join(tmpdir(), 'boxwright-bench-'));
const results: Measured[] = [];
try {
  const written = LABELS ?? join(folder, 'labels');
  if (LABELS === undefined) writeFiles(written, labelFolder(labels));
  const files = labels.sequences * (labels.framesPerSequence + 1);
  measure('validate, 2 jobs', files, 2, ['validate', written]);
  writeFiles(join(folder, 'drive'), ringDrive({ sequences: 10, framesPerSequence: 100 }));
  const agree = ['agree', 'drive', '--no-clouds'];
  for (const jobs of [1, 2]) measure(`agree, ${jobs} jobs`, 1000, jobs, agree);
  for (const run of ['kept', 'there'])
    measure(`agree, 2 jobs, parts ${run}`, 1000, 2, [...agree, '--parts', 'parts']);
  const one = { sequences: 1, framesPerSequence: 1000, points: 20_000 };
  writeFiles(join(folder, 'clouds'), ringDrive(one));
  for (const command of ['agree', 'validate'])
    measure(`${command} with clouds, 1 jobs`, 1000, 1, [command, 'clouds']);
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

function measure(name: string, files: number, jobs: number, command: readonly string[]): void {
  const { seconds, processorSeconds, megabytes } = measureProgram(
    [...command, '--jobs', String(jobs)],
    folder,
  );
  const filesPerSecond = Math.round((files * jobs) / processorSeconds);
  results.push({ name, files, seconds, processorSeconds, filesPerSecond, megabytes });
  process.stdout.write(
    `${name}: ${files} files in ${seconds} s, ${processorSeconds} s of processors: ${filesPerSecond} files/s; ${megabytes} MB\n`,
  );
}
