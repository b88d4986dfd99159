import { useMemo } from 'react';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { useSettledCuboids } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { bestCameraOf } from './bestCameraOf.ts';

/** The camera that sees a track best in the frame on screen, as it was when the last gesture ended. */
export function useBestCamera(trackId: TrackId | undefined): Camera | undefined {
  const workspace = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const cuboids = useSettledCuboids(frameId);
  return useMemo(() => {
    const record = cuboids.find((candidate) => candidate.trackId === trackId);
    return record && bestCameraOf(record.cuboid, workspace);
  }, [cuboids, trackId, workspace]);
}
