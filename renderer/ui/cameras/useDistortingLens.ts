import { useStore } from 'zustand';
import type { Camera } from '#shared/dataset/dataset.ts';
import { distortingLens } from '#renderer/images/displayedImage.ts';
import { frameOf } from '#renderer/images/imagePainter.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Has the camera a lens that can be undone, in the frame on screen? */
export function useDistortingLens(camera: Camera): boolean {
  const { session } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  return useStore(session.calibrations.state, () => {
    const frame = frameOf(session, frameId);
    return frame !== undefined && distortingLens(session.calibrationOf(camera, frame)) !== undefined;
  });
}
