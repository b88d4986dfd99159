import type { EditorSession } from '#renderer/editor/session/editorSession.ts';
import { showDialog } from '#renderer/state/appStore.ts';

/** Takes the command that asks which track is the same object; returns the function that gives it back. */
export function registerMergeCommand({ commands, state, document }: EditorSession): () => void {
  return commands.register('track.merge', {
    run: () => showDialog('mergeTrack'),
    isEnabled: () => {
      const { followed, readOnly } = state.getState();
      return followed !== undefined && readOnly === undefined && document.tracks().length > 1;
    },
    whyDisabled: () => (document.tracks().length > 1 ? undefined : 'no-other-track'),
  });
}
