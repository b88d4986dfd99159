import { contentType, dataContentType } from './contentType.ts';
import { isPlainRelativePath } from './grantedRoots.ts';
import { answerFile, plainAnswer, type FileAnswer, type FileRequest } from './fileAnswer.ts';
import type { FileSystem } from './fileSystem.ts';
import { DATA_SECURITY_HEADERS, SECURITY_HEADERS } from './securityHeaders.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { HostErrorCode } from '#shared/host/hostError.ts';

export interface FileRouteSources {
  readonly fileSystem: FileSystem;
  /** The real place of a file that the open dataset names; fails with `not-found`, `not-open` or `denied`. */
  readonly dataFile: (datasetId: string, path: string) => Promise<string>;
  /** The real place of a file of the built UI. */
  readonly uiFile: (path: string) => Promise<string>;
}

const STATUS: Partial<Record<HostErrorCode, number>> = {
  'not-found': 404,
  'not-open': 404,
  denied: 403,
};

/**
 * The byte plane of both hosts: `/data/<datasetId>/<path>` streams a file of an open dataset, every other path is a
 * file of the UI. Whether the caller may ask at all is decided before, by the host.
 */
export function createFileRoutes(sources: FileRouteSources): (request: FileRequest) => Promise<FileAnswer> {
  return async (request) => {
    const answer = await route(sources, request).catch((error: unknown) =>
      plainAnswer(STATUS[toHostFailure(error).code] ?? 500),
    );
    const security = isDataPath(request.path) ? DATA_SECURITY_HEADERS : SECURITY_HEADERS;
    return { ...answer, headers: { ...answer.headers, ...security } };
  };
}

/** Whether a URL path belongs to the dataset's files and so needs the caller's proof. */
export function isDataPath(path: string): boolean {
  return path.startsWith('/data/');
}

async function route(sources: FileRouteSources, request: FileRequest): Promise<FileAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainAnswer(405);
  const segments = decodeSegments(request.path === '/' ? '/index.html' : request.path);
  if (segments === undefined) return plainAnswer(400);
  const path = segments.join('/');
  if (isDataPath(request.path)) {
    const [, datasetId = '', ...rest] = segments;
    const file = await sources.dataFile(datasetId, rest.join('/'));
    // Clouds are large and the app keeps its own cache: no second copy in the browser's.
    const answering = { cacheControl: 'no-store', type: dataContentType(file) };
    return answerFile(sources.fileSystem, file, request, answering);
  }
  const file = await sources.uiFile(path);
  return answerFile(sources.fileSystem, file, request, { cacheControl: 'no-cache', type: contentType(file) });
}

/** Undefined when a segment is malformed or hides a separator (`%2f`) or a step up (`%2e%2e`). */
function decodeSegments(path: string): readonly string[] | undefined {
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent);
    const isClean =
      segments.every((segment) => !segment.includes('/')) && isPlainRelativePath(segments.join('/'));
    return isClean ? segments : undefined;
  } catch {
    return undefined;
  }
}
