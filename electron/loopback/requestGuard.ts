import type { IncomingHttpHeaders } from 'node:http';

/**
 * Refuses requests that did not come from our own page. A foreign `Host` is a DNS-rebinding attempt (421), a foreign
 * `Origin` or a cross-site fetch is another page in the same browser (403). Undefined: let it in.
 */
export function refuseForeign(headers: IncomingHttpHeaders, port: number): 421 | 403 | undefined {
  const host = headers.host?.toLowerCase();
  if (host === undefined || !ownHosts(port).includes(host)) return 421;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 403;
  // `none`: typed or opened by the person. Older browsers do not send the header; the token still guards.
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none' ? undefined : 403;
}

function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers leave out the port that `http` implies.
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}
