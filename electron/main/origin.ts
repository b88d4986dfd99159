import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';

/** UI and data share one scheme of our own: `file://` pages could read any file, and paths are the same in both hosts. */
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://boxwright`;
export const START_URL = `${ORIGIN}/`;

/** Whether a URL is ours. Compared as scheme and host: the origin of a non-special scheme is opaque in Node (`null`). */
export function isOwnUrl(url: string): boolean {
  return isOwn(tryParse(url));
}

/** Whether a URL is the page itself. Data files are of our origin too; one that is HTML must never become the page. */
export function isOwnPage(url: string): boolean {
  const parsed = tryParse(url);
  return isOwn(parsed) && parsed?.pathname === '/';
}

/** Whether a message came from the main frame of our own page, not from a frame or page that was smuggled in. */
export function isTrustedSender({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

function isOwn(url: URL | undefined): boolean {
  return url?.protocol === `${SCHEME}:` && url.host === 'boxwright';
}

function tryParse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
