import type { StoreApi } from 'zustand/vanilla';
import { radiansFromDegrees, wrapAngle } from '#shared/geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import { isFitMethod, type FitMethod } from '#shared/labels/sidecar.ts';
import { Burst } from '../edits/burst.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import { EGO, middleOf, mirrored, turnedAbout, type Pivot } from '../edits/groupShapes.ts';
import type { ShapedBy } from '../edits/provenance.ts';
import type { HistoryLabel } from '../document/history.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidRecord, FrameId, TrackId } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import type { EditorState } from '../session/editorState.ts';
import { footprintOf } from '../tools/footprints.ts';
import { bottomOf, onGround } from '../tools/groundHit.ts';
import { turn } from '../tools/rotateDrag.ts';
import { shrinkToPoints } from '../tools/snapFacesToPoints.ts';
import type { ToolController } from '../tools/toolController.ts';
import { isLevelView, type ToolView } from '../tools/view.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface ShapeContext {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly queries: CloudQueries;
  readonly edits: CuboidEdits;
  readonly tools: ToolController;
  /** Fits an object in several frames, to the points of each. */
  fitIn(trackId: TrackId, frameIds: readonly FrameId[]): Promise<void>;
  now(): number;
}

/** Quarter turns from a view's right; up is away from the viewer where the view's plane is the ground. */
const DIRECTIONS = { Right: 0, Up: 1, Left: 2, Down: 3 } as const;
const STEPS_METRES = { '': 0.05, Far: 0.25, Fine: 0.01 } as const;
const TURNS_DEGREES = { '': 1, Far: 5 } as const;
/** While no view has been pointed at: as if seen from above with the label frame's x up. */
const DEFAULT_RIGHT_YAW = -Math.PI / 2;

/** Commands that move, turn and fit the selection. */
export function shapeCommands(context: ShapeContext): Partial<Record<CommandId, CommandHandler>> {
  const { state, document, edits, tools, queries } = context;
  const burst = new Burst(() => context.now());
  const handlers: Partial<Record<CommandId, CommandHandler>> = {};
  const add = (id: CommandId, run: () => void | Promise<void>): void => {
    handlers[id] = {
      run: () => {
        if (document.isGestureRunning) tools.interrupt('command');
        return run();
      },
      isEnabled: () => state.getState().selection.length > 0,
    };
  };
  const repeat = (label: HistoryLabel, shape: (cuboid: Cuboid) => Cuboid): void => {
    const { selection, chosenFrames } = state.getState();
    burst.run(`${label} ${selection.join()} ${chosenFrames.join()}`, (mergeInto) =>
      edits.reshape(label, selection, shape, mergeInto === undefined ? {} : { mergeInto }),
    );
  };
  const once = (label: HistoryLabel, shape: (cuboid: Cuboid) => Cuboid, by: ShapedBy = 'manual'): void => {
    edits.reshape(label, state.getState().selection, shape, { by });
  };

  for (const [direction, quarters] of Object.entries(DIRECTIONS)) {
    for (const [size, metres] of Object.entries(STEPS_METRES)) {
      // The names are in the command table; template types are lost in the loops.
      add(`cuboid.move${direction}${size}` as CommandId, () => {
        const along = directionOf(tools.focus.view, quarters);
        repeat('move', (cuboid) => ({ ...cuboid, centre: addScaled(cuboid.centre, along, metres) }));
      });
    }
  }
  for (const [size, degrees] of Object.entries(TURNS_DEGREES)) {
    const angle = radiansFromDegrees(degrees);
    add(`cuboid.turnLeft${size}` as CommandId, () => repeat('rotate', turnTogether(context, angle)));
    add(`cuboid.turnRight${size}` as CommandId, () => repeat('rotate', turnTogether(context, -angle)));
  }
  add('cuboid.flip', () => once('flip', (cuboid) => turn(cuboid, Math.PI)));
  add('cuboid.rotateQuarter', () => once('rotate', turnTogether(context, Math.PI / 2)));
  add('cuboid.mirror', () => {
    const [pivot, away] = [pivotOf(context), upYawOf(tools.focus.view)];
    once('mirror', (cuboid) => mirrored(cuboid, pivot, away));
  });
  handlers['edit.turnAboutEgo'] = {
    run: () => {
      const turnsAbout = state.getState().turnsAbout === 'ego' ? 'middle' : 'ego';
      state.setState({ turnsAbout, prompt: { kind: 'turns-about', pivot: turnsAbout } });
    },
  };
  add('cuboid.settle', () =>
    once(
      'settle',
      (cuboid) => {
        const [x, y, z] = onGround(bottomOf(cuboid), (...at) => queries.groundHeight(...at));
        return { ...cuboid, centre: [x, y, z + cuboid.size[2] / 2] };
      },
      'ground',
    ),
  );
  add('cuboid.fit', () => {
    const { chosenFrames, followed } = state.getState();
    // The points of one frame do not say where it is in another.
    if (chosenFrames.length > 0 && followed !== undefined) return context.fitIn(followed, chosenFrames);
    return fitSelection(context, 'again', (fitted) => fitted);
  });
  add('cuboid.fitHeading', () =>
    fitSelection(context, 'heading', ({ rotation }, { centre, size }) => ({ centre, size, rotation })),
  );
  add('cuboid.shrink', async () => {
    const record = onlySelected(context);
    if (record !== undefined) await shrinkToPoints(context, record.id);
  });
  handlers['cuboid.nextHypothesis'] = {
    run: () => takeNextHypothesis(context),
    isEnabled: () => nextHypothesis(context) !== undefined,
  };
  return handlers;
}

/** Where the selection turns: about its middle, which is a cuboid's own centre, or about the ego. */
function pivotOf({ document, state }: ShapeContext): Pivot {
  const { selection, turnsAbout } = state.getState();
  const cuboids = selection.flatMap((id) => document.get(id)?.cuboid ?? []);
  return turnsAbout === 'ego' || cuboids.length === 0 ? EGO : middleOf(cuboids);
}

function turnTogether(context: ShapeContext, angleRad: number): (cuboid: Cuboid) => Cuboid {
  const pivot = pivotOf(context);
  return (cuboid) => turnedAbout(cuboid, pivot, angleRad);
}

/** A number of quarter turns from the view's right, on the ground or, in a level view, upright. */
function directionOf(view: ToolView | undefined, quarters: number): Vec3 {
  const isUpright = view !== undefined && isLevelView(view) && quarters % 2 === 1;
  if (isUpright) return [0, 0, quarters === 1 ? 1 : -1];
  const yawRad = rightYawOf(view) + (quarters * Math.PI) / 2;
  return [Math.cos(yawRad), Math.sin(yawRad), 0];
}

function rightYawOf(view: ToolView | undefined): number {
  return view?.rightYawRad() ?? DEFAULT_RIGHT_YAW;
}

/** Away from the viewer, on the ground. */
function upYawOf(view: ToolView | undefined): number {
  return rightYawOf(view) + Math.PI / 2;
}

/** Undefined unless it is just one. */
function onlySelected({ document, state }: ShapeContext): CuboidRecord | undefined {
  const [id, ...others] = state.getState().selection;
  return id === undefined || others.length > 0 ? undefined : document.get(id);
}

/**
 * Fits the one selected cuboid again to the points over its own footprint; it keeps facing the way it did.
 *
 * @param take what of the fitted cuboid is taken over
 */
async function fitSelection(
  context: ShapeContext,
  by: FitMethod,
  take: (fitted: Cuboid, before: Cuboid) => Cuboid,
): Promise<void> {
  const { document, state, queries, edits } = context;
  const record = onlySelected(context);
  if (record === undefined || !edits.mayEdit([record.id])) return;
  const { id, frameId, cuboid } = record;
  const fitting = { kind: 'fitting' } as const;
  state.setState({ prompt: fitting });
  const answer = await queries
    // Where the points do not tell, the size that it has is better known than its class's.
    .fitCuboid(frameId, { footprint: footprintOf(cuboid), classSize: cuboid.size })
    .catch(() => undefined);
  // Cancelled or overtaken: by Escape, another prompt, another frame, or an edit of the cuboid.
  if (state.getState().prompt !== fitting || state.getState().frameId !== frameId) return;
  state.setState({ prompt: undefined });
  if (document.get(id)?.cuboid !== cuboid || document.isGestureRunning) return;
  if (answer === undefined) state.setState({ prompt: { kind: 'no-fit', reason: 'nothing-there' } });
  else if (answer.quality === 'sparse') state.setState({ prompt: { kind: 'fit-sparse' } });
  else {
    const fitted = facing(answer.cuboid, cuboidYaw(cuboid));
    edits.reshape('fit', [id], () => take(fitted, cuboid), { by });
  }
}

/** The one selected cuboid, and what else its points may be. */
function nextHypothesis(context: ShapeContext) {
  const record = onlySelected(context);
  const next = record && context.tools.fits.next(record.id, record.cuboid);
  return record && next && { record, next };
}

function takeNextHypothesis(context: ShapeContext): void {
  const { document, state, edits, tools } = context;
  const found = nextHypothesis(context);
  if (found === undefined) return;
  const { id, cuboid, provenance } = found.record;
  state.setState({ prompt: undefined });
  edits.reshape('fit', [id], () => found.next, {
    by: isFitMethod(provenance.method) ? provenance.method : 'click',
  });
  const written = document.get(id)?.cuboid;
  if (written !== undefined && written !== cuboid) tools.fits.step(cuboid, written);
}

/** Points cannot tell front from rear: of the two headings, the one nearer to the one that it had. */
function facing(fitted: Cuboid, yawRad: number): Cuboid {
  return Math.abs(wrapAngle(cuboidYaw(fitted) - yawRad)) > Math.PI / 2 ? turn(fitted, Math.PI) : fitted;
}
