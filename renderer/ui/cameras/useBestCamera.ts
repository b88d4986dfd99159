import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Followed } from '#renderer/images/imageLook.ts';
import { useSettledCuboids } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { bestCameraOf } from './bestCameraOf.ts';

/** What is near in an image, and in which camera's; without a camera, none sees it. */
export interface NearSubject {
  readonly follows: Followed;
  readonly camera: Camera | undefined;
}

/**
 * The camera that sees a track best in the frame on screen, as it was when the last gesture ended; without a track, the
 * proposal that is looked at. Undefined where there is neither.
 */
export function useBestCamera(trackId: TrackId | undefined): NearSubject | undefined {
  const workspace = useWorkspace();
  const { proposals } = workspace.session;
  const frameId = useEditor((state) => state.frameId);
  const cuboids = useSettledCuboids(frameId);
  const proposed = useStore(proposals.store, () => proposals.current?.cuboid);
  return useMemo(() => {
    const record = cuboids.find((candidate) => candidate.trackId === trackId);
    const cuboid = trackId === undefined ? proposed : record?.cuboid;
    const follows = trackId ?? (proposed && 'proposal');
    return follows && { follows, camera: cuboid && bestCameraOf(cuboid, workspace) };
  }, [cuboids, trackId, proposed, workspace]);
}
