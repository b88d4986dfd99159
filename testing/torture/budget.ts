/** Set: everything is tried, however long it takes. Else a sample of another seed each time. */
export const IS_EXHAUSTIVE = process.env['BOXWRIGHT_TORTURE'] !== undefined;

const ownSeed = process.env['CI'] === undefined ? Date.now() % 2 ** 31 : 7;

/** Of what failed: it fails again with the same. On a build machine always the same: what changed is to blame there. */
export const SEED = Number(process.env['BOXWRIGHT_SEED'] ?? ownSeed);

/** Far beyond what any of it takes. */
export const LONGEST_MS = 7_200_000;

/** Runs something for inputs 0, 1, … and answers for how many; what fails names the seed and the input. */
export async function forInputs(
  { most, sampleMs }: { readonly most: number; readonly sampleMs: number },
  run: (input: number) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  const isOver = () => !IS_EXHAUSTIVE && performance.now() - started > sampleMs;
  let input = 0;
  for (; input < most && !isOver(); input += 1) {
    const now = input;
    await run(now).catch((cause: unknown) => {
      throw new Error(`BOXWRIGHT_SEED=${SEED}, input ${now}`, { cause });
    });
  }
  return input;
}

/** For whoever looks at what a run has covered. */
export function report(line: string): void {
  process.stdout.write(`${line}, seed ${SEED}\n`);
}
