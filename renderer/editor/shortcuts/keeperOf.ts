/** Who keeps a chord for itself, so that no command may have it. */
export type KeyKeeper = 'inputMethod' | 'browser' | 'chat' | 'menus' | 'screen' | 'system';

const KEPT: readonly (readonly [RegExp, KeyKeeper])[] = [
  // Chinese input methods: switching, full-width punctuation, traditional characters.
  [/^(Shift|Primary|Control)\+Space$/, 'inputMethod'],
  [/^(Primary|Control)\+Period$/, 'inputMethod'],
  [/^(Primary|Control)\+Shift\+KeyF$/, 'inputMethod'],
  // Screenshots and windows of the chat programs that sit on most of these desks.
  [/^Alt\+KeyA$/, 'chat'],
  [/^(Primary|Control)\+Alt\+Key[AWZ]$/, 'chat'],
  // The loopback host runs in a browser, which closes, opens and reloads before the page is asked.
  [/^Primary\+(Shift\+)?Key[NTW]$/, 'browser'],
  [/(^|\+)F(5|11|12)$/, 'browser'],
  [/^Alt\+(Shift\+)?(Key[A-Z]|F4)$/, 'menus'],
  // Drivers of older graphics cards turn the screen.
  [/^(Primary|Control)\+Alt\+Arrow/, 'screen'],
  [/^Alt\+(Shift\+)?(Tab|Escape|Space)$/, 'system'],
  [/(^|\+)Meta\+/, 'system'],
];

/** Who keeps this chord for itself; undefined: it is free for commands. */
export function keeperOf(chord: string): KeyKeeper | undefined {
  return KEPT.find(([pattern]) => pattern.test(chord))?.[1];
}
