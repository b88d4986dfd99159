const STORAGE_KEY = 'boxwright.token';

/** The parts of a window that carry the token; a test hands in its own. */
export interface TokenPlace {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * Takes the loopback token from the address (`#token=…`), where it never reaches a server or log, removes it from the
 * address bar and keeps it for this tab, so that a reload works. Undefined when there is none.
 */
export function takeLaunchToken({ location, history, sessionStorage }: TokenPlace): string | undefined {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  sessionStorage.setItem(STORAGE_KEY, token);
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return token;
}
