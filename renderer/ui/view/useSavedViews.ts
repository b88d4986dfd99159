import { useCallback } from 'react';
import type { SceneCanvasProps } from '#renderer/scene/SceneCanvas.tsx';
import { SAVED_VIEWS } from '#renderer/scene/sceneCommands.ts';
import { notify } from '#renderer/state/notices.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { applySettings } from '../workspace/applySettings.ts';

type SavedViews = SceneCanvasProps['savedViews'];

const NONE: SavedViews = [];

/** The cameras that were saved for the dataset, and how to save one more. */
export function useSavedViews(): readonly [SavedViews, SceneCanvasProps['onSaveView']] {
  const host = useHost();
  const { path } = useWorkspace();
  const views = usePreferences((settings) => settings.savedViews[path]) ?? NONE;
  const save = useCallback<SceneCanvasProps['onSaveView']>(
    (slot, camera) => {
      const { savedViews } = usePreferences.getState();
      const ours = SAVED_VIEWS.map((_, i) => (i === slot ? camera : (savedViews[path]?.[i] ?? null)));
      void applySettings(host, { savedViews: { ...savedViews, [path]: ours } });
      notify({ tone: 'ok', text: (t) => t('savedViews.saved', { n: slot + 1 }) });
    },
    [host, path],
  );
  return [views, save];
}
