const MODIFIERS: Readonly<Record<string, string>> = {
  Ctrl: 'Ctrl',
  '⌃': 'Ctrl',
  '⌘': 'Cmd',
  Meta: 'Super',
  Alt: 'Alt',
  '⌥': 'Alt',
  Shift: 'Shift',
  '⇧': 'Shift',
};

const NAMED_KEYS: Readonly<Record<string, string>> = {
  Del: 'Delete',
  '⌫': 'Backspace',
  Esc: 'Esc',
  Tab: 'Tab',
  Enter: 'Return',
  Space: 'Space',
  Insert: 'Insert',
  Home: 'Home',
  End: 'End',
  PgUp: 'PageUp',
  PgDn: 'PageDown',
  '←': 'Left',
  '→': 'Right',
  '↑': 'Up',
  '↓': 'Down',
  '−': '-',
  '’': "'",
};

/** Letters, digits, F1 to F24, and the marks that are written as themselves. */
const PLAIN_KEY = /^([A-Z0-9]|F([1-9]|1\d|2[0-4])|[,./;=`[\]\\'-])$/;

/**
 * The keys as Electron spells them: `Shift+Del` → `Shift+Delete`. Undefined for what it cannot spell: it throws at a
 * menu with a wrong accelerator, and a menu without a hint is better than none.
 */
export function toAccelerator(keys: string): string | undefined {
  const caps = keys.split('+');
  const cap = caps.pop() ?? '';
  const modifiers = caps.map((name) => lookUp(MODIFIERS, name));
  const key = lookUp(NAMED_KEYS, cap) ?? (PLAIN_KEY.test(cap) ? cap : undefined);
  return key === undefined || modifiers.includes(undefined) ? undefined : [...modifiers, key].join('+');
}

/** The keys come from the page: `constructor` is no key. */
function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
