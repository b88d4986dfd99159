import type { CommandRegistry } from '#renderer/editor/commands/commandRegistry.ts';
import { showDialog, type Connection } from '#renderer/state/appStore.ts';
import { focusRegion } from '../shortcuts/regions.ts';
import { takeTour } from '../tour/tourLife.ts';
import { chooseFolder } from './openFolder.ts';

/** Commands of the window itself, whether a dataset is open or not. */
export function registerAppCommands(commands: CommandRegistry, connection: Connection): () => void {
  const removers = [
    commands.register('file.open', { run: () => chooseFolder(connection) }),
    commands.register('app.palette', { run: () => showDialog('palette') }),
    commands.register('app.shortcuts', { run: () => showDialog('shortcuts') }),
    commands.register('app.settings', { run: () => showDialog('settings') }),
    commands.register('app.tour', { run: () => takeTour(connection) }),
  ];
  return () => removers.forEach((remove) => remove());
}

/** Walking through the parts of the label room. */
export function registerRegionCommands(commands: CommandRegistry): () => void {
  const removers = [
    commands.register('app.nextRegion', { run: () => focusRegion(1) }),
    commands.register('app.previousRegion', { run: () => focusRegion(-1) }),
  ];
  return () => removers.forEach((remove) => remove());
}
