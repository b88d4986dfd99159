import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '#electron/cli/program.ts';
import { HUNDRED_THOUSAND, labelFolder, writeFiles } from './labelFolder.ts';
import { writeResults } from './writeResults.ts';

/**
 * 100,000 label files as tables in Parquet, and a count by class over these: `node bench/run.mjs exportTables`. `LABELS`
 * names a folder that `writeLabelFolder` wrote, which takes longer than all else.
 */

const BARS = { filesPerSecond: 1000, megabytes: 600, querySeconds: 2 };
const COUNT = 'SELECT class, count(*) AS n FROM objects GROUP BY class ORDER BY class';

const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-bench-')));
try {
  const labels = process.env['LABELS'] ?? join(folder, 'labels');
  if (process.env['LABELS'] === undefined) writeFiles(labels, labelFolder(HUNDRED_THOUSAND));
  const out = join(folder, 'tables');
  const exported = await measure(['export', '--to', 'parquet', out, labels, '--json']);
  // The most so far; of writing the labels, too, where they were not there.
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const { sidecars } = JSON.parse(exported.text) as { readonly sidecars: number };
  const counted = await measure(['query', out, COUNT, '--csv']);
  const results = {
    sidecars,
    exportSeconds: exported.seconds,
    exportCpuSeconds: exported.cpuSeconds,
    filesPerSecond: Math.round(sidecars / exported.seconds),
    filesPerCpuSecond: Math.round(sidecars / exported.cpuSeconds),
    megabytes,
    querySeconds: counted.seconds,
    queryCpuSeconds: counted.cpuSeconds,
  };
  process.stdout.write(
    [
      counted.text,
      `${sidecars} label files in ${exported.seconds} s, ${exported.cpuSeconds} s of processors`,
      `${results.filesPerSecond} files/s (at least ${BARS.filesPerSecond}: ${verdict(results.filesPerSecond >= BARS.filesPerSecond)})`,
      `${megabytes} MB (at most ${BARS.megabytes}: ${verdict(megabytes <= BARS.megabytes)})`,
      `count by class in ${counted.seconds} s (at most ${BARS.querySeconds}: ${verdict(counted.seconds <= BARS.querySeconds)})\n`,
    ].join('\n'),
  );
  writeResults('exportTables', [results]);
} finally {
  await rm(folder, { recursive: true });
}

/** Runs a command in this process; times are of it alone, whatever else the machine does. */
async function measure(args: readonly string[]) {
  let text = '';
  const started = performance.now();
  const cpu = process.cpuUsage();
  const terminal = {
    out: (more: string) => (text += more),
    err: (more: string) => process.stderr.write(more),
  };
  const code = await runProgram(args, terminal);
  const { user, system } = process.cpuUsage(cpu);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${text}`);
  return {
    text,
    seconds: rounded((performance.now() - started) / 1000),
    cpuSeconds: rounded((user + system) / 1e6),
  };
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'MISSED';
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
