import type { StoreApi } from 'zustand/vanilla';
import type { CuboidCopies } from '../edits/cuboidCopies.ts';
import type { EditorState } from '../session/editorState.ts';
import type { ToolController } from '../tools/toolController.ts';
import type { CommandHandler } from './commandRegistry.ts';
import type { CommandId } from './commandTable.ts';

export interface CopyContext {
  readonly state: StoreApi<EditorState>;
  readonly copies: CuboidCopies;
  readonly tools: ToolController;
}

/** Commands that put cuboids elsewhere: beside themselves, or into another frame. */
export function copyCommands({
  state,
  copies,
  tools,
}: CopyContext): Partial<Record<CommandId, CommandHandler>> {
  const hasSelection = (): boolean => state.getState().selection.length > 0;
  return {
    'cuboid.duplicate': {
      run: () => copies.duplicate(state.getState().selection),
      isEnabled: hasSelection,
    },
    'edit.copy': { run: () => copies.copy(state.getState().selection), isEnabled: hasSelection },
    'edit.paste': {
      run: () => {
        if (copies.pasteMissing()) return undefined;
        if (!tools.isPointing) return copies.pasteBeside();
        const carry = copies.carry();
        if (carry !== undefined) tools.carry(carry);
        return undefined;
      },
      isEnabled: () => copies.canPaste && state.getState().frameId !== undefined,
    },
    'frame.copyFromPrevious': {
      run: () => copies.takeFromPrevious(),
      isEnabled: () => copies.previousFrame !== undefined,
    },
  };
}
