import type { IncomingMessage } from 'node:http';
import { HEADER_COUNT } from './limits.ts';

/** Headers that decide who is asking: a second one of these is an attempt to be taken for somebody else. */
const DECIDING = ['host', 'origin', 'authorization', 'sec-fetch-site', 'content-length', 'range'];

type Guarded = Pick<
  IncomingMessage,
  'url' | 'headers' | 'headersDistinct' | 'rawHeaders' | 'httpVersionMajor'
>;

/**
 * Refuses requests that did not come from our own page. A foreign `Host` is a DNS-rebinding attempt (421), a foreign
 * `Origin` or a cross-site fetch is another page in the same browser (403). A request target that is no plain path is
 * meant for a proxy (400). More headers than any browser sends are 431. Undefined: let it in.
 */
export function refuseForeign(request: Guarded, port: number): 400 | 403 | 421 | 431 | 505 | undefined {
  const { headers, headersDistinct } = request;
  if (request.httpVersionMajor !== 1) return 505;
  // Names and values take turns.
  if (request.rawHeaders.length > 2 * HEADER_COUNT) return 431;
  const host = headers.host?.toLowerCase();
  if (host === undefined || !ownHosts(port).includes(host)) return 421;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 403;
  // `none`: typed or opened by the person. Older browsers do not send the header; the token still guards.
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 403;
  const isTwofold = DECIDING.some((name) => (headersDistinct[name]?.length ?? 0) > 1);
  return isTwofold || request.url?.startsWith('/') !== true ? 400 : undefined;
}

function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers leave out the port that `http` implies.
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}
