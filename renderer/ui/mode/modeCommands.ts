import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { showMode, WORK_MODES, type WorkMode } from '#renderer/state/workMode.ts';

/** The command that brings each mode on screen. */
export const MODE_COMMANDS = {
  label: 'app.label',
  sequence: 'app.sequence',
  review: 'app.review',
} as const satisfies Record<WorkMode, CommandId>;

/** Takes the commands that change the mode; returns the function that gives them back. */
export function registerModeCommands(commands: CommandRegistry): () => void {
  const removers = WORK_MODES.map((mode) =>
    commands.register(MODE_COMMANDS[mode], { run: () => showMode(mode) }),
  );
  return () => removers.forEach((remove) => remove());
}
