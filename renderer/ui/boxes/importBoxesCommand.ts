import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { showDialog } from '#renderer/state/appStore.ts';

/** The command that asks for a file of 2D boxes; returns the function that gives it back. */
export function registerImportBoxesCommand({ commands, state }: EditorSession): () => void {
  return commands.register('box.import', {
    run: () => showDialog('importBoxes'),
    isEnabled: () => state.getState().frameId !== undefined,
  });
}
