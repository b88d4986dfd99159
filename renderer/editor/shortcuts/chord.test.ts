import { describe, expect, test } from 'vitest';
import { chordOf, isChord, keyCaps } from './chord.ts';

const bare = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
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
