import type { CuboidFace } from '#shared/geometry/cuboid.ts';
import type { CuboidId } from '../document/records.ts';
import { pushFace } from './resizeDrag.ts';
import { CLEARANCE, outermostNear } from './snapFace.ts';
import type { ToolContext } from './toolContext.ts';

/** Puts a face on the outermost point of the object near it; says so where there is none. */
export async function snapFaceToPoints(
  { document, edits, queries, state }: ToolContext,
  id: CuboidId,
  face: Pick<CuboidFace, 'axis' | 'sign'>,
): Promise<void> {
  const record = document.get(id);
  if (record === undefined || !edits.mayEdit([id])) return;
  const { cuboid, frameId } = record;
  const section = await queries.faceSection(frameId, cuboid, face).catch(() => undefined);
  // Overtaken by an edit, or by another frame.
  if (document.get(id)?.cuboid !== cuboid || state.getState().frameId !== frameId) return;
  const point = section && outermostNear(section);
  if (point === undefined) state.setState({ prompt: { kind: 'nothing-near' } });
  else edits.reshape('resize', [id], () => pushFace(cuboid, face.axis, face.sign, point.along + CLEARANCE));
}
