import { t } from 'i18next';
import { useAppStore, type Connection } from '#renderer/state/appStore.ts';
import { keymapIn } from '#renderer/state/keymap.ts';
import { shownLanguage, usePreferences } from '#renderer/state/preferences.ts';
import { IS_MAC } from '../controls/isMac.ts';
import { buildMenus, type MenuState } from './buildMenus.ts';

/** Changes come in bursts (a click changes selection, tool and history): they are sent together. */
export const MENU_DELAY_MS = 100;

/** Keeps the host's menu bar as the window is: language, keys, what can be done, what is on. Returns how to stop. */
export function followMenus({ host }: Pick<Connection, 'host'>): () => void {
  let sent = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const send = (): void => {
    timer = undefined;
    const menus = buildMenus(menuState());
    const text = JSON.stringify(menus);
    if (text === sent) return;
    sent = text;
    host.call('menu.set', { menus }).catch(() => {
      // Everything in the menus can also be reached in the window; the next change tries again.
      sent = '';
    });
  };
  const sendSoon = (): void => {
    timer ??= setTimeout(send, MENU_DELAY_MS);
  };
  let stopEditor = followEditor(sendSoon);
  const stops = [
    usePreferences.subscribe(sendSoon),
    useAppStore.subscribe((state, before) => {
      if (state.phase !== before.phase || state.commands !== before.commands) {
        stopEditor();
        stopEditor = followEditor(sendSoon);
      }
      sendSoon();
    }),
  ];
  sendSoon();
  return () => {
    clearTimeout(timer);
    stopEditor();
    for (const stop of stops) stop();
  };
}

/** What can be done changes with the editor's state, and as handlers come and go. */
function followEditor(listener: () => void): () => void {
  const { phase, commands } = useAppStore.getState();
  const stopState = phase.kind === 'open' ? phase.workspace.session.state.subscribe(listener) : undefined;
  const stopCommands = commands?.subscribe(listener);
  return () => {
    stopState?.();
    stopCommands?.();
  };
}

function menuState(): MenuState {
  const { phase, dialog, commands } = useAppStore.getState();
  const settings = usePreferences.getState();
  const workspace = phase.kind === 'open' ? phase.workspace : undefined;
  return {
    language: shownLanguage(settings),
    t,
    isMac: IS_MAC,
    keymap: keymapIn(settings),
    colorMode: settings.colorMode,
    turnsAbout: workspace?.session.state.getState().turnsAbout,
    showsImagePoints: settings.showsImagePoints,
    tool: workspace?.session.state.getState().tool,
    classes: workspace?.dataset.ontology.classes,
    // Nothing goes past an open dialog, neither by key nor by menu.
    isEnabled: (command) => dialog === undefined && commands?.isEnabled(command) === true,
  };
}
