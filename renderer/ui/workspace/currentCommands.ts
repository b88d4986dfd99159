import { isCommandId } from '#renderer/editor/commands/commandTable.ts';
import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { useAppStore } from '#renderer/state/appStore.ts';
import { listenForShortcuts } from '../shortcuts/listenForShortcuts.ts';

/** Lets keys and the native menu run these commands, until the returned function is called. */
export function takeOverCommands(commands: CommandRegistry): () => void {
  useAppStore.setState({ commands });
  const stopKeys = listenForShortcuts(commands);
  return () => {
    stopKeys();
    if (useAppStore.getState().commands === commands) useAppStore.setState({ commands: undefined });
  };
}

/** Runs what the native menu asks for, unless a dialog is open: its menu may be a moment behind. */
export function runRequestedCommand(name: string): void {
  const { commands, dialog } = useAppStore.getState();
  if (dialog === undefined && isCommandId(name)) commands?.run(name);
}
