import type { FrameId } from '../document/records.ts';
import { markDone, type DoneMarkContext } from '../edits/doneMark.ts';
import type { EditorSession } from '../session/editorSession.ts';
import type { EditorState } from '../session/editorState.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface DoneContext extends DoneMarkContext {
  readonly session: Omit<EditorSession, 'commands'>;
}

/** Commands that say how far the work on the frames has come. */
export function doneCommands(context: DoneContext): Partial<Record<CommandId, CommandHandler>> {
  const { session, state } = context;
  return {
    'frame.done': {
      run: () => {
        session.tools.interrupt('command');
        if (!markDone(context, true)) return undefined;
        void session.saveNow();
        const { sequence, frameId } = state.getState();
        if (sequence.frames.at(-1)?.id !== frameId) return session.stepFrame(1);
        const left = sequence.frames.filter(({ id }) => isToDo(state.getState(), id as FrameId)).length;
        state.setState({ prompt: { kind: 'last-done', left } });
        return undefined;
      },
      // A second press, while the next frame is on its way, would be about a frame that nobody has seen yet.
      isEnabled: () => {
        const { frameId, requestedFrameId } = state.getState();
        return frameId !== undefined && requestedFrameId === undefined;
      },
    },
    'frame.notDone': {
      run: () => {
        session.tools.interrupt('command');
        markDone(context, false);
      },
      isEnabled: () => {
        const { frameId, frames } = state.getState();
        return frameId !== undefined && frames.get(frameId)?.isDone === true;
      },
    },
    'frame.nextNotDone': {
      run: () => {
        const next = nextNotDone(state.getState());
        return next === undefined ? undefined : session.goToFrame(next);
      },
      isEnabled: () => nextNotDone(state.getState()) !== undefined,
    },
  };
}

/** One whose labels cannot be read can be done by nobody. */
function isToDo({ frames }: EditorState, frameId: FrameId): boolean {
  const status = frames.get(frameId);
  return status?.isDone !== true && status?.state !== 'unreadable';
}

/** After the frame on screen, then from the first one; never that frame itself. */
function nextNotDone(state: EditorState): FrameId | undefined {
  const { sequence, frameId, requestedFrameId } = state;
  const ids = sequence.frames.map(({ id }) => id as FrameId);
  const at = ids.findIndex((id) => id === (requestedFrameId ?? frameId));
  return [...ids.slice(at + 1), ...ids.slice(0, Math.max(0, at))].find((id) => isToDo(state, id));
}
