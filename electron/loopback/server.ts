import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HostEvent } from '#shared/host/contract.ts';
import { dispatch, type DispatchOptions } from '#shared/host/dispatch.ts';
import type { Envelope } from '#shared/host/envelope.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import { NONCE_PATTERN, PROOF_PATH } from '#shared/host/proof.ts';
import type { HostServices } from '#shared/host/services.ts';
import type { FileAnswer, FileRequest } from '#electron/services/fileAnswer.ts';
import { isDataPath } from '#electron/services/fileRoutes.ts';
import { SECURITY_HEADERS } from '#electron/services/securityHeaders.ts';
import { streamEvents } from './eventStream.ts';
import { HEADER_BYTES, LIMITS, type Limits } from './limits.ts';
import { proofOf } from './proof.ts';
import { readJsonBody } from './requestBody.ts';
import { refuseForeign } from './requestGuard.ts';
import { isAuthorised } from './token.ts';

/** No less than the largest label file that can be read back: what a person drew must not be too large to save. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

export interface LoopbackOptions {
  readonly services: HostServices;
  readonly subscribe: (listener: (event: HostEvent) => void) => () => void;
  readonly files: (request: FileRequest) => Promise<FileAnswer>;
  readonly token: string;
  /** 0 or absent: any free port. */
  readonly port?: number | undefined;
  readonly dispatchOptions?: DispatchOptions;
  /** Other limits than usual. */
  readonly limits?: Partial<Limits>;
}

/** What a request is answered from. */
interface Answering extends LoopbackOptions {
  readonly limits: Limits;
  readonly server: Server;
  /** The event streams that are open. */
  readonly streams: Set<ServerResponse>;
}

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the UI, the contract and the data files on this computer's loopback address only. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const limits = { ...LIMITS, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkingIntervalMs,
    keepAliveTimeout: limits.keepAliveMs,
    maxHeaderSize: HEADER_BYTES,
  });
  // Node would leave out headers beyond its count, of which one may be the `Origin`: counted by the guard instead.
  server.maxHeadersCount = 0;
  server.maxRequestsPerSocket = limits.requestsPerConnection;
  server.maxConnections = limits.connections;
  const answering: Answering = { ...options, limits, server, streams: new Set() };
  server.on('request', (request, response) => {
    void answer(answering, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const port = portOf(server);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  const refused = refuseForeign(request, portOf(options.server));
  if (refused !== undefined) return end(response, refused);

  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === PROOF_PATH) return answerProof(options, request, response);
  const isRpc = path.startsWith('/rpc/');
  const isEvents = path === '/events';
  if (!isRpc && !isEvents && !isDataPath(path)) return sendFile(options, request, response, path);
  if (!isAuthorised(request.headers.authorization, options.token)) {
    response.setHeader('Connection', 'close');
    return sendEnvelope(response, 401, {
      ok: false,
      error: {
        code: 'unauthorised',
        message: 'the token is missing or belongs to another start of the program',
      },
    });
  }
  if (isEvents) return answerEvents(options, request, response);
  if (isRpc) return answerCall(options, request, response, path.slice('/rpc/'.length));
  return sendFile(options, request, response, path);
}

function answerProof({ token }: Answering, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') return end(response, 405);
  const nonce = /^[^?]*\?nonce=([\w-]*)$/.exec(request.url ?? '')?.[1] ?? '';
  if (!NONCE_PATTERN.test(nonce)) return end(response, 400);
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(proofOf(token, nonce));
}

function answerEvents(options: Answering, request: IncomingMessage, response: ServerResponse): void {
  if (request.method !== 'GET') return end(response, 405);
  const { limits, streams } = options;
  if (streams.size >= limits.eventStreams) return end(response, 429);
  streams.add(response);
  response.on('close', () => streams.delete(response));
  streamEvents(response, options.subscribe, limits.unreadEventBytes);
}

async function answerCall(
  options: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  method: string,
): Promise<void> {
  if (request.method !== 'POST') return end(response, 405);
  // The caller cancels by hanging up.
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  let input: unknown;
  try {
    input = await readJsonBody(request, BODY_LIMIT_BYTES);
  } catch (error) {
    const failure = toHostFailure(error);
    // The rest of an oversized body is not worth reading.
    response.setHeader('Connection', 'close');
    return sendEnvelope(response, failure.code === 'too-large' ? 413 : 400, { ok: false, error: failure });
  }
  const context = { signal: abort.signal };
  sendEnvelope(
    response,
    200,
    await dispatch(options.services, method, input, context, options.dispatchOptions),
  );
}

async function sendFile(
  options: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { status, headers, body } = await options.files({
    method: request.method ?? 'GET',
    path,
    range: request.headers.range,
    ifNoneMatch: request.headers['if-none-match'],
  });
  response.writeHead(status, headers);
  if (body === undefined) return void response.end();
  response.setTimeout(options.limits.stalledFileMs, () => response.destroy());
  await pipeline(Readable.from(body), response);
}

function sendEnvelope(response: ServerResponse, status: number, envelope: Envelope): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(envelope));
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': '0', Connection: 'close' }).end();
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
