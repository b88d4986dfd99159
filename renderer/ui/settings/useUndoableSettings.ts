import { useCallback, useState } from 'react';
import type { Settings } from '#shared/host/settings.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';

/** Changes settings at once; handed down to every section of the dialog. */
export type ChangeSettings = (changes: Partial<Settings>) => void;

export interface UndoableSettings {
  readonly change: ChangeSettings;
  readonly canUndo: boolean;
  /** Takes the last change back that was made since the dialog was opened. */
  undo(): void;
}

export function useUndoableSettings(): UndoableSettings {
  const host = useHost();
  const [before, setBefore] = useState<readonly Partial<Settings>[]>([]);
  const change = useCallback(
    (changes: Partial<Settings>) => {
      setBefore((past) => [...past, valuesNow(changes)]);
      void applySettings(host, changes);
    },
    [host],
  );
  const undo = (): void => {
    const last = before.at(-1);
    if (last === undefined) return;
    setBefore(before.slice(0, -1));
    void applySettings(host, last);
  };
  return { change, canUndo: before.length > 0, undo };
}

/** What the settings that are about to change are now. */
function valuesNow(changes: Partial<Settings>): Partial<Settings> {
  const now = usePreferences.getState();
  return Object.fromEntries(Object.entries(now).filter(([key]) => key in changes));
}
