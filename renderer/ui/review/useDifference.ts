import { useMemo } from 'react';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import { uniteRectangles, type Rectangle } from '#shared/geometry/rectangle.ts';
import type { ProjectingCamera } from '#shared/labels/projectionsOf.ts';
import type { Box2dRecord, CuboidRecord, FrameId } from '#renderer/editor/document/records.ts';
import { bestCamera } from '#renderer/editor/session/bestCamera.ts';
import { projectingCameras } from '#renderer/editor/session/projections.ts';
import { classColorOf } from '#renderer/images/classColorOf.ts';
import type { Difference } from '#renderer/images/drawDifference.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';
import { subjectOf, type Pointed } from './subject.ts';

/** Where the image shows what a finding is about, on one camera. */
export interface FindingView {
  readonly camera: Camera;
  /** Those that see it, the one shown included. */
  readonly seenBy: readonly Camera[];
  readonly difference: Difference;
  /** What all of it takes up, pixels. */
  readonly area: Rectangle | undefined;
}

/**
 * The camera on which a finding, or an object, is to be looked at, and what is drawn there. `wanted`: the one that the person has
 * chosen. Undefined while the finding's frame is not on screen, or no camera has to do with it.
 */
export function useFindingView(
  finding: Pointed | undefined,
  wanted: string | undefined,
): FindingView | undefined {
  const workspace = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const suggested = useEditor((state) => state.suggested);
  const serial = useDocumentSerial();
  return useMemo(() => {
    if (finding === undefined || finding.frameId !== frameId) return undefined;
    // What is on screen is the document's; its serial says when that changes.
    return serial < 0 ? undefined : viewOf(workspace, finding, wanted, suggested);
  }, [workspace, finding, wanted, frameId, suggested, serial]);
}

function viewOf(
  workspace: Workspace,
  finding: Pointed,
  wanted: string | undefined,
  suggested: CuboidRecord['cuboid'] | undefined,
): FindingView | undefined {
  const { session, sequence, images, dataset } = workspace;
  const frame = sequence.frames.find(({ id }) => id === finding.frameId);
  if (frame === undefined) return undefined;
  const cameras = projectingCameras(sequence, frame, session.calibrationOf.bind(session), (cameraId) => {
    const file = frame.images.find(({ sensor }) => sensor === cameraId);
    return file && images.sizeOf(file.path);
  });
  const { cuboids, boxes2d } = session.document.recordsIn(finding.frameId as FrameId);
  const cuboid = cuboidOf(finding, cuboids, boxes2d);
  const sees = (camera: ProjectingCamera): boolean =>
    cuboid !== undefined && projectVisible(cuboid.cuboid, camera.view) !== undefined;
  const seenBy = sequence.cameras.filter(
    ({ id }) =>
      cameras.some((camera) => camera.id === id && sees(camera)) ||
      boxOn(id, finding, cuboid, boxes2d) !== undefined,
  );
  const best = cuboid && bestCamera(cuboid.cuboid, cameras);
  const id = [wanted, finding.camera, best, seenBy[0]?.id, sequence.cameras[0]?.id].find(
    (one) => one !== undefined && sequence.cameras.some((camera) => camera.id === one),
  );
  const camera = sequence.cameras.find((one) => one.id === id);
  if (camera === undefined) return undefined;
  const box = boxOn(camera.id, finding, cuboid, boxes2d);
  const view = cameras.find((one) => one.id === camera.id)?.view;
  const projected = cuboid && view && projectVisible(cuboid.cuboid, view);
  const after = suggested && view && projectVisible(suggested, view);
  const bounds = box?.extent === 'amodal' ? projected?.amodal : projected?.clipped;
  const { fix } = finding;
  const suggestedBox =
    fix?.kind === 'rectangle' && fix.box2dId.toLowerCase() === box?.id ? fix.rectangle : undefined;
  const parts = [box?.rectangle, bounds, after?.clipped, suggestedBox].filter((part) => part !== undefined);
  return {
    camera,
    seenBy,
    difference: {
      drawn: box?.rectangle,
      projected: bounds,
      isProjectionDrawn: box?.trackId !== undefined && box.trackId === cuboid?.trackId,
      color: classColorOf(dataset)(subjectOf(workspace, finding).class ?? ''),
      suggestedCuboid: suggested,
      suggestedBox,
    },
    area: parts.length === 0 ? undefined : parts.reduce((a, b) => uniteRectangles(a, b)),
  };
}

function cuboidOf(
  { objectId, trackId, box2dId }: Pointed,
  cuboids: readonly CuboidRecord[],
  boxes: readonly Box2dRecord[],
): CuboidRecord | undefined {
  if (objectId !== undefined) return cuboids.find(({ id }) => id === objectId.toLowerCase());
  const track = trackId?.toLowerCase() ?? boxes.find(({ id }) => id === box2dId?.toLowerCase())?.trackId;
  return cuboids.find((cuboid) => cuboid.trackId === track);
}

/** The finding's own 2D box, where it is this camera's; else the object's. */
function boxOn(
  camera: string,
  { box2dId }: Pointed,
  cuboid: CuboidRecord | undefined,
  boxes: readonly Box2dRecord[],
): Box2dRecord | undefined {
  const here = boxes.filter((box) => box.camera === camera);
  return (
    here.find(({ id }) => id === box2dId?.toLowerCase()) ??
    here.find(({ trackId }) => cuboid !== undefined && trackId === cuboid.trackId)
  );
}
