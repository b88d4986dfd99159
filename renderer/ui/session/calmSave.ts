import type { StoreApi } from 'zustand/vanilla';
import type { EditorState, SaveState } from '#renderer/editor/session/editorState.ts';

/** A save that takes no longer than this is not worth a word. */
export const SAVING_AFTER_MS = 400;

/** How the work is saved, for showing: "saving" appears only when it takes long, all else at once. */
export interface CalmSave {
  get(): SaveState;
  subscribe(listener: () => void): () => void;
}

export function calmSave(state: StoreApi<EditorState>): CalmSave {
  let shown = state.getState().save;
  return {
    get: () => shown,
    subscribe(listener) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const show = (save: SaveState): void => {
        if (save === shown) return;
        shown = save;
        listener();
      };
      const follow = (save: SaveState): void => {
        clearTimeout(timer);
        if (save.kind === 'saving') timer = setTimeout(() => show(save), SAVING_AFTER_MS);
        else show(save);
      };
      follow(state.getState().save);
      const stop = state.subscribe(({ save }, before) => {
        if (save !== before.save) follow(save);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    },
  };
}
