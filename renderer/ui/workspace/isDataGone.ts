import type { Workspace } from '#renderer/state/workspace.ts';

/** Labels lie beside the data, and the last save found no such folder any more: a drive that was unplugged. */
export function isDataGone({ labelRoot, session }: Workspace): boolean {
  const { trouble } = session.state.getState().held;
  return labelRoot.isDataFolder && trouble?.failure.problem?.params?.['reason'] === 'folderGone';
}
