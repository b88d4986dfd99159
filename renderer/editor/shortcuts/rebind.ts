import { COMMAND_IDS, type CommandId } from '../commands/commandTable.ts';
import { commandOf, isSameKeys, keymapOf, type KeyChoice } from './keymap.ts';

type Shortcuts = KeyChoice['shortcuts'];

/**
 * A command's keys with `chord` in the place of `replaced` (added at the end where that is undefined), taken from the
 * command that has it so far, which stays without.
 */
export function bindKey(
  choice: KeyChoice,
  command: CommandId,
  replaced: string | undefined,
  chord: string,
): Shortcuts {
  const keymap = keymapOf(choice);
  const keys = keymap[command].filter((key) => key !== chord || key === replaced);
  const after =
    replaced === undefined ? [...keys, chord] : keys.map((key) => (key === replaced ? chord : key));
  const loser = commandOf(chord, keymap);
  const taken =
    loser === undefined || loser === command
      ? choice.shortcuts
      : changeKeys(
          choice,
          loser,
          keymap[loser].filter((key) => key !== chord),
        );
  return changeKeys({ ...choice, shortcuts: taken }, command, after);
}

/** Takes one of its keys from a command. */
export function clearKey(choice: KeyChoice, command: CommandId, chord: string): Shortcuts {
  return changeKeys(
    choice,
    command,
    keymapOf(choice)[command].filter((key) => key !== chord),
  );
}

/** Gives a command the keys of the preset back, taken from whoever has them. */
export function resetKeys(choice: KeyChoice, command: CommandId): Shortcuts {
  const own = keymapOf({ ...choice, shortcuts: {} })[command];
  const losers = COMMAND_IDS.filter(
    (id) => id !== command && choice.shortcuts[id]?.some((chord) => own.includes(chord)),
  );
  return losers.reduce<Shortcuts>(
    (changes, loser) =>
      changeKeys(
        { ...choice, shortcuts: changes },
        loser,
        changes[loser]!.filter((chord) => !own.includes(chord)),
      ),
    without(choice.shortcuts, command),
  );
}

/** Has the person changed what the preset gives this command? */
export function isChanged(choice: KeyChoice, command: CommandId): boolean {
  return !isSameKeys(keymapOf(choice)[command], keymapOf({ ...choice, shortcuts: {} })[command]);
}

/** What is as in the preset is no change, so that it follows the preset when that is exchanged. */
function changeKeys(choice: KeyChoice, command: CommandId, keys: readonly string[]): Shortcuts {
  const preset = keymapOf({ ...choice, shortcuts: {} })[command];
  const rest = without(choice.shortcuts, command);
  return isSameKeys(keys, preset) ? rest : { ...rest, [command]: [...keys] };
}

function without(changes: Shortcuts, command: CommandId): Shortcuts {
  return Object.fromEntries(Object.entries(changes).filter(([id]) => id !== command));
}
