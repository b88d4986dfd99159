/** A worker resolves relative addresses against its own script, not against the page. */
export function absoluteUrl(url: string): string {
  return typeof location === 'undefined' ? url : new URL(url, location.href).href;
}
