import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { encodePcd } from './encode.ts';
import { ENCODINGS } from '../testing/arbitraryCloud.ts';
import { outcomeByKernels, outcomeOf } from '../testing/outcome.ts';
import type { PcdArray } from './types.ts';

/** `npm run fuzz` asks for more, from another seed each time, and prints it. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 200_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Of one file of a few hundred bytes; a machine with other work may stop for a moment. */
const LONGEST_MS = 2000;

/** Mulberry32 (Tommy Ettinger, public domain): numbers from 0 up to 1. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS = [
  ...' 0 -1 1e9 1e308 4294967295 9007199254740993 nan inf 0x10 1,5 # _ x F I U Q 1 2 3 8 点'.split(' '),
  ...'ascii binary binary_compressed WIDTH POINTS DATA FIELDS'.split(' '),
  ...'COUNT 0|COUNT 1000000|\n|\r\n|\t|\0|\u00a0|DATA ascii\n'.split('|'),
];

const columns: Readonly<Record<string, PcdArray>> = {
  x: Float32Array.of(1.5, -2, Number.NaN, 4e8, 0),
  y: Float64Array.of(1e-9, 2, 3, 4, 5),
  ring: Uint8Array.of(0, 1, 2, 3, 255),
  t: BigInt64Array.of(1n, -1n, 2n ** 62n, 0n, 5n),
  n: Int16Array.of(1, 2, 3, 4, 5),
};
const FILES = ENCODINGS.flatMap((encoding) =>
  [['x'], ['x', 'y', 'ring'], ['ring', 't', 'n'], Object.keys(columns)].map((names) =>
    encodePcd(
      names.map((name) => ({ name, values: columns[name]! })),
      { encoding },
    ),
  ),
);

/** A file with some bytes changed, words of the header put in, pieces cut out, doubled, or missing at the end. */
function mutate(file: Uint8Array, next: () => number): Uint8Array {
  let bytes = Array.from(file);
  const at = (): number => Math.floor(next() * (bytes.length + 1));
  for (let edits = 1 + Math.floor(next() * 4); edits > 0; edits -= 1) {
    const place = at();
    const length = Math.floor(next() * 12);
    const kind = Math.floor(next() * 6);
    if (kind === 0) bytes[place % Math.max(1, bytes.length)] = Math.floor(next() * 256);
    else if (kind === 1) bytes.splice(place, length);
    else if (kind === 2) bytes.splice(place, 0, ...bytes.slice(place, place + length));
    else if (kind === 3) bytes = bytes.slice(0, place);
    else {
      // Half of the words go into the header, where they do most harm.
      const where = kind === 4 ? place : Math.floor(next() * Math.min(bytes.length, 150));
      const word = WORDS[Math.floor(next() * WORDS.length)]!;
      bytes.splice(where, Math.floor(next() * 4), ...new TextEncoder().encode(word));
    }
  }
  return Uint8Array.from(bytes);
}

test(
  `${RUNS} damaged files give a cloud or a typed error, the same by the kernels, in no time and little memory (seed ${SEED})`,
  { timeout: 60_000 + RUNS },
  () => {
    const next = random(SEED);
    const outcomes = { cloud: 0, refused: 0 };
    for (let run = 0; run < RUNS; run += 1) {
      const bytes = mutate(FILES[run % FILES.length]!, next);
      let asked = 0;
      const lend = (byteLength: number): ArrayBuffer => {
        asked = Math.max(asked, byteLength);
        return new ArrayBuffer(byteLength);
      };
      const truncated = run % 2 === 0 ? 'keep' : 'refuse';
      const nonFinite = run % 3 === 0 ? 'drop' : 'keep';
      const started = performance.now();
      try {
        const outcome = outcomeOf(bytes, { lend, truncated, nonFinite });
        if ('code' in outcome && outcome.offset === undefined) throw new Error('the error names no byte');
        // A broken header is refused before there is a body for the kernels.
        const hasBody = !('code' in outcome) || outcome.code !== 'header';
        if (hasBody && !isDeepStrictEqual(outcomeByKernels(bytes, { lend, truncated, nonFinite }), outcome))
          throw new Error('the kernels do otherwise');
        outcomes['code' in outcome ? 'refused' : 'cloud'] += 1;
      } catch (error) {
        const text = JSON.stringify(new TextDecoder('latin1').decode(bytes));
        throw new Error(`run ${run}: ${text}`, { cause: error });
      }
      const ms = performance.now() - started;
      // The most that LZF makes of a byte, and one row.
      if (ms > LONGEST_MS || asked > 100 * bytes.length + 2 ** 21)
        throw new Error(`run ${run}: ${ms} ms, ${asked} bytes for ${bytes.length}`);
    }
    // A fuzzer that only ever breaks the header, or nothing, tests nothing.
    expect(Math.min(outcomes.cloud, outcomes.refused)).toBeGreaterThan(RUNS / 20);
  },
);
