import { CUBOID_FACES, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { FitMethod } from '#shared/labels/sidecar.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { CuboidId } from '../document/records.ts';
import type { FaceSide } from './handles.ts';
import { pushFace } from './resizeDrag.ts';
import { CLEARANCE, outermostNear, outermostWithin, type FacePoint } from './snapFace.ts';
import type { ToolContext } from './toolContext.ts';

type SnapContext = Pick<ToolContext, 'document' | 'edits' | 'queries' | 'state'>;

/** An object goes on below its lowest point: points do not tell where it ends. */
export function isFloor({ axis, sign }: FaceSide): boolean {
  return axis === 2 && sign === -1;
}

const SHRUNK: readonly FaceSide[] = CUBOID_FACES.filter((face) => !isFloor(face));

/** Puts faces on the outermost points of the object near them; says so where there are none. */
export function snapFacesToPoints(
  context: SnapContext,
  id: CuboidId,
  faces: readonly FaceSide[],
): Promise<void> {
  return snap(context, id, faces, outermostNear, 'face');
}

/** Draws the sides and the roof in as far as the points inside allow. */
export function shrinkToPoints(context: SnapContext, id: CuboidId): Promise<void> {
  return snap(context, id, SHRUNK, outermostWithin, 'shrink');
}

async function snap(
  { document, edits, queries, state }: SnapContext,
  id: CuboidId,
  faces: readonly FaceSide[],
  pointOf: (section: FaceSection) => FacePoint | undefined,
  by: FitMethod,
): Promise<void> {
  const record = document.get(id);
  if (record === undefined || !edits.mayEdit([id])) return;
  const { cuboid, frameId } = record;
  const sections = await Promise.all(
    faces.map((face) => queries.faceSection(frameId, cuboid, face).catch(() => undefined)),
  );
  // Overtaken by an edit, or by another frame.
  const isOvertaken = document.get(id)?.cuboid !== cuboid || document.isGestureRunning;
  if (isOvertaken || state.getState().frameId !== frameId) return;
  let snapped: Cuboid = cuboid;
  faces.forEach((face, i) => {
    const section = sections[i];
    const point = section && pointOf(section);
    if (point !== undefined) snapped = pushFace(snapped, face, point.along + CLEARANCE);
  });
  if (snapped === cuboid) state.setState({ prompt: { kind: 'nothing-near' } });
  else edits.reshape('resize', [id], () => snapped, { by });
}
