import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds by what was measured. */
export type Times = Record<string, number>;

setFlagsFromString('--expose-gc');
// Or collecting garbage would throw away compiled code, for the next run to compile.
setFlagsFromString('--no-flush-bytecode');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Medians of several rounds, in each of which everything runs once: what else a machine does then slows all alike. What one
 * leaves behind is cleared away before the next, or its memory would be given back on the next one's time.
 *
 * @param prepare comes first in every round; what it answers are times that were measured elsewhere
 */
export async function inTurns(
  rounds: number,
  runs: Record<string, () => unknown>,
  prepare: () => Times = () => ({}),
): Promise<Times> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, ms] of Object.entries(prepare())) (times[name] ??= []).push(ms);
    for (const [name, run] of Object.entries(runs)) {
      collectGarbage();
      const started = performance.now();
      await run();
      (times[name] ??= []).push(performance.now() - started);
    }
  }
  return medians(times);
}

function medians(times: Record<string, number[]>): Times {
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, [...all].sort((a, b) => a - b)[all.length >> 1]!]),
  );
}
