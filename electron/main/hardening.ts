import type { App, Session } from 'electron';
import { isAllowedLink } from './externalLinks.ts';
import { isOwnPage, isOwnUrl } from './origin.ts';

/** Schemes that never leave the computer: what the page made itself, and Chromium's own tools. */
const INNER_SCHEMES = new Set(['blob:', 'data:', 'devtools:']);

/** Before the app is ready: every renderer in the sandbox, and no name of the network resolves. */
export function hardenApp(app: Pick<App, 'enableSandbox' | 'commandLine'>): void {
  app.enableSandbox();
  // The requests of the page are refused one by one below; this also covers what Chromium might ask for by itself.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/**
 * Every window and view of the app: no new windows, no other pages, no frames of other pages, no webviews.
 *
 * @param openExternal hands a link to the person's own browser; gets only those that are on the list
 */
export function hardenContents(app: Pick<App, 'on'>, openExternal: (link: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(({ url }) => {
      if (isAllowedLink(url)) openExternal(url);
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
    });
    // Our pages never redirect.
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // Neither the session's filter nor the content policy sees the packets of WebRTC.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** Putting plain text on the clipboard when a person presses a copy button; reading it stays denied. */
const COPYING = 'clipboard-sanitized-write';

/** The page needs no camera, location, notification, device or download, and no network at all. */
export function hardenSession(session: HardenedSession): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === COPYING));
  session.setPermissionCheckHandler((_contents, permission) => permission === COPYING);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocalRequest(url) }));
  session.on('will-download', (event) => event.preventDefault());
  // Its dictionaries would be fetched.
  session.setSpellCheckerEnabled(false);
}

/** Whether a request stays inside the app: everything else (http, ws, file, …) is cancelled. */
export function isLocalRequest(url: string): boolean {
  return isOwnUrl(url) || (URL.canParse(url) && INNER_SCHEMES.has(new URL(url).protocol));
}

type HardenedSession = Pick<
  Session,
  | 'on'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> & { readonly webRequest: Pick<Session['webRequest'], 'onBeforeRequest'> };
