/** What is read of a `KeyboardEvent`. */
export interface KeyPress {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
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

const MODIFIER_KEY = /^(Shift|Control|Alt|Meta|OS)(Left|Right)$|^(CapsLock|Fn|NumLock|ContextMenu)$/;

/** Does this physical key only change what others mean, or open a menu of the system's? It makes no chord. */
export function isModifierKey(code: string): boolean {
  return MODIFIER_KEY.test(code);
}

/** A chord as what is held, `Primary+Shift+` or empty, and the physical key. */
export function splitChord(chord: string): { readonly modifiers: string; readonly code: string } {
  const at = chord.lastIndexOf('+') + 1;
  return { modifiers: chord.slice(0, at), code: chord.slice(at) };
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
  Insert: 'Ins',
  CapsLock: 'Caps',
  ContextMenu: 'Menu',
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
