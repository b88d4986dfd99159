import type { StoreApi } from 'zustand/vanilla';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';
import type { CommandHandler, CommandRegistry } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';
import { shapeCommands, type ShapeContext } from './shapeCommands.ts';

export interface EditorCommandsContext extends ShapeContext {
  readonly session: Omit<EditorSession, 'commands'>;
}

type Handlers = Partial<Record<CommandId, CommandHandler>>;

/** Registers every command that needs nothing but the editor. */
export function registerEditorCommands(registry: CommandRegistry, context: EditorCommandsContext): void {
  const all: Handlers = {
    ...documentCommands(context),
    ...selectionCommands(context),
    ...classCommands(context),
    ...frameCommands(context),
    ...shapeCommands(context),
  };
  for (const [id, handler] of Object.entries(all)) {
    // Object.entries widens the keys of a record to text.
    registry.register(id as CommandId, handler);
  }
}

function documentCommands({ session, state }: EditorCommandsContext): Handlers {
  return {
    'file.save': { run: () => session.saveNow() },
    'edit.undo': { run: () => session.undo(), isEnabled: () => state.getState().canUndo },
    'edit.redo': { run: () => session.redo(), isEnabled: () => state.getState().canRedo },
    'edit.delete': {
      run: () => session.deleteCuboids(state.getState().selection),
      isEnabled: () => state.getState().selection.length > 0,
    },
  };
}

function selectionCommands({ session, state, document }: EditorCommandsContext): Handlers {
  const selectStep = (by: 1 | -1): void => {
    const { frameId, selection } = state.getState();
    const numberOf = new Map(document.tracks().map(({ id, number }) => [id, number]));
    const cuboids = frameId === undefined ? [] : [...document.cuboidsIn(frameId)];
    cuboids.sort((a, b) => (numberOf.get(a.trackId) ?? 0) - (numberOf.get(b.trackId) ?? 0));
    const at = cuboids.findIndex(({ id }) => id === selection.at(-1));
    const from = at < 0 && by < 0 ? 0 : at;
    const next = cuboids[(from + by + cuboids.length) % cuboids.length];
    if (next !== undefined) session.select([next.id]);
  };
  const hasFrame = (): boolean => state.getState().frameId !== undefined;
  return {
    'edit.selectNext': { run: () => selectStep(1), isEnabled: hasFrame },
    'edit.selectPrevious': { run: () => selectStep(-1), isEnabled: hasFrame },
    'edit.cancel': { run: () => cancel(session, state) },
    'tool.select': { run: () => session.setTool('select') },
    'tool.draw': { run: () => session.setTool('draw'), isEnabled: hasFrame },
  };
}

/** One thing at a time: the gesture, then the tool, then the selection. */
function cancel(session: EditorCommandsContext['session'], state: StoreApi<EditorState>): void {
  session.dismissPrompt();
  if (session.tools.interrupt('escape')) return;
  if (state.getState().tool !== 'select') session.setTool('select');
  else session.select([]);
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
  };
}
