import type { StoreApi } from 'zustand/vanilla';
import type { CuboidCopies } from '../edits/cuboidCopies.ts';
import type { EditorState } from '../session/editorState.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface CopyContext {
  readonly state: StoreApi<EditorState>;
  readonly copies: CuboidCopies;
}

/** Commands that put cuboids elsewhere: beside themselves, or into another frame. */
export function copyCommands({ state, copies }: CopyContext): Partial<Record<CommandId, CommandHandler>> {
  const hasSelection = (): boolean => state.getState().selection.length > 0;
  return {
    'cuboid.duplicate': {
      run: () => copies.duplicate(state.getState().selection),
      isEnabled: hasSelection,
    },
    'edit.copy': { run: () => copies.copy(state.getState().selection), isEnabled: hasSelection },
    'edit.paste': {
      run: () => copies.paste(),
      isEnabled: () => copies.canPaste && state.getState().frameId !== undefined,
    },
    'frame.copyFromPrevious': {
      run: () => copies.takeFromPrevious(),
      isEnabled: () => copies.previousFrame !== undefined,
    },
  };
}
