import { useSyncExternalStore } from 'react';
import type { Settings } from '#shared/host/settings.ts';
import { usePreferences } from './preferences.ts';

export type Theme = Exclude<Settings['theme'], 'system'>;

/** One for all: every swatch asks, at every change. */
let query: MediaQueryList | undefined;
const systemIsLight = (): MediaQueryList => (query ??= matchMedia('(prefers-color-scheme: light)'));

/** The theme on screen: the setting, or the system's. */
export function shownTheme({ theme }: Pick<Settings, 'theme'>): Theme {
  if (theme !== 'system') return theme;
  return systemIsLight().matches ? 'light' : 'dark';
}

/** The theme on screen, for what draws its own colours. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribeTheme, () => shownTheme(usePreferences.getState()));
}

/** Calls the listener when the setting or the system may have changed the theme, until the returned function is called. */
export function subscribeTheme(listener: () => void): () => void {
  const system = systemIsLight();
  system.addEventListener('change', listener);
  const stop = usePreferences.subscribe(listener);
  return () => {
    system.removeEventListener('change', listener);
    stop();
  };
}
