import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import type { CuboidId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { pixelOf, pointer, topView } from './fakeViews.ts';

/** Draws a cuboid with the tool, the way a person does, and gives it exact values; it is selected then, and the pointer gone. */
export function addCuboid(session: EditorSession, cuboid: Cuboid): CuboidId {
  const [x, y] = cuboid.centre;
  const modifiers = { shift: false, primary: true, alt: false };
  session.setTool('draw');
  session.tools.pointerDown(pointer(topView, pixelOf(topView, [x - 1, y - 1, 0])));
  session.tools.pointerMove(pointer(topView, pixelOf(topView, [x + 1, y + 1, 0])));
  session.tools.pointerUp(pointer(topView, pixelOf(topView, [x + 1, y + 1, 0]), { modifiers }));
  session.tools.pointerLeave();
  const [id] = session.state.getState().selection;
  if (id === undefined || session.state.getState().tool !== 'select') throw new Error('nothing was drawn');
  session.editCuboids([id], () => ({ ...cuboid, rotation: fromYaw(0) }));
  return id;
}
