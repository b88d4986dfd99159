import { useMemo } from 'react';
import type { PointsLook } from '#renderer/images/pointsLayer.ts';
import { pointsLeft } from '#renderer/editor/session/viewFilter.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { usePreferences } from '#renderer/state/preferences.ts';

/** How the lidar points are shown on images: as in the 3D view; undefined: not at all. */
export function usePointsLook(): PointsLook | undefined {
  const isShown = usePreferences((settings) => settings.showsImagePoints);
  const mode = usePreferences((settings) => settings.colorMode);
  const size = usePreferences((settings) => settings.pointSize);
  const slab = usePreferences((settings) => (settings.heightSlab.isOn ? settings.heightSlab : undefined));
  const filter = useEditor((state) => state.filter);
  return useMemo(() => {
    if (!isShown) return undefined;
    // One colour says nothing on an image, and its own colours could not be told from it.
    const tone = mode === 'single' || mode === 'camera' ? 'distance' : mode;
    const left = pointsLeft(filter);
    const shown = slab === undefined && left === undefined ? undefined : { ...left, slab };
    return { tone, size, shown, labelled: filter.labelled };
  }, [isShown, mode, size, slab, filter]);
}
