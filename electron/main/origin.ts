import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';

/** UI and data share one scheme of our own: `file://` pages could read any file, and paths are the same in both hosts. */
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://boxwright`;
export const START_URL = `${ORIGIN}/`;

/** Whether a URL is ours. Compared as scheme and host: the origin of a non-special scheme is opaque in Node (`null`). */
export function isOwnUrl(url: string): boolean {
  const parsed = tryParse(url);
  return parsed?.protocol === `${SCHEME}:` && parsed.host === 'boxwright';
}

/** Whether a message came from the main frame of our own page, not from a frame or page that was smuggled in. */
export function isTrustedSender({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnUrl(senderFrame.url);
}

function tryParse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
