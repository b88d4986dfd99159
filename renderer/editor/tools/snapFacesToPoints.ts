import { CUBOID_FACES, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { FaceSection } from '#shared/pointcloud/faceSection.ts';
import type { CuboidId } from '../document/records.ts';
import type { FaceSide } from './handles.ts';
import { pushFace } from './resizeDrag.ts';
import { CLEARANCE, outermostNear, outermostWithin, type FacePoint } from './snapFace.ts';
import type { ToolContext } from './toolContext.ts';

type SnapContext = Pick<ToolContext, 'document' | 'edits' | 'queries' | 'state'>;

/** All but the floor: an object goes on below its lowest point. */
const SHRUNK: readonly FaceSide[] = CUBOID_FACES.filter(({ axis, sign }) => axis !== 2 || sign === 1);

/** Puts faces on the outermost points of the object near them; says so where there are none. */
export function snapFacesToPoints(
  context: SnapContext,
  id: CuboidId,
  faces: readonly FaceSide[],
): Promise<void> {
  return snap(context, id, faces, outermostNear);
}

/** Draws the sides and the roof in as far as the points inside allow. */
export function shrinkToPoints(context: SnapContext, id: CuboidId): Promise<void> {
  return snap(context, id, SHRUNK, outermostWithin);
}

async function snap(
  { document, edits, queries, state }: SnapContext,
  id: CuboidId,
  faces: readonly FaceSide[],
  pointOf: (section: FaceSection) => FacePoint | undefined,
): Promise<void> {
  const record = document.get(id);
  if (record === undefined || !edits.mayEdit([id])) return;
  const { cuboid, frameId } = record;
  const sections = await Promise.all(
    faces.map((face) => queries.faceSection(frameId, cuboid, face).catch(() => undefined)),
  );
  // Overtaken by an edit, or by another frame.
  if (document.get(id)?.cuboid !== cuboid || state.getState().frameId !== frameId) return;
  let snapped: Cuboid = cuboid;
  faces.forEach((face, i) => {
    const section = sections[i];
    const point = section && pointOf(section);
    if (point !== undefined) snapped = pushFace(snapped, face, point.along + CLEARANCE);
  });
  if (snapped === cuboid) state.setState({ prompt: { kind: 'nothing-near' } });
  else edits.reshape('resize', [id], () => snapped);
}
