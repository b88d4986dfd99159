import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import { doneIdOf } from '../document/records.ts';
import type { EditorState } from '../session/editorState.ts';
import type { CuboidEdits } from './cuboidEdits.ts';
import { stampOf } from './provenance.ts';

export interface DoneMarkContext {
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly edits: CuboidEdits;
}

/**
 * Marks the frame on screen as done, or takes the mark away: one entry of history, none when it is so already.
 * @returns false where the frame may not be edited; that is said beside the work.
 */
export function markDone({ document, state, edits }: DoneMarkContext, isDone: boolean): boolean {
  const { frameId } = state.getState();
  if (frameId === undefined || !edits.mayEdit()) return false;
  const id = doneIdOf(frameId);
  if ((document.get(id) !== undefined) === isDone) return true;
  const { changedAt: markedAt, ...author } = stampOf(edits.authorship);
  document.transact('done', (tx) => {
    if (isDone) tx.create({ type: 'done', id, frameId, ...author, markedAt, extra: {} });
    else tx.remove(id);
  });
  return true;
}
