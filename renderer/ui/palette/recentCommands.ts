import { create } from 'zustand';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';

const MOST_RECENT = 5;

/** Commands run from the palette since the window was opened, the last one first. */
export const useRecentCommands = create<{ readonly ids: readonly CommandId[] }>(() => ({ ids: [] }));

export function rememberCommand(id: CommandId): void {
  useRecentCommands.setState(({ ids }) => ({
    ids: [id, ...ids.filter((other) => other !== id)].slice(0, MOST_RECENT),
  }));
}
