import type { FileSystem } from './fileSystem.ts';
import { parseRange } from './byteRange.ts';

/** A request for a file, as far as both hosts have it: HTTP over loopback, the app's own scheme in Electron. */
export interface FileRequest {
  readonly method: string;
  /** The URL's path, still percent-encoded: `/data/<datasetId>/lidar/0001.pcd`. */
  readonly path: string;
  readonly range?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: the answer has no body (HEAD, 304, 416, errors). */
  readonly body?: AsyncIterable<Uint8Array>;
}

/** Answers with a file, or the range of it that was asked for (RFC 9110 §14); the body is read only as it is sent. */
export async function answerFile(
  fileSystem: FileSystem,
  path: string,
  request: FileRequest,
  { cacheControl, type }: { readonly cacheControl: string; readonly type: string },
): Promise<FileAnswer> {
  const { kind, bytes, modifiedNs } = await fileSystem.stat(path);
  if (kind !== 'file') return plainAnswer(404);
  const etag = `"${bytes.toString(16)}-${modifiedNs.toString(16)}"`;
  const headers = {
    'Content-Type': type,
    'Cache-Control': cacheControl,
    'Accept-Ranges': 'bytes',
    ETag: etag,
  };
  if (request.ifNoneMatch === etag) return { status: 304, headers };

  const range = parseRange(request.range, bytes);
  if (range === 'unsatisfiable') {
    return { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes}` } };
  }
  const { start, end } = range ?? { start: 0, end: bytes };
  const sized = { ...headers, 'Content-Length': String(end - start) };
  const partial = { ...sized, 'Content-Range': `bytes ${start}-${end - 1}/${bytes}` };
  const answer = range === undefined ? { status: 200, headers: sized } : { status: 206, headers: partial };
  if (request.method === 'HEAD' || end === start) return answer;
  return { ...answer, body: fileSystem.readStream(path, { start, end }) };
}

/** An answer without a body; what went wrong is in the status alone. */
export function plainAnswer(status: number): FileAnswer {
  return { status, headers: { 'Content-Length': '0', 'Cache-Control': 'no-store' } };
}
