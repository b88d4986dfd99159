import { COMMAND_IDS, COMMANDS, type CommandId } from '../commands/commandTable.ts';

/** What is read of a `KeyboardEvent`. */
export interface KeyPress {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keys that the person has changed: they replace all default keys of that command. */
export type ShortcutOverrides = Readonly<Partial<Record<string, readonly string[]>>>;

/** Two commands that ask for the same chord. */
export interface ShortcutConflict {
  readonly chord: string;
  readonly commands: readonly CommandId[];
}

/**
 * The chord of a key press: modifiers in the order Primary, Control, Meta, Alt, Shift, then the physical key.
 * `Primary` is ⌘ on macOS and Ctrl elsewhere; the other of the two keeps its own name, so that it matches nothing.
 */
export function chordOf(event: KeyPress, isMac: boolean): string {
  const primary = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  return [
    primary && 'Primary',
    other && (isMac ? 'Control' : 'Meta'),
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    event.code,
  ]
    .filter((part) => part !== false)
    .join('+');
}

/** The keys of a command after the person's changes. */
export function keysOf(command: CommandId, overrides: ShortcutOverrides = {}): readonly string[] {
  return overrides[command] ?? COMMANDS[command].keys;
}

/** The command of a chord. A key that the person gave to a command wins over another command's default. */
export function commandOf(chord: string, overrides: ShortcutOverrides = {}): CommandId | undefined {
  return (
    COMMAND_IDS.find((id) => overrides[id]?.includes(chord)) ??
    COMMAND_IDS.find((id) => keysOf(id, overrides).includes(chord))
  );
}

/** Chords that more than one command asks for. */
export function conflicts(overrides: ShortcutOverrides = {}): readonly ShortcutConflict[] {
  const commandsByChord = new Map<string, CommandId[]>();
  for (const id of COMMAND_IDS) {
    for (const chord of keysOf(id, overrides)) {
      commandsByChord.set(chord, [...(commandsByChord.get(chord) ?? []), id]);
    }
  }
  return [...commandsByChord]
    .filter(([, commands]) => commands.length > 1)
    .map(([chord, commands]) => ({ chord, commands }));
}

const CHORD = /^(Primary\+)?(Control\+)?(Meta\+)?(Alt\+)?(Shift\+)?([A-Z][A-Za-z0-9]*)$/;

/** Is this text a chord as {@link chordOf} writes it? */
export function isChord(text: string): boolean {
  return CHORD.test(text);
}

const MODIFIERS: Readonly<Record<string, readonly [other: string, mac: string]>> = {
  Primary: ['Ctrl', '⌘'],
  Control: ['Ctrl', '⌃'],
  Meta: ['Meta', '⌘'],
  Alt: ['Alt', '⌥'],
  Shift: ['Shift', '⇧'],
};

const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Minus: '−',
  Equal: '=',
  Backquote: '`',
  BracketLeft: '[',
  BracketRight: ']',
  Semicolon: ';',
  Quote: '’',
  Backslash: '\\',
};

/** What is printed on the caps of a chord's keys, in order: `Primary+KeyZ` → `Ctrl`, `Z`. */
export function keyCaps(chord: string, isMac: boolean): readonly string[] {
  return chord.split('+').map((part) => {
    const modifier = MODIFIERS[part];
    if (modifier !== undefined) return modifier[isMac ? 1 : 0];
    return KEYS[part] ?? part.replace(/^(Key|Digit)/, '');
  });
}
