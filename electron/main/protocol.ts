import type { Protocol } from 'electron';
import { Readable } from 'node:stream';
import type { FileAnswer, FileRequest } from '#electron/services/fileAnswer.ts';
import { isOwnUrl, SCHEME } from './origin.ts';

/** Must run before the app is ready. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        corsEnabled: true,
        codeCache: true,
      },
    },
  ]);
}

/**
 * Serves the UI and the data files under our own scheme. Answered here and not by `net.fetch(file://…)`, which ignores
 * Range and knows no containment.
 */
export function handleScheme(
  protocol: Pick<Protocol, 'handle'>,
  files: (request: FileRequest) => Promise<FileAnswer>,
): void {
  protocol.handle(SCHEME, async (request) => {
    if (!isOwnUrl(request.url)) return new Response(null, { status: 404 });
    const { status, headers, body } = await files({
      method: request.method,
      path: new URL(request.url).pathname,
      range: request.headers.get('range') ?? undefined,
      ifNoneMatch: request.headers.get('if-none-match') ?? undefined,
    });
    return new Response(body === undefined ? null : toWebStream(body), { status, headers });
  });
}

function toWebStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(body)) as ReadableStream<Uint8Array>;
}
