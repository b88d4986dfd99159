import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HUNDRED_THOUSAND, labelFolder, writeFiles } from './labelFolder.ts';
import { measureProgram } from './measureProgram.ts';
import { writeResults } from './writeResults.ts';

/**
 * 100,000 label files as tables in Parquet, on one and two threads, again where nothing has changed, and a count by class
 * over these. Needs a build. `node bench/run.mjs exportTables`; `LABELS` names a folder that `writeLabelFolder` wrote, which
 * takes longer than all else.
 */

/** On two processors. */
const BARS = { filesPerSecond: 1000, megabytes: 600, querySeconds: 2 };
const COUNT = 'SELECT class, count(*) AS n FROM objects GROUP BY class ORDER BY class';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'boxwright-bench-')));
const results: object[] = [];
try {
  const labels = process.env['LABELS'] ?? join(folder, 'labels');
  if (process.env['LABELS'] === undefined) writeFiles(labels, labelFolder(HUNDRED_THOUSAND));
  const tables = (jobs: number): string => join(folder, `tables-${jobs}`);
  for (const jobs of [1, 2]) measure(`export, ${jobs} jobs`, jobs, tables(jobs), labels);
  measure('export again, 2 jobs', 2, tables(2), labels);
  const { text, ...query } = measureProgram(['query', tables(2), COUNT, '--csv']);
  process.stdout.write(`${text}count by class in ${query.seconds} s\n`);
  results.push({ name: 'query', ...query });
} finally {
  rmSync(folder, { recursive: true });
}
process.stdout.write(`bars: ${JSON.stringify(BARS)}\n`);
writeResults('exportTables', results);

function measure(name: string, jobs: number, out: string, labels: string): void {
  const args = ['export', '--to', 'parquet', out, labels, '--json', '--jobs', String(jobs)];
  const { text, ...usage } = measureProgram(args);
  const { sidecars } = JSON.parse(text) as { readonly sidecars: number };
  // What the processors' time allows where all jobs have one each.
  const filesPerSecond = Math.round((sidecars * jobs) / usage.processorSeconds);
  results.push({ name, sidecars, ...usage, filesPerSecond });
  process.stdout.write(
    `${name}: ${sidecars} files in ${usage.seconds} s, ${usage.processorSeconds} s of processors: ${filesPerSecond} files/s; ${usage.megabytes} MB\n`,
  );
}
