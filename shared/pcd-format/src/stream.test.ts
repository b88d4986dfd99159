import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pcdKernels } from '../../../testing/pcdKernels.ts';
import { decodePcd, decodePcdStream } from './decode.ts';
import { encodePcd } from './encode.ts';
import { readableStreamChunks } from './readableStreamChunks.ts';
import { PcdError } from './types.ts';
import { arbitraryCloud, ENCODINGS } from '../testing/arbitraryCloud.ts';
import type { PcdEncoding } from './types.ts';

/** The bytes in pieces of the given lengths (over and over), each in the same buffer, as a BYOB reader would do it. */
async function* inPieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  const reused = new Uint8Array(Math.max(...lengths));
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = Math.min(lengths[piece % lengths.length]!, bytes.length - at);
    reused.set(bytes.subarray(at, at + length));
    yield reused.subarray(0, length);
    reused.fill(0xee);
    at += length;
  }
}

const SMALL = {
  fields: [
    { name: 'x', values: Float32Array.of(1.5, 2.25, -3) },
    { name: 'id', values: BigInt64Array.of(-1n, 2n, 3n) },
    { name: 'n', values: Int16Array.of(1, 2, 3, 4, 5, 6), count: 2 },
  ],
};

function small(encoding: PcdEncoding): Uint8Array {
  return encodePcd(SMALL.fields, { encoding });
}

describe.each(ENCODINGS)('decodePcdStream, %s', (encoding) => {
  test.each([1, 2, 3, 5, 7, 64])('chunks of %i bytes give what the whole file gives', async (length) => {
    const bytes = small(encoding);
    expect(await decodePcdStream(inPieces(bytes, [length]))).toEqual(decodePcd(bytes));
  });

  test('any chunks of any cloud give what the whole file gives', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(arbitraryCloud, lengths, async ({ fields }, pieces) => {
        const bytes = encodePcd(fields, { encoding });
        const whole = decodePcd(bytes);
        expect(await decodePcdStream(inPieces(bytes, pieces))).toEqual(whole);
        expect(await decodePcdStream(inPieces(bytes, pieces), { kernels: pcdKernels })).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('a file cut off anywhere gives the same error as the whole cut-off file', async () => {
    const bytes = small(encoding);
    for (let end = 0; end < bytes.length - 1; end++) {
      const cut = bytes.subarray(0, end);
      const whole = errorOf(() => decodePcd(cut));
      for (const kernels of [undefined, pcdKernels]) {
        const streamed = decodePcdStream(inPieces(cut, [11]), { kernels });
        expect(await streamed.catch((error: unknown) => error)).toEqual(whole);
      }
      expect(whole.code).toMatch(/^(header|truncated)$/);
    }
  });

  test('two streams that are decoded in turns share the kernels', async () => {
    const points = 3000;
    const files = [1, 2].map((seed) =>
      encodePcd(
        [
          {
            name: 'x',
            values: Float32Array.from({ length: points }, (_, i) => Math.fround((i * seed) % 97)),
          },
          { name: 'n', values: Uint16Array.from({ length: points }, (_, i) => (i * seed) % 7) },
        ],
        { encoding },
      ),
    );
    const streams = files.map((bytes) => decodePcdStream(inPieces(bytes, [200]), { kernels: pcdKernels }));
    expect(await Promise.all(streams)).toEqual(files.map((bytes) => decodePcd(bytes)));
  });

  test('stops reading behind the last point', async () => {
    const bytes = small(encoding);
    let isStopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield bytes;
        for (;;) yield new Uint8Array(64);
      } finally {
        isStopped = true;
      }
    }
    expect(await decodePcdStream(endless())).toEqual(decodePcd(bytes));
    expect(isStopped).toBe(true);
  });

  test('an abort between two chunks ends it', async () => {
    const signal = { aborted: false, reason: new Error('frame left') };
    async function* source(): AsyncGenerator<Uint8Array> {
      yield small(encoding).subarray(0, -5);
      signal.aborted = true;
      yield new Uint8Array(1);
    }
    await expect(decodePcdStream(source(), { signal })).rejects.toBe(signal.reason);
  });
});

describe('decodePcdStream', () => {
  test('gives up after 1 MiB without a DATA line, whatever the chunks', async () => {
    await expect(decodePcdStream(endlessLines())).rejects.toMatchObject({ code: 'header' });
  });

  test('does not take more memory on the word of a header than it may', async () => {
    const header = 'FIELDS x\nSIZE 8\nTYPE F\nWIDTH 1000000000\nDATA binary\n';
    const source = inPieces(new TextEncoder().encode(header), [64]);
    await expect(decodePcdStream(source)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('passes on what the source throws', async () => {
    await expect(decodePcdStream(brokenSource())).rejects.toThrow('connection lost');
  });
});

describe('readableStreamChunks', () => {
  test('reads a web stream to its end and lets go of it', async () => {
    const bytes = small('binary');
    const { stream } = webStream([bytes.subarray(0, 30), bytes.subarray(30)]);
    expect(await decodePcdStream(readableStreamChunks(stream))).toEqual(decodePcd(bytes));
    expect(stream.locked).toBe(false);
  });

  test('fills the same memory again where the stream can', async () => {
    const bytes = small('binary_compressed');
    let at = 0;
    const stream = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        controller.enqueue(bytes.slice(at, (at += 7)));
        if (at >= bytes.length) controller.close();
      },
    });
    expect(await decodePcdStream(readableStreamChunks(stream))).toEqual(decodePcd(bytes));
    expect(stream.locked).toBe(false);
  });

  test('cancels the stream when the decoder stops early', async () => {
    const { stream, cancelled } = webStream(Array.from({ length: 300 }, () => new Uint8Array(4096)));
    await expect(decodePcdStream(readableStreamChunks(stream))).rejects.toMatchObject({ code: 'header' });
    expect(cancelled()).toBe(1);
    expect(stream.locked).toBe(false);
  });

  test('does not cancel a stream that ended by itself', async () => {
    const { stream, cancelled } = webStream([Uint8Array.of(1), Uint8Array.of(2)]);
    const seen: number[] = [];
    for await (const chunk of readableStreamChunks(stream)) seen.push(...chunk);
    expect(seen).toEqual([1, 2]);
    expect(cancelled()).toBe(0);
  });
});

function errorOf(decode: () => unknown): PcdError {
  try {
    decode();
  } catch (error) {
    if (error instanceof PcdError) return error;
  }
  throw new Error('a PcdError was expected');
}

async function* endlessLines(): AsyncGenerator<Uint8Array> {
  for (;;) yield new Uint8Array(4096).fill(10);
}

async function* brokenSource(): AsyncGenerator<Uint8Array> {
  yield small('binary').subarray(0, 20);
  throw new Error('connection lost');
}

function webStream(chunks: readonly Uint8Array[]): {
  stream: ReadableStream<Uint8Array>;
  cancelled: () => number;
} {
  let next = 0;
  let cancels = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[next++];
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
    cancel() {
      cancels++;
    },
  });
  return { stream, cancelled: () => cancels };
}

function lendNothing(byteLength: number): never {
  throw new Error(`asked for ${byteLength} bytes`);
}

test.each([
  ['in TypeScript', undefined],
  ['by the kernels', pcdKernels],
])('a compressed stream takes no memory before its bytes could fill it, %s', async (_, kernels) => {
  const points = 2 ** 27;
  const header = `FIELDS x y z i\nSIZE 4 4 4 4\nTYPE F F F F\nWIDTH ${points}\nDATA binary_compressed\n`;
  const sizes = new Uint8Array(Uint32Array.of(2 ** 26, 16 * points).buffer);
  const bytes = Buffer.concat([new TextEncoder().encode(header), sizes, new Uint8Array(100_000)]);
  const options = { kernels, lend: lendNothing, maxBytes: 2 ** 33 };
  await expect(decodePcdStream(inPieces(bytes, [4096]), options)).rejects.toMatchObject({
    code: 'truncated',
  });
  expect(() => decodePcd(bytes, options)).toThrow(expect.objectContaining({ code: 'truncated' }));
});
