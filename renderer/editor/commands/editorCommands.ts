import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, RecordId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';
import type { CommandHandler, CommandRegistry } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';
import { withChosen } from '../session/chosenCuboids.ts';
import { cuboidsOnScreen } from '../session/viewFilter.ts';
import { pickableCuboids } from '../tools/pickCuboid.ts';
import { boxCommands, boxSelectionCommands, layHandlers, type BoxContext } from './boxCommands.ts';
import { copyCommands, type CopyContext } from './copyCommands.ts';
import { doneCommands, type DoneContext } from './doneCommands.ts';
import { proposalCommands, type ProposalContext } from './proposalCommands.ts';
import { shapeCommands, type ShapeContext } from './shapeCommands.ts';
import { trackCommands, type TrackContext } from './trackCommands.ts';
import { trackViewCommands } from './trackViewCommands.ts';

export interface EditorCommandsContext
  extends ShapeContext, BoxContext, CopyContext, DoneContext, ProposalContext, Omit<TrackContext, 'session'> {
  readonly session: DoneContext['session'] & TrackContext['session'] & Pick<EditorSession, 'playback'>;
}

type Handlers = Partial<Record<CommandId, CommandHandler>>;

/** Registers every command that needs nothing but the editor. */
export function registerEditorCommands(registry: CommandRegistry, context: EditorCommandsContext): void {
  const plain: Handlers = {
    ...documentCommands(context),
    ...selectionCommands(context),
    ...classCommands(context),
    ...frameCommands(context),
    ...doneCommands(context),
    ...proposalCommands(context),
    ...shapeCommands(context),
    ...copyCommands(context),
    ...trackViewCommands(context),
    ...trackCommands(context),
    ...boxCommands(context),
  };
  const all = layHandlers(plain, boxSelectionCommands(context));
  for (const [id, handler] of Object.entries(all)) {
    // Object.entries widens the keys of a record to text.
    registry.register(id as CommandId, handler);
  }
}

function documentCommands({ session, state, document }: EditorCommandsContext): Handlers {
  return {
    'file.save': { run: () => session.saveNow() },
    'edit.undo': { run: () => session.undo(), isEnabled: () => state.getState().canUndo },
    'edit.redo': { run: () => session.redo(), isEnabled: () => state.getState().canRedo },
    'edit.delete': {
      run: () => {
        session.deleteCuboids(withChosen(document, state.getState(), state.getState().selection));
        session.tracks.chosen.clear();
      },
      isEnabled: () => state.getState().selection.length > 0,
    },
  };
}

function selectionCommands({ session, state, document, boxes }: EditorCommandsContext): Handlers {
  const selectStep = (by: 1 | -1): void => {
    const { selection, selectedBox } = state.getState();
    const cuboids = walkOrder(state.getState(), document);
    const boxesOnly = boxes.withoutCuboid.map(({ id }) => id);
    const ids: readonly RecordId[] = [...cuboids, ...boxesOnly];
    const isOnly = selectedBox !== undefined && boxesOnly.includes(selectedBox);
    const at = ids.indexOf(isOnly ? selectedBox : (selection.at(-1) as RecordId));
    const from = at < 0 && by < 0 ? 0 : at;
    const to = (from + by + ids.length) % ids.length;
    const cuboid = cuboids[to];
    if (cuboid !== undefined) session.select([cuboid]);
    else boxes.select(boxesOnly[to - cuboids.length]);
  };
  const hasCuboids = (): boolean => walkOrder(state.getState(), document).length > 0;
  const hasObjects = (): boolean => hasCuboids() || boxes.withoutCuboid.length > 0;
  const isCloseUp = (): boolean => state.getState().imageStage.kind === 'closeUp';
  const isBatch = (): boolean => state.getState().imageStage.kind === 'batch';
  const hasFrame = (): boolean => state.getState().frameId !== undefined;
  return {
    'edit.selectAll': {
      run: () => session.select(pickableCuboids(document, state.getState()).map(({ id }) => id)),
      isEnabled: hasCuboids,
    },
    'edit.selectNext': { run: () => selectStep(1), isEnabled: hasObjects },
    'edit.selectPrevious': { run: () => selectStep(-1), isEnabled: hasObjects },
    'view.closeUp': {
      run: () => session.setImageStage({ kind: isCloseUp() ? 'scene' : 'closeUp' }),
      isEnabled: () =>
        isCloseUp() || state.getState().selection.length === 1 || session.proposals.current !== undefined,
    },
    'view.batch': {
      run: () => session.setImageStage({ kind: isBatch() ? 'scene' : 'batch' }),
      isEnabled: () => isBatch() || state.getState().followed !== undefined,
    },
    'view.aggregate': {
      run: () => {
        const trouble = session.aggregate.toggle();
        if (trouble !== undefined) state.setState({ prompt: { kind: 'no-aggregate', trouble } });
      },
      isEnabled: hasFrame,
    },
    'edit.cancel': { run: () => cancel(session, state) },
    'tool.select': { run: () => session.setTool('select') },
    'tool.measure': { run: () => session.setTool('measure'), isEnabled: hasFrame },
    'tool.draw': { run: () => session.setTool('draw'), isEnabled: hasFrame },
    'tool.drawBox': { run: () => session.setTool('box2d'), isEnabled: hasFrame },
  };
}

/** What the large place holds while nothing was put there. */
const HOME_STAGES: ReadonlySet<EditorState['imageStage']['kind']> = new Set(['scene', 'review']);

/** The objects that the views show, as they are listed; by track where there is no list. */
function walkOrder(state: EditorState, document: LabelDocument): readonly CuboidId[] {
  const shown = cuboidsOnScreen(document, state);
  const ids = new Set(shown.map(({ id }) => id));
  const inList = state.listed.filter((id) => ids.has(id));
  if (inList.length > 0) return inList;
  const numberOf = new Map(document.tracks().map(({ id, number }) => [id, number]));
  return shown
    .toSorted((a, b) => (numberOf.get(a.trackId) ?? 0) - (numberOf.get(b.trackId) ?? 0))
    .map(({ id }) => id);
}

/**
 * One thing at a time: what runs by itself, the gesture, then the tool, then the choice of frames, then the images in the large place, then the
 * selection.
 */
function cancel(session: EditorCommandsContext['session'], state: StoreApi<EditorState>): void {
  session.dismissPrompt();
  const { work, egoMotion } = session.tracks;
  const wasRunning =
    session.playback.stop() || work.stop() || egoMotion.stop() || session.aggregate.stopOpening();
  if (wasRunning || session.tools.interrupt('escape')) return;
  if (state.getState().tool !== 'select') session.setTool('select');
  else if (session.tracks.chosen.clear()) return;
  else if (!HOME_STAGES.has(state.getState().imageStage.kind)) session.setImageStage({ kind: 'scene' });
  else if (!session.proposals.end()) session.select([]);
}

function classCommands({ session, state }: EditorCommandsContext): Handlers {
  const handlers: Handlers = {};
  for (let digit = 1; digit <= 10; digit++) {
    const nameOf = (): string | undefined => state.getState().dataset.ontology.classes[digit - 1]?.name;
    // The ten names are in the command table; TypeScript does not know a number's range.
    handlers[`class.${digit}` as CommandId] = {
      run: () => {
        const name = nameOf();
        if (name === undefined) return undefined;
        session.setActiveClass(name);
        // While drawing it is the next box that is meant: the one drawn before keeps its class.
        if (state.getState().tool === 'draw' || state.getState().tool === 'box2d') return undefined;
        return session.setClass(state.getState().selection, name);
      },
      isEnabled: () => nameOf() !== undefined,
    };
  }
  return handlers;
}

function frameCommands({ session, state }: EditorCommandsContext): Handlers {
  const canStep = (by: number): boolean => {
    const { sequence, frameId, requestedFrameId } = state.getState();
    const index = sequence.frames.findIndex(({ id }) => id === (requestedFrameId ?? frameId));
    return by < 0 ? index > 0 : index < sequence.frames.length - 1;
  };
  const step = (by: number): CommandHandler => ({
    run: () => session.stepFrame(by),
    isEnabled: () => canStep(by),
  });
  return {
    'frame.previous': step(-1),
    'frame.next': step(1),
    'frame.previousTen': step(-10),
    'frame.nextTen': step(10),
    'frame.play': {
      run: () => {
        if (!session.playback.stop()) void session.playback.start();
      },
      isEnabled: () => state.getState().frameId !== undefined && state.getState().sequence.frames.length > 1,
    },
  };
}
