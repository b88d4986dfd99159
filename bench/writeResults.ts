import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';

/** Keeps what a benchmark measured as `bench/results/<name>.json`, with the machine that it ran on. */
export function writeResults(name: string, results: readonly unknown[]): void {
  const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  const machine = `${processor}, ${platform()} ${arch()}, Node ${process.version}`;
  mkdirSync('bench/results', { recursive: true });
  writeFileSync(`bench/results/${name}.json`, `${JSON.stringify({ machine, results }, null, 2)}\n`);
}
