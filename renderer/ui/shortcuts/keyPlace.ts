import type { CommandDefinition } from '#renderer/editor/commands/commandTable.ts';

/** Where the keyboard focus is, as far as it decides who gets a key. */
export type KeyPlace = 'dialog' | 'text' | 'list' | 'canvas' | 'elsewhere';

const TEXT =
  'input:not([type="checkbox"]):not([type="radio"]):not([type="range"]), textarea, select, [contenteditable="true"]';
/** Widgets that use the arrow keys themselves. */
const LIST =
  'input[type="range"], [role="listbox"], [role="grid"], [role="tablist"], [role="toolbar"], [role="slider"], [role="separator"], [role="menu"]';
const FUNCTION_KEY = /^(Shift\+)?F\d+$/;
export const CANVAS = '[data-keys="canvas"]';

export function placeOf(target: EventTarget | null, page: Document): KeyPlace {
  if (page.querySelector('dialog[open]') !== null) return 'dialog';
  if (!(target instanceof Element)) return 'elsewhere';
  if (target.closest(TEXT) !== null) return 'text';
  if (target.closest(LIST) !== null) return 'list';
  // Nothing has the focus: the keys belong to the work.
  // Buttons that lie over a canvas say `data-keys="controls"`.
  if (target === page.body || target.closest('[data-keys]')?.matches(CANVAS) === true) return 'canvas';
  return 'elsewhere';
}

/** Does the key press what has the focus? Who walked to a button with Tab means the button. */
export function isPress(target: EventTarget | null, chord: string): boolean {
  return (
    (chord === 'Enter' || chord === 'NumpadEnter') &&
    target instanceof Element &&
    target.matches('button, a[href], summary')
  );
}

/**
 * May a chord run a command while the focus is there? Text fields keep all keys but those of files and of the window
 * (Ctrl+S would save the page) and the function keys, which type nothing. Tab walks controls everywhere but in a canvas, where it walks
 * objects.
 */
export function allowsCommand(place: KeyPlace, chord: string, group: CommandDefinition['group']): boolean {
  switch (place) {
    case 'dialog':
      return false;
    case 'text':
      return (
        ((group === 'file' || group === 'app') && chord.startsWith('Primary+')) || FUNCTION_KEY.test(chord)
      );
    case 'list':
      return !/^(Shift\+)?(Arrow(Up|Down|Left|Right)|Home|End|Tab)$/.test(chord);
    case 'canvas':
      return true;
    case 'elsewhere':
      return !chord.endsWith('Tab');
  }
}
