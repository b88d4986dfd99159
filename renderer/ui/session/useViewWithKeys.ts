import { useStore } from 'zustand';
import { canMoveSelection } from '#renderer/editor/session/canMoveSelection.ts';
import { useEditor, useWorkspace } from './WorkspaceContext.ts';

/** The id of the view in which the keys move the selection; undefined while there is nothing to move. */
export function useViewWithKeys(): string | undefined {
  const { session } = useWorkspace();
  const viewId = useStore(session.tools.focus.store, (focus) => focus.viewId);
  const canMove = useEditor((state) => canMoveSelection(state, session.document));
  return canMove ? viewId : undefined;
}
