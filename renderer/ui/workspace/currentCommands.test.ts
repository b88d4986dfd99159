import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { showDialog, useAppStore } from '#renderer/state/appStore.ts';
import { runRequestedCommand, takeOverCommands } from './currentCommands.ts';

vi.mock('../shortcuts/listenForShortcuts.ts', () => ({ listenForShortcuts: () => () => undefined }));

const run = vi.fn<() => void>();
let commands: CommandRegistry;
let giveBack: () => void;

beforeEach(() => {
  run.mockClear();
  commands = new CommandRegistry();
  commands.register('file.open', { run });
  giveBack = takeOverCommands(commands);
});
afterEach(() => {
  showDialog(undefined);
  giveBack();
});

describe('commands that the native menu asks for', () => {
  test('are run by what is on screen', () => {
    runRequestedCommand('file.open');
    expect(run).toHaveBeenCalledOnce();
  });

  test.each(['edit.undo', 'constructor', ''])('"%s" is passed by where nobody does it', (name) => {
    runRequestedCommand(name);
    expect(run).not.toHaveBeenCalled();
  });

  test('do not go past an open dialog', () => {
    showDialog('report');
    runRequestedCommand('file.open');
    expect(run).not.toHaveBeenCalled();
  });

  test('end with what was on screen, unless something else took over', () => {
    const others = new CommandRegistry();
    const giveOthersBack = takeOverCommands(others);
    giveBack();
    expect(useAppStore.getState().commands).toBe(others);
    giveOthersBack();
    expect(useAppStore.getState().commands).toBeUndefined();
  });
});
