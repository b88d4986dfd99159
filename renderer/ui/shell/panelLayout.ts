import { usePreferences } from '#renderer/state/preferences.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { applySettings } from '../workspace/applySettings.ts';
import type { PanelName } from './panelWidth.ts';

/** An arrow key held down changes the width many times a second: the host hears of the last one. */
export const KEEP_DELAY_MS = 400;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Makes a panel this wide, the timeline this high (CSS pixels), or as it usually is, and has the host keep that. */
export function changePanelWidth(panel: PanelName | 'timeline', width: number | undefined): void {
  const { [panel]: _before, ...others } = usePreferences.getState().layout;
  usePreferences.setState({ layout: width === undefined ? others : { ...others, [panel]: width } });
  clearTimeout(timer);
  timer = setTimeout(() => {
    const { connection } = useAppStore.getState();
    const { layout } = usePreferences.getState();
    if (connection !== undefined) void applySettings(connection.host, { layout });
  }, KEEP_DELAY_MS);
}
