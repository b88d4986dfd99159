/** A key of a keyboard as it lies on the desk. Columns and widths count quarters of an ordinary key. */
export interface BoardKey {
  /** `KeyboardEvent.code`. */
  readonly code: string;
  readonly row: number;
  readonly column: number;
  readonly width: number;
}

const KEY = 4;
/** Between the letters and the arrows. */
const NAVIGATION = 62;

type Part = string | readonly [code: string, width: number];

/** An ANSI keyboard, the one that is sold in China as in America, without its number pad. */
export const KEYBOARD: readonly BoardKey[] = [
  ...lay(0, 0, ['Escape']),
  ...lay(0, 8, ['F1', 'F2', 'F3', 'F4']),
  ...lay(0, 26, ['F5', 'F6', 'F7', 'F8']),
  ...lay(0, 44, ['F9', 'F10', 'F11', 'F12']),
  ...lay(1, 0, ['Backquote', ...digits('1234567890'), 'Minus', 'Equal', ['Backspace', 8]]),
  ...lay(2, 0, [['Tab', 6], ...letters('QWERTYUIOP'), 'BracketLeft', 'BracketRight', ['Backslash', 6]]),
  ...lay(3, 0, [['CapsLock', 7], ...letters('ASDFGHJKL'), 'Semicolon', 'Quote', ['Enter', 9]]),
  ...lay(4, 0, [['ShiftLeft', 9], ...letters('ZXCVBNM'), 'Comma', 'Period', 'Slash', ['ShiftRight', 11]]),
  ...lay(5, 0, [
    ['ControlLeft', 5],
    ['MetaLeft', 5],
    ['AltLeft', 5],
    ['Space', 25],
    ['AltRight', 5],
    ['MetaRight', 5],
    ['ContextMenu', 5],
    ['ControlRight', 5],
  ]),
  ...lay(1, NAVIGATION, ['Insert', 'Home', 'PageUp']),
  ...lay(2, NAVIGATION, ['Delete', 'End', 'PageDown']),
  ...lay(4, NAVIGATION + KEY, ['ArrowUp']),
  ...lay(5, NAVIGATION, ['ArrowLeft', 'ArrowDown', 'ArrowRight']),
];

function lay(row: number, column: number, parts: readonly Part[]): BoardKey[] {
  let at = column;
  return parts.map((part) => {
    const [code, width] = typeof part === 'string' ? ([part, KEY] as const) : part;
    const key = { code, row, column: at, width };
    at += width;
    return key;
  });
}

function letters(names: string): string[] {
  return names.split('').map((name) => `Key${name}`);
}

function digits(names: string): string[] {
  return names.split('').map((name) => `Digit${name}`);
}
