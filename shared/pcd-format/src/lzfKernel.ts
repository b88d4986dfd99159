import { BLOCKS, KERNEL_BYTES, PATTERNS, RESULT } from './kernels.ts';
import { lzfError, MAX_DISTANCE, MAX_LENGTH } from './lzf.ts';
import type { PcdKernels } from './kernels.ts';

/** Behind a block: the kernel reads and writes 16 bytes at a time, and two of them for a run of literals. */
const SLACK = 32;
const INPUT = BLOCKS;
const INPUT_BYTES = 2 ** 16;
/** Most runs of a block of input fit into one of output; what is compressed more takes several. */
const OUTPUT = INPUT + INPUT_BYTES + SLACK + MAX_DISTANCE;
const OUTPUT_STOP = KERNEL_BYTES - SLACK - MAX_LENGTH;
/** The longest run of the input: a control byte and its literals. */
const LONGEST_RUN = 33;

/** By the kernel's answer, less 1. */
const DAMAGES = ['input-ends', 'reference-before-start', 'output-overflow'];

/** {@link lzfDecompress} by the kernel: the same output, the same errors. */
export function lzfDecompressByKernel(kernels: PcdKernels, input: Uint8Array, output: Uint8Array): void {
  const { bytes, words, call } = kernels;
  let from = 0;
  let to = 0;
  while (from < input.length) {
    const block = input.subarray(from, from + INPUT_BYTES);
    bytes.set(block, INPUT);
    const inputEnd = INPUT + block.length;
    const status = call.lzfBlock(
      INPUT,
      from + block.length === input.length ? inputEnd : inputEnd - LONGEST_RUN,
      inputEnd,
      OUTPUT,
      OUTPUT_STOP,
      OUTPUT + Math.min(output.length - to, KERNEL_BYTES),
      OUTPUT - Math.min(to, MAX_DISTANCE),
      PATTERNS,
      RESULT,
    );
    from += words[RESULT / 4]! - INPUT;
    if (status !== 0) throw lzfError(DAMAGES[status - 1]!, from);
    const end = words[RESULT / 4 + 1]!;
    output.set(bytes.subarray(OUTPUT, end), to);
    to += end - OUTPUT;
    bytes.copyWithin(OUTPUT - MAX_DISTANCE, end - MAX_DISTANCE, end);
  }
  if (to !== output.length) throw lzfError('output-short', from);
}
