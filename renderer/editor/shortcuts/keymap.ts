import type { Settings } from '#shared/host/settings.ts';
import { COMMAND_IDS, COMMANDS, type CommandId } from '../commands/commandTable.ts';
import { PRESETS } from './presets/presets.ts';

/** Keys that replace all other keys of their commands: what a person or a preset changes. */
export type KeyChanges = Readonly<Partial<Record<string, readonly string[]>>>;

/** The keys of every command. No chord stands in it twice. */
export type Keymap = Readonly<Record<CommandId, readonly string[]>>;

/** The settings that say which keys hold: a preset, and what the person changed in it. */
export type KeyChoice = Readonly<Pick<Settings, 'keyPreset' | 'shortcuts'>>;

/** The keys of the command table itself. */
export const BOXWRIGHT_KEYMAP: Keymap = mapCommands((id) => COMMANDS[id].keys);

/** The keys that hold: those of the person before those of the preset before those of the table. */
export function keymapOf({ keyPreset, shortcuts }: KeyChoice): Keymap {
  return layKeys(layKeys(BOXWRIGHT_KEYMAP, PRESETS[keyPreset]), shortcuts);
}

/**
 * Lays changes over a keymap. A changed command takes its keys from whoever has them; of two that ask for one chord the
 * first in the command table has it, so that a chord always means one thing.
 */
export function layKeys(below: Keymap, changes: KeyChanges): Keymap {
  const takenBy = new Map<string, CommandId>();
  for (const id of COMMAND_IDS) {
    for (const chord of changes[id] ?? []) {
      if (!takenBy.has(chord)) takenBy.set(chord, id);
    }
  }
  return mapCommands((id) =>
    [...new Set(changes[id] ?? below[id])].filter((chord) => (takenBy.get(chord) ?? id) === id),
  );
}

/** The command that a chord runs. */
export function commandOf(chord: string, keymap: Keymap): CommandId | undefined {
  return COMMAND_IDS.find((id) => keymap[id].includes(chord));
}

/** The same chords in the same order? The first is the one that is shown on buttons. */
export function isSameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((chord, at) => chord === b[at]);
}

function mapCommands(keysOf: (id: CommandId) => readonly string[]): Keymap {
  return Object.fromEntries(COMMAND_IDS.map((id) => [id, keysOf(id)])) as unknown as Keymap;
}
