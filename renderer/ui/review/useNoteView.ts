import { useMemo } from 'react';
import type { Pixel } from '#shared/camera/cameraModel.ts';
import { pixelInImage } from '#shared/camera/projectPoint.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { projectingCameras } from '#renderer/editor/session/projections.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** Where an image shows the place of a note, with what is around it. */
export interface NoteView {
  readonly camera: Camera;
  readonly area: Rectangle;
}

/** Half of what is seen around it, of the image's width. */
const AROUND = 1 / 24;

/** Of the note that is looked at; undefined where there is none, or no image shows its place. */
export function useNoteView(): NoteView | undefined {
  const workspace = useWorkspace();
  const place = useEditor(() => workspace.review.notes.currentPlace);
  return useMemo(() => {
    if (place === undefined) return undefined;
    const seen = 'point' in place ? seenBest(workspace, place.point) : place;
    const camera = workspace.sequence.cameras.find(({ id }) => id === seen?.camera);
    if (camera === undefined || seen === undefined) return undefined;
    const [x, y] = seen.pixel;
    const around = (camera.width ?? 0) * AROUND || 40;
    return { camera, area: { left: x - around, top: y - around, right: x + around, bottom: y + around } };
  }, [workspace, place]);
}

/** The camera in whose image a point is nearest to the middle. */
function seenBest(
  { session, sequence, images }: Workspace,
  point: Vec3,
): { readonly camera: string; readonly pixel: Pixel } | undefined {
  const { frameId } = session.state.getState();
  const frame = sequence.frames.find(({ id }) => id === frameId);
  if (frame === undefined) return undefined;
  const cameras = projectingCameras(sequence, frame, session.calibrationOf.bind(session), (cameraId) => {
    const file = frame.images.find(({ sensor }) => sensor === cameraId);
    return file && images.sizeOf(file.path);
  });
  const seen = cameras.flatMap(({ id, view }) => {
    const pixel = pixelInImage(point, view);
    if (pixel === undefined) return [];
    const off = Math.max(Math.abs(pixel[0] / view.width - 0.5), Math.abs(pixel[1] / view.height - 0.5));
    return [{ camera: id, pixel, off }];
  });
  return seen.toSorted((a, b) => a.off - b.off)[0];
}
