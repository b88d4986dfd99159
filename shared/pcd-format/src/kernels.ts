import { POWERS_OF_TEN } from './asciiNumber.ts';
import { PcdError } from './types.ts';

/** The functions of `wasm/`; parameters are described there. All are byte addresses in one memory, or counts. */
interface KernelFunctions {
  lzfBlock(
    from: number,
    inputStop: number,
    inputEnd: number,
    to: number,
    outputStop: number,
    outputEnd: number,
    historyStart: number,
    patterns: number,
    result: number,
  ): number;
  asciiRows(
    at: number,
    end: number,
    plan: number,
    tokens: number,
    maxRows: number,
    powers: number,
    layouts: number,
    result: number,
  ): void;
  readonly gather1: Gather;
  readonly gather2: Gather;
  readonly gather4: Gather;
  readonly gather8: Gather;
  gatherFour(
    source: number,
    stride: number,
    rows: number,
    first: number,
    second: number,
    third: number,
    fourth: number,
  ): void;
}

type Gather = (source: number, stride: number, rows: number, target: number, step: number) => void;

const FUNCTIONS: readonly (keyof KernelFunctions)[] = [
  'lzfBlock',
  'asciiRows',
  'gather1',
  'gather2',
  'gather4',
  'gather8',
  'gatherFour',
];

/**
 * Compiled loops with a memory of a fixed size, through which bodies pass block by block: columns are ordinary memory,
 * and nothing of a file stays here. Made by {@link loadPcdKernels}; one instance serves any number of decodes, one after
 * the other or, as streams, in turns.
 */
export interface PcdKernels {
  readonly call: KernelFunctions;
  /** All of the memory, which never grows. Its content is valid until the next decode gets hold of it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
}

/** Bytes of the memory: small enough for the cache of a processor core. */
export const KERNEL_BYTES = 2 ** 20;
const PAGE_BYTES = 2 ** 16;

/** Addresses of what all kernels share; blocks begin behind it. */
export const RESULT = 0;
export const POWERS = 256;
export const PATTERNS = 512;
export const LAYOUTS = 1024;
export const BLOCKS = LAYOUTS + 4096;

/**
 * Compiles the kernels, `pcd-format/kernels.wasm`, which make decoding several times as fast (`DecodeOptions.kernels`);
 * results and errors are the same with and without them.
 *
 * @throws PcdError `unsupported` for another module; whatever the engine throws when it cannot compile it, or has no
 *   WebAssembly or no SIMD: then decode without
 */
export async function loadPcdKernels(wasm: ArrayBuffer | ArrayBufferView<ArrayBuffer>): Promise<PcdKernels> {
  const pages = KERNEL_BYTES / PAGE_BYTES;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = (await WebAssembly.instantiate(wasm, { env: { memory } })).instance;
  if (!isKernels(exports))
    throw new PcdError('unsupported', 'Not the kernels of this version', { reason: 'kernels' });
  const bytes = new Uint8Array(memory.buffer);
  writeTables(bytes);
  return { call: exports, bytes, words: new Uint32Array(memory.buffer) };
}

function isKernels(exports: object): exports is KernelFunctions {
  return FUNCTIONS.every((name) => typeof (exports as Partial<KernelFunctions>)[name] === 'function');
}

/** What the kernels look up; `wasm/` describes it. */
function writeTables(bytes: Uint8Array<ArrayBuffer>): void {
  new Float64Array(bytes.buffer, POWERS).set(POWERS_OF_TEN);
  new BigUint64Array(bytes.buffer, POWERS + POWERS_OF_TEN.byteLength).set(
    Array.from({ length: 9 }, (_, exponent) => 10n ** BigInt(exponent)),
  );
  for (let distance = 1; distance < 16; distance++)
    for (let i = 0; i < 16; i++) bytes[PATTERNS + 16 * distance + i] = i % distance;
  for (let count = 0; count < 16; count++)
    for (let point = 0; point < 16; point++)
      for (let i = 0; i < 16; i++) {
        const digit = i - (16 - count);
        const place = digit < point ? digit : digit + 1;
        bytes[LAYOUTS + 256 * count + 16 * point + i] = digit < 0 ? 128 : place;
      }
}
