import type { Camera } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { bestCamera } from '#renderer/editor/session/bestCamera.ts';
import { projectingCameras } from '#renderer/editor/session/projections.ts';
import type { Workspace } from '#renderer/state/workspace.ts';

/** The camera that sees a cuboid best in the frame on screen; undefined where none does. */
export function bestCameraOf(
  cuboid: Cuboid,
  { session, sequence, images }: Pick<Workspace, 'session' | 'sequence' | 'images'>,
): Camera | undefined {
  const { frameId } = session.state.getState();
  const frame = sequence.frames.find(({ id }) => id === frameId);
  if (frame === undefined) return undefined;
  const cameras = projectingCameras(sequence, frame, session.calibrationOf.bind(session), (cameraId) => {
    const file = frame.images.find(({ sensor }) => sensor === cameraId);
    return file && images.sizeOf(file.path);
  });
  const best = bestCamera(cuboid, cameras);
  return sequence.cameras.find(({ id }) => id === best);
}
