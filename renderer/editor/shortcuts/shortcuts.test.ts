import { describe, expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS } from '../commands/commandTable.ts';
import { chordOf, commandOf, conflicts, isChord, keyCaps, keysOf } from './shortcuts.ts';

const bare = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const chords = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys);

describe('the table', () => {
  test('no two commands share a chord', () => {
    expect(conflicts()).toEqual([]);
    expect(new Set(chords).size).toBe(chords.length);
  });

  test.each(chords)('%s is a chord', (chord) => {
    expect(isChord(chord)).toBe(true);
  });

  // Taken by input methods, browsers, menus, graphics drivers, or by habit in other programs.
  test.each([
    /^(Shift\+|Primary\+)Space$/,
    /^Primary\+(Period|KeyW|KeyN|KeyT)$/,
    /^Primary\+Shift\+KeyF$/,
    /Alt\+/,
    /(^|\+)F(5|11|12)$/,
    /Shift(Left|Right)$/,
  ])('nothing uses %s', (taken) => {
    expect(chords.filter((chord) => taken.test(chord))).toEqual([]);
  });

  test('deleting needs a key of its own and no modifier ever deletes', () => {
    expect(COMMANDS['edit.delete'].keys).toEqual(['Delete', 'Backspace']);
  });
});

describe('chords', () => {
  test('are made of the physical key, whatever the input method says', () => {
    expect(chordOf({ ...bare, code: 'KeyF' }, false)).toBe('KeyF');
    expect(chordOf({ ...bare, code: 'KeyZ', ctrlKey: true, shiftKey: true }, false)).toBe(
      'Primary+Shift+KeyZ',
    );
  });

  test('take ⌘ for Ctrl on macOS only, and the other is another key', () => {
    expect(chordOf({ ...bare, code: 'KeyS', metaKey: true }, true)).toBe('Primary+KeyS');
    expect(chordOf({ ...bare, code: 'KeyS', ctrlKey: true }, true)).toBe('Control+KeyS');
    expect(chordOf({ ...bare, code: 'KeyS', metaKey: true }, false)).toBe('Meta+KeyS');
  });

  test.each(['', 'Shift+', 'Shift+Primary+KeyA', 'keyA', 'KeyA+Shift', 'Strg+KeyA'])('%j is none', (text) => {
    expect(isChord(text)).toBe(false);
  });

  test('find their command', () => {
    expect(commandOf('Primary+KeyZ')).toBe('edit.undo');
    expect(commandOf('Digit0')).toBe('class.10');
    expect(commandOf('Primary+KeyQ')).toBeUndefined();
  });
});

describe('changed keys', () => {
  const overrides = { 'tool.draw': ['KeyN'], 'edit.undo': [] };

  test('replace the default ones', () => {
    expect(keysOf('tool.draw', overrides)).toEqual(['KeyN']);
    expect(commandOf('KeyN', overrides)).toBe('tool.draw');
    expect(commandOf('KeyF', overrides)).toBeUndefined();
    expect(commandOf('Primary+KeyZ', overrides)).toBeUndefined();
  });

  test('win over a default of another command, and the conflict is told', () => {
    const taken = { 'tool.draw': ['KeyG'] };
    expect(commandOf('KeyG', taken)).toBe('tool.draw');
    expect(conflicts(taken)).toEqual([{ chord: 'KeyG', commands: ['tool.draw', 'cuboid.flip'] }]);
  });
});

test.each([
  ['Primary+Shift+KeyZ', false, ['Ctrl', 'Shift', 'Z']],
  ['Primary+Shift+KeyZ', true, ['⌘', '⇧', 'Z']],
  ['Digit1', false, ['1']],
  ['ArrowLeft', false, ['←']],
  ['F1', false, ['F1']],
  ['Minus', false, ['−']],
])('the caps of %s are printed', (chord, isMac, caps) => {
  expect(keyCaps(chord, isMac)).toEqual(caps);
});
