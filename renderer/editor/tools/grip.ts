import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { add, subtract } from '#shared/geometry/vec3.ts';
import type { CuboidId } from '../document/records.ts';
import type { Transaction } from '../document/transaction.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { isPickable } from '../session/trackView.ts';
import { handleAt, handlesOf, type FaceSide, type Handle } from './handles.ts';
import { pickableCuboids, pickCuboid } from './pickCuboid.ts';
import { isFloor } from './snapFacesToPoints.ts';
import type { ToolContext } from './toolContext.ts';
import { isLevelView, type ToolView } from './view.ts';

/** What can be pressed: a handle or the body of the selected cuboid, or the body of one of several. */
export interface Grip {
  readonly id: CuboidId;
  /** The others that go with it. */
  readonly others: readonly CuboidId[];
  readonly handle: Handle | undefined;
}

/**
 * Only what is selected has grips, and handles only what is so alone: a drag elsewhere navigates and never moves a box by
 * accident. What is hidden or locked has none either.
 */
export function gripAt(
  { document, state }: Pick<ToolContext, 'document' | 'state'>,
  { view, position }: { readonly view: ToolView; readonly position: Pixel },
): Grip | undefined {
  const { selection, frameId, trackView } = state.getState();
  const [only, ...more] = selection;
  const record = only === undefined || more.length > 0 ? undefined : document.get(only);
  if (record !== undefined && record.frameId === frameId && isPickable(trackView, record.trackId)) {
    const handle = handleAt(handlesOf(record.cuboid, view), position);
    if (handle !== undefined) return { id: record.id, others: [], handle };
  }
  const id = pickCuboid(pickableCuboids(document, state.getState()), view, position)?.id;
  if (id === undefined || !selection.includes(id)) return undefined;
  return { id, others: selection.filter((other) => other !== id), handle: undefined };
}

/** Those that a double-click on the grip puts on points: the handle's; of the body in a level view, all it shows edge-on. */
export function facesMeant(
  cuboid: Cuboid | undefined,
  { handle, others }: Grip,
  view: ToolView,
): readonly FaceSide[] | undefined {
  if (handle?.kind === 'face') return handle.faces;
  if (cuboid === undefined || handle !== undefined || others.length > 0 || !isLevelView(view))
    return undefined;
  const faces = handlesOf(cuboid, view)
    .flatMap((shown) => (shown.kind === 'face' && shown.faces.length === 1 ? shown.faces : []))
    .filter((face) => !isFloor(face));
  return faces.length === 0 ? undefined : faces;
}

/**
 * Writes the one that is dragged as it is now, those of the chosen frames with it, and the others as far from it as they
 * were.
 */
export function writeDragged(
  tx: Transaction,
  edits: CuboidEdits,
  { id, others }: Grip,
  cuboid: Cuboid,
  round?: (after: Cuboid, before: Cuboid) => Cuboid,
): void {
  const before = tx.get(id)?.cuboid;
  if (before === undefined) return;
  edits.writeWithChosen(tx, id, cuboid, 'manual', round);
  const moved = subtract(cuboid.centre, before.centre);
  for (const other of others) {
    const record = tx.get(other);
    if (record === undefined) continue;
    const shifted = { ...record.cuboid, centre: add(record.cuboid.centre, moved) };
    edits.writeCuboid(tx, other, shifted, 'manual', round);
  }
}
