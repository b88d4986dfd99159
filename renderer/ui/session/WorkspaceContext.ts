import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import type { Workspace } from '#renderer/state/workspace.ts';

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The open workspace; only below the label shell. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === undefined) throw new Error('useWorkspace is for components of an open workspace');
  return workspace;
}

/** One value of the editor's state; the component renders again only when that value changes. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useWorkspace().session.state, select);
}
