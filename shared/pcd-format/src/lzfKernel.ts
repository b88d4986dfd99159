import { BLOCKS, KERNEL_BYTES, PATTERNS, RESULT } from './kernels.ts';
import { lzfError, MAX_DISTANCE, MAX_LENGTH } from './lzf.ts';
import type { PcdKernels } from './kernels.ts';

const INPUT = BLOCKS;
const INPUT_BYTES = 2 ** 16;
/** The longest run of the input, a control byte and its literals: with fewer bytes at hand it may be cut off. */
const LONGEST_RUN = 33;
/** Behind a block: the kernel reads and writes 16 bytes at a time, and two of them for a run of literals. */
const SLACK = 32;
/** Most runs of a block of input fit into one of output; what is compressed more takes several. */
const OUTPUT = INPUT + LONGEST_RUN + INPUT_BYTES + SLACK + MAX_DISTANCE;
const OUTPUT_STOP = KERNEL_BYTES - SLACK - MAX_LENGTH;

/** By the kernel's answer, less 1. */
const DAMAGES = ['input-ends', 'reference-before-start', 'output-overflow'];

/** `lzfDecompress` by the kernel, as the input arrives: the same output, the same errors. */
export class LzfKernel {
  readonly #kernels: PcdKernels;
  readonly #inputLength: number;
  readonly #output: Uint8Array;
  /** Bytes of the input that are decompressed. */
  #from = 0;
  /** Bytes of the output that are there. */
  #to = 0;
  /** Bytes that arrived and are not decompressed, because a run may be cut off. */
  #carry = new Uint8Array(0);

  constructor(kernels: PcdKernels, inputLength: number, output: Uint8Array) {
    this.#kernels = kernels;
    this.#inputLength = inputLength;
    this.#output = output;
  }

  /**
   * Takes the next bytes of the input, none of which lies behind its end.
   *
   * @throws PcdError `corrupt`
   */
  push(input: Uint8Array): void {
    const { bytes } = this.#kernels;
    // Somebody else may have used the kernels since the last bytes.
    bytes.set(this.#output.subarray(Math.max(0, this.#to - MAX_DISTANCE), this.#to), this.#historyStart());
    let at = 0;
    do {
      const carried = this.#carry.length;
      const part = input.subarray(at, at + INPUT_BYTES);
      bytes.set(this.#carry, INPUT);
      bytes.set(part, INPUT + carried);
      const length = carried + part.length;
      const taken = this.#decompress(length);
      const isUsedUp = length - taken <= LONGEST_RUN;
      this.#carry = isUsedUp ? bytes.slice(INPUT + taken, INPUT + length) : this.#carry.subarray(carried);
      at += isUsedUp ? part.length : taken - carried;
    } while (at < input.length || (this.#carry.length > 0 && this.#isLast(this.#carry.length)));
    if (this.#from === this.#inputLength && this.#to < this.#output.length)
      throw lzfError('output-short', this.#from);
  }

  /** Decompresses from a block of `length` bytes, and tells how many of them it took. */
  #decompress(length: number): number {
    const { bytes, words, call } = this.#kernels;
    const inputEnd = INPUT + length;
    const status = call.lzfBlock(
      INPUT,
      this.#isLast(length) ? inputEnd : inputEnd - LONGEST_RUN,
      inputEnd,
      OUTPUT,
      OUTPUT_STOP,
      OUTPUT + Math.min(this.#output.length - this.#to, KERNEL_BYTES),
      this.#historyStart(),
      PATTERNS,
      RESULT,
    );
    const taken = words[RESULT / 4]! - INPUT;
    this.#from += taken;
    if (status !== 0) throw lzfError(DAMAGES[status - 1]!, this.#from);
    const end = words[RESULT / 4 + 1]!;
    this.#output.set(bytes.subarray(OUTPUT, end), this.#to);
    this.#to += end - OUTPUT;
    bytes.copyWithin(OUTPUT - MAX_DISTANCE, end - MAX_DISTANCE, end);
    return taken;
  }

  /** Whether the next `length` bytes are the last. */
  #isLast(length: number): boolean {
    return this.#from + length === this.#inputLength;
  }

  #historyStart(): number {
    return OUTPUT - Math.min(this.#to, MAX_DISTANCE);
  }
}
