import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePcd, decodePcdStream } from './decode.ts';
import { encodePcd } from './encode.ts';
import { PcdError } from './types.ts';
import { arbitraryCloud, ENCODINGS } from '../testing/arbitraryCloud.ts';

const MAX_BYTES = 2 ** 20;

/** What the whole file and the same file streamed give. Anything thrown but a PcdError fails the test. */
async function bothOutcomes(bytes: Uint8Array): Promise<[streamed: unknown, whole: unknown]> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 13) yield bytes.subarray(at, at + 13);
  }
  const streamed = await decodePcdStream(source(), { maxBytes: MAX_BYTES }).catch(asPcdError);
  const whole = outcome(() => decodePcd(bytes, { maxBytes: MAX_BYTES }));
  // A stream's size is not known before its end, so it may refuse for its memory what a whole file shows to be short.
  const isRefused = streamed instanceof PcdError && streamed.code === 'too-large';
  return [isRefused ? whole : streamed, whole];
}

function outcome<T>(decode: () => T): T | PcdError {
  try {
    return decode();
  } catch (error) {
    return asPcdError(error);
  }
}

function asPcdError(error: unknown): PcdError {
  if (error instanceof PcdError) return error;
  throw error;
}

const KEYS = 'VERSION FIELDS SIZE TYPE COUNT WIDTH HEIGHT VIEWPOINT POINTS DATA X'.split(' ');
const WORDS =
  'x y _ # __proto__ constructor 0 1 2 4 8 -1 1e9 1e400 4294967295 0.7 nan F U I f ascii binary \0 \uFEFF 点'.split(
    ' ',
  );

describe('hostile bytes give a cloud or a PcdError, streamed as whole', () => {
  test('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const [streamed, whole] = await bothOutcomes(bytes);
        expect(streamed).toEqual(whole);
      }),
    );
  });

  test('random header lines before random bytes', async () => {
    const line = fc
      .tuple(fc.constantFrom(...KEYS), fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }))
      .map(([key, words]) => [key, ...words].join(' '));
    const encoding = fc.constantFrom(...ENCODINGS);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 14 }),
        encoding,
        fc.uint8Array(),
        async (lines, data, body) => {
          const head = new TextEncoder().encode(
            `FIELDS x\nSIZE 4\nTYPE F\n${lines.join('\n')}\nDATA ${data}\n`,
          );
          const [streamed, whole] = await bothOutcomes(Uint8Array.from([...head, ...body]));
          expect(streamed).toEqual(whole);
        },
      ),
      { numRuns: 400 },
    );
  });

  test.each(ENCODINGS)('a good %s file with some bytes changed, put in or cut off', async (encoding) => {
    const change = fc.record({ at: fc.nat(500), drop: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) });
    const changes = fc.array(change, { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(arbitraryCloud, changes, fc.option(fc.nat(500)), async ({ fields }, edits, cut) => {
        const bytes = [...encodePcd(fields, { encoding })];
        for (const { at, drop, put } of edits) bytes.splice(at % bytes.length, drop, ...put);
        const [streamed, whole] = await bothOutcomes(
          Uint8Array.from(cut === null ? bytes : bytes.slice(0, cut)),
        );
        expect(streamed).toEqual(whole);
      }),
      { numRuns: 250 },
    );
  });
});
