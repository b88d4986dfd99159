import type { IncomingMessage } from 'node:http';
import { HostError } from '#shared/host/hostError.ts';
import { nestsDeeper } from '#shared/problems/jsonNesting.ts';

/** Deeper than any call or label file. */
const DEEPEST = 128;

/**
 * Reads a JSON body of at most `limit` bytes. Rejects with `too-large` as soon as more is announced or arrives, and
 * with `invalid-request` when it is not JSON.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.byteLength;
    if (bytes > limit) throw tooLarge(limit);
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString('utf8');
  if (nestsDeeper(text, DEEPEST)) {
    throw new HostError({ code: 'invalid-request', message: 'the body is nested too deeply' });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new HostError({ code: 'invalid-request', message: 'the body is not JSON' }, { cause });
  }
}

function tooLarge(limit: number): HostError {
  return new HostError({ code: 'too-large', message: `a call may carry at most ${limit} bytes` });
}
