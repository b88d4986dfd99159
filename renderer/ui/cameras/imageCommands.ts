import type { HostClient } from '#shared/host/contract.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { distortingLens } from '#renderer/images/displayedImage.ts';
import { frameOf } from '#renderer/images/imagePainter.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { closeCheck, openCheck } from '../calibration/calibrationActions.ts';
import { bestCameraOf } from './bestCameraOf.ts';
import { frontFirst } from './cameraOrder.ts';
import { toggleUndistorted } from './undistortSetting.ts';

/** Takes the commands that look at images; returns the function that gives them back. */
export function registerImageCommands(workspace: Workspace, host: HostClient): () => void {
  const { session, sequence } = workspace;
  const { commands, state } = session;
  const cameras = frontFirst(sequence.cameras);
  const hasCameras = (): boolean => cameras.length > 0;
  const selectedTrack = (): TrackId | undefined => {
    const [id] = state.getState().selection;
    return id === undefined ? undefined : session.document.get(id)?.trackId;
  };
  const step = (by: 1 | -1): void => {
    const { imageStage } = state.getState();
    if (imageStage.kind !== 'camera') return;
    const at = cameras.findIndex(({ id }) => id === imageStage.cameraId);
    const next = cameras[(at + by + cameras.length) % cameras.length];
    if (next !== undefined) session.setImageStage({ kind: 'camera', cameraId: next.id });
  };
  const isEnlarged = (): boolean => state.getState().imageStage.kind === 'camera';
  const removers = [
    commands.register('images.enlarge', {
      run: () => {
        const cameraId = isEnlarged() ? undefined : (cameraMeant(workspace) ?? cameras[0]?.id);
        session.setImageStage(cameraId === undefined ? { kind: 'scene' } : { kind: 'camera', cameraId });
      },
      isEnabled: hasCameras,
    }),
    commands.register('images.compare', {
      run: () =>
        session.setImageStage({
          kind: state.getState().imageStage.kind === 'compare' ? 'scene' : 'compare',
        }),
      isEnabled: hasCameras,
    }),
    commands.register('images.previous', { run: () => step(-1), isEnabled: isEnlarged }),
    commands.register('images.next', { run: () => step(1), isEnabled: isEnlarged }),
    commands.register('images.undistort', {
      run: () => toggleUndistorted(host, workspace.path, camerasToUndistort(workspace)),
      isEnabled: () => distortingCameras(workspace).length > 0,
    }),
    commands.register('images.checkCalibration', {
      run: () => (workspace.check.getState().isOpen ? closeCheck(workspace) : openCheck(workspace)),
      isEnabled: hasCameras,
    }),
    commands.register('images.zoomToSelection', {
      run: () => {
        const trackId = selectedTrack();
        session.setZoomedTrack(trackId === state.getState().zoomedTrack ? undefined : trackId);
      },
      isEnabled: () =>
        hasCameras() && (selectedTrack() !== undefined || state.getState().zoomedTrack !== undefined),
    }),
  ];
  return () => removers.forEach((remove) => remove());
}

/** The camera under the pointer, else the one that sees the selection best. */
function cameraMeant(workspace: Workspace): string | undefined {
  const { session } = workspace;
  const pointed = session.tools.focus.view?.cameraId;
  if (pointed !== undefined) return pointed;
  const [id] = session.state.getState().selection;
  const cuboid = id === undefined ? undefined : session.document.get(id)?.cuboid;
  return cuboid && bestCameraOf(cuboid, workspace)?.id;
}

/** The camera under the pointer, or in the large place; where that has no distortion, all that have. */
function camerasToUndistort(workspace: Workspace): readonly string[] {
  const { tools, state } = workspace.session;
  const { imageStage } = state.getState();
  const meant = [tools.focus.view?.cameraId, imageStage.kind === 'camera' ? imageStage.cameraId : undefined];
  const distorting = distortingCameras(workspace);
  const one = meant.find((id) => id !== undefined && distorting.includes(id));
  return one === undefined ? distorting : [one];
}

/** Ids of the cameras whose lens, in the frame on screen, can be undone. */
function distortingCameras({ session, sequence }: Workspace): readonly string[] {
  const frame = frameOf(session, session.state.getState().frameId);
  if (frame === undefined) return [];
  return sequence.cameras
    .filter((camera) => distortingLens(session.calibrationOf(camera, frame)) !== undefined)
    .map(({ id }) => id);
}
