import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { showDialog } from '#renderer/state/appStore.ts';

/** The command that shows what the frame's label file held before; returns the function that gives it back. */
export function registerVersionsCommand({ commands, state }: EditorSession): () => void {
  return commands.register('frame.versions', {
    run: () => showDialog('versions'),
    isEnabled: () => state.getState().frameId !== undefined,
  });
}
