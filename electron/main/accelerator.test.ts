import { expect, test } from 'vitest';
import { COMMANDS } from '#renderer/editor/commands/commandTable.ts';
import { keyCaps } from '#renderer/editor/shortcuts/chord.ts';
import { toAccelerator } from './accelerator.ts';

test.each([
  ['Ctrl+Z', 'Ctrl+Z'],
  ['Ctrl+Shift+Z', 'Ctrl+Shift+Z'],
  ['⌘+⇧+Z', 'Cmd+Shift+Z'],
  ['Shift+F', 'Shift+F'],
  ['Del', 'Delete'],
  ['⌫', 'Backspace'],
  ['F12', 'F12'],
  ['Shift+PgDn', 'Shift+PageDown'],
  ['←', 'Left'],
  ['Ctrl+,', 'Ctrl+,'],
  ['−', '-'],
  ['7', '7'],
])('%s is spelled %s', (keys, accelerator) => {
  expect(toAccelerator(keys)).toBe(accelerator);
});

test.each([
  '',
  '+',
  'Ctrl+',
  'Ctrl',
  'Z+Ctrl',
  'Hyper+Z',
  'F25',
  'IntlBackslash',
  'é',
  'constructor',
  'ctrl+z',
])('%j cannot be spelled', (keys) => {
  expect(toAccelerator(keys)).toBeUndefined();
});

test('every default key of the commands can be spelled', () => {
  const chords = Object.values(COMMANDS).flatMap(({ keys }) => keys);
  const unspelled = chords.filter((chord) => toAccelerator(keyCaps(chord, false).join('+')) === undefined);
  expect(chords.length).toBeGreaterThan(40);
  expect(unspelled).toEqual([]);
});
