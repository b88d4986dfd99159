import type { ConnectedHost } from '#renderer/host/connectHost.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import { showLanguage, startI18n } from '#renderer/i18n/i18n.ts';
import { showPhase, useAppStore, type Connection } from '#renderer/state/appStore.ts';
import { shownLanguage, uiScaleOf, usePreferences } from '#renderer/state/preferences.ts';
import { shownTheme, subscribeTheme } from '#renderer/state/theme.ts';
import { followMenus } from './menu/followMenus.ts';
import { listenForDrops } from './start/listenForDrops.ts';
import { followTour } from './tour/tourLife.ts';
import { runRequestedCommand } from './workspace/currentCommands.ts';
import { openFolder } from './workspace/openFolder.ts';

/** Texts, theme and size, from the system until the host's settings are known; they follow the settings from then on. */
export function followSettings(): void {
  startI18n(shownLanguage(usePreferences.getState()));
  subscribeTheme(() => {
    document.documentElement.dataset['theme'] = shownTheme(usePreferences.getState());
  });
  usePreferences.subscribe((settings, before) => {
    document.documentElement.style.setProperty('--ui-scale', String(uiScaleOf(settings)));
    if (settings.language !== before.language) showLanguage(shownLanguage(settings));
  });
}

/** Connects to the host, takes over its settings, and opens the folder that it starts with. */
export async function boot(connect: () => ConnectedHost | Promise<ConnectedHost>): Promise<void> {
  try {
    const connected = await connect();
    const { host } = connected;
    const [info, settings] = await Promise.all([host.call('host.info', {}), host.call('settings.get', {})]);
    const connection: Connection = { ...connected, info };
    usePreferences.setState(settings);
    useAppStore.setState({ connection });
    listenForDrops(connection);
    followTour();
    host.subscribe((event) => {
      if (event.type === 'open.requested') void openFolder(connection, event.path);
      else if (event.type === 'command.requested') runRequestedCommand(event.command);
    });
    if (info.capabilities.nativeMenu) followMenus(connection);
    if (info.startFolder === undefined) showPhase({ kind: 'start' });
    else await openFolder(connection, info.startFolder);
  } catch (error) {
    showPhase({ kind: 'failed', failure: toHostFailure(error) });
  }
}
