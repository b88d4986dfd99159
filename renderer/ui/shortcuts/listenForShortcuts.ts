import { COMMANDS, GOES_FIRST, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { chordOf } from '#renderer/editor/shortcuts/chord.ts';
import { commandOf } from '#renderer/editor/shortcuts/keymap.ts';
import { currentKeymap } from '#renderer/state/keymap.ts';
import { IS_MAC } from '../controls/isMac.ts';
import { allowsCommand, isPress, placeOf } from './keyPlace.ts';

/** Whatever runs commands: a session's registry, or the start screen's few. */
export interface CommandRunner {
  /** False when nobody handles it or it is disabled at present. */
  run(id: CommandId): boolean;
}

/** Turns key presses into commands while nothing nearer to the focus wanted them. Returns how to stop. */
export function listenForShortcuts(commands: CommandRunner): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const chord = chordOf(event, IS_MAC);
    const command = commandOf(chord, currentKeymap());
    if (command === undefined || isPress(event.target, chord)) return;
    const place = placeOf(event.target, document);
    if (!allowsCommand(place, chord, COMMANDS[command].group)) return;
    // Text that was marked to be copied is what is meant.
    if (command === 'edit.copy' && window.getSelection()?.type === 'Range') return;
    // Held down, a key repeats moves and steps; it must not delete or open again and again.
    const { group, repeats } = COMMANDS[command];
    if (event.repeat && (repeats === false || !REPEATING.has(group))) return event.preventDefault();
    const first = GOES_FIRST[command] ?? [];
    const hasRun = [...first, command].some((id) => commands.run(id));
    // The browser's own answer to these keys (save the page, open a file) is never wanted.
    if (hasRun || chord.startsWith('Primary+')) event.preventDefault();
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

const REPEATING: ReadonlySet<string> = new Set(['cuboid', 'frame', 'view']);
