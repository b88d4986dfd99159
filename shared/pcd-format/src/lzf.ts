import { PcdError } from './types.ts';

/*
 * LZF, the stream format of Marc Lehmann's liblzf, written here from its description: a control byte below 32 starts a
 * run of (control + 1) literal bytes; any other holds the length of a back reference less 2 in its upper three bits (7:
 * one more length byte follows) and the upper five bits of its distance less 1, whose lower eight bits come last.
 */

/** The most bytes that one compressed byte can stand for: three bytes give at most 264. */
export const LZF_MAX_RATIO = 88;

const MAX_LITERALS = 32;
export const MAX_DISTANCE = 8192;
const MIN_LENGTH = 3;
export const MAX_LENGTH = 264;
const HASH_BITS = 14;

/**
 * Fills `output` from an LZF stream.
 *
 * @throws PcdError `corrupt` unless the stream is well-formed and gives exactly `output.length` bytes
 */
export function lzfDecompress(input: Uint8Array, output: Uint8Array): void {
  const inputEnd = input.length;
  const outputEnd = output.length;
  let from = 0;
  let to = 0;
  while (from < inputEnd) {
    const control = input[from++]!;
    if (control < 32) {
      const runEnd = to + control + 1;
      if (runEnd > outputEnd) throw lzfError('output-overflow', from);
      if (from + control + 1 > inputEnd) throw lzfError('input-ends', from);
      while (to < runEnd) output[to++] = input[from++]!;
    } else {
      let length = (control >> 5) + 2;
      if (from + (length === 9 ? 2 : 1) > inputEnd) throw lzfError('input-ends', from);
      if (length === 9) length += input[from++]!;
      let source = to - ((control & 31) << 8) - input[from++]! - 1;
      if (source < 0) throw lzfError('reference-before-start', from);
      const runEnd = to + length;
      if (runEnd > outputEnd) throw lzfError('output-overflow', from);
      // Byte by byte, because a reference may overlap what it writes: that is how runs are coded.
      while (to < runEnd) output[to++] = output[source++]!;
    }
  }
  if (to !== outputEnd) throw lzfError('output-short', from);
}

/** @param byte of the stream, at or just before which it shows */
export function lzfError(reason: string, byte: number): PcdError {
  return new PcdError('corrupt', `The compressed data are damaged at byte ${byte}`, { reason, byte });
}

/** Compresses any bytes. Incompressible input grows by one byte in 32. */
export function lzfCompress(input: Uint8Array): Uint8Array<ArrayBuffer> {
  const end = input.length;
  const output = new Uint8Array(end + Math.ceil(end / MAX_LITERALS) + 4);
  /** Last position, plus 1, at which three bytes of this hash stood. */
  const positions = new Int32Array(2 ** HASH_BITS);
  let at = 0;
  let to = 0;
  let literals = 0;
  const writeLiterals = (): void => {
    for (let start = at - literals; start < at; start += MAX_LITERALS) {
      const run = Math.min(MAX_LITERALS, at - start);
      output[to++] = run - 1;
      for (let i = 0; i < run; i++) output[to++] = input[start + i]!;
    }
    literals = 0;
  };
  while (at < end) {
    const reference = at + 2 < end ? swapPosition(input, at, positions) : -1;
    const length = reference < 0 || at - reference > MAX_DISTANCE ? 0 : matchLength(input, reference, at);
    if (length < MIN_LENGTH) {
      at++;
      literals++;
      continue;
    }
    writeLiterals();
    const distance = at - reference - 1;
    if (length < 9) output[to++] = ((length - 2) << 5) | (distance >> 8);
    else {
      output[to++] = (7 << 5) | (distance >> 8);
      output[to++] = length - 9;
    }
    output[to++] = distance & 255;
    at += length;
  }
  writeLiterals();
  return output.slice(0, to);
}

/** Notes that the three bytes at `at` stand there, and gives where their hash was seen last, or -1. */
function swapPosition(input: Uint8Array, at: number, positions: Int32Array): number {
  const three = (input[at]! << 16) | (input[at + 1]! << 8) | input[at + 2]!;
  // Fibonacci hashing: the high bits of a product with 2^32 / golden ratio.
  const hash = Math.imul(three, 0x9e3779b1) >>> (32 - HASH_BITS);
  const last = positions[hash]! - 1;
  positions[hash] = at + 1;
  return last;
}

function matchLength(input: Uint8Array, reference: number, at: number): number {
  const limit = Math.min(MAX_LENGTH, input.length - at);
  let length = 0;
  while (length < limit && input[reference + length] === input[at + length]) length++;
  return length;
}
