import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS, isCommandId } from '../commands/commandTable.ts';
import { isChord } from './chord.ts';
import { BOXWRIGHT_KEYMAP, commandOf, keymapOf, type KeyChoice, type Keymap } from './keymap.ts';
import { PRESET_IDS, PRESETS } from './presets/presets.ts';
import { keeperOf } from './keeperOf.ts';

const chordsIn = (keymap: Keymap): readonly string[] => COMMAND_IDS.flatMap((id) => keymap[id]);
const chord = fc.constantFrom(...chordsIn(BOXWRIGHT_KEYMAP), 'KeyN', 'KeyU', 'Primary+KeyQ', 'Insert');
const choice: fc.Arbitrary<KeyChoice> = fc.record({
  keyPreset: fc.constantFrom(...PRESET_IDS),
  shortcuts: fc.dictionary(fc.constantFrom(...COMMAND_IDS), fc.array(chord, { maxLength: 4 })),
});

test('whatever a person changes in whatever preset, a chord means one command', () => {
  fc.assert(
    fc.property(choice, (chosen) => {
      const keymap = keymapOf(chosen);
      const chords = chordsIn(keymap);
      expect(new Set(chords).size).toBe(chords.length);
      for (const id of COMMAND_IDS) {
        for (const key of keymap[id]) expect(commandOf(key, keymap)).toBe(id);
      }
    }),
  );
});

describe.each(PRESET_IDS)('the preset %s', (preset) => {
  const keymap = keymapOf({ keyPreset: preset, shortcuts: {} });
  const chords = chordsIn(keymap);

  test('is made of chords that nobody keeps for himself', () => {
    expect(chords.filter((key) => !isChord(key) || keeperOf(key) !== undefined)).toEqual([]);
  });

  test('gives each chord that it names to one command that exists', () => {
    const named = Object.values(PRESETS[preset]).flat();
    expect(new Set(named).size).toBe(named.length);
    expect(Object.keys(PRESETS[preset]).filter((id) => !isCommandId(id))).toEqual([]);
    for (const [id, keys] of Object.entries(PRESETS[preset])) expect(Reflect.get(keymap, id)).toEqual(keys);
  });

  test('takes keys from commands, and gives none to those that it does not name', () => {
    for (const id of COMMAND_IDS.filter((command) => PRESETS[preset][command] === undefined)) {
      expect(COMMANDS[id].keys).toEqual(expect.arrayContaining([...keymap[id]]));
    }
  });

  test('leaves what one cannot work without a key', () => {
    for (const id of ['tool.draw', 'edit.delete', 'edit.undo', 'edit.cancel', 'frame.next'] as const) {
      expect(keymap[id]).not.toEqual([]);
    }
    expect(keymap['edit.delete']).toContain('Delete');
  });
});

test('the keys of the table have no command twice', () => {
  const chords = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys);
  expect(new Set(chords).size).toBe(chords.length);
});

test('deleting needs a key of its own and no modifier ever deletes', () => {
  expect(COMMANDS['edit.delete'].keys).toEqual(['Delete', 'Backspace']);
});

test('a chord finds its command', () => {
  expect(commandOf('Primary+KeyZ', BOXWRIGHT_KEYMAP)).toBe('edit.undo');
  expect(commandOf('Digit0', BOXWRIGHT_KEYMAP)).toBe('class.10');
  expect(commandOf('Primary+KeyQ', BOXWRIGHT_KEYMAP)).toBeUndefined();
});

test('changed keys replace the others of their command and win over another command’s', () => {
  const shortcuts = { 'tool.draw': ['KeyG'], 'edit.undo': [], 'no.such': ['KeyR'] };
  const keymap = keymapOf({ keyPreset: 'boxwright', shortcuts });
  expect(keymap['tool.draw']).toEqual(['KeyG']);
  expect(keymap['cuboid.flip']).toEqual([]);
  expect(keymap['cuboid.fit']).toEqual(['KeyR']);
  expect(commandOf('KeyF', keymap)).toBeUndefined();
  expect(commandOf('Primary+KeyZ', keymap)).toBeUndefined();
});

test.each([
  ['Shift+Space', 'inputMethod'],
  ['Primary+Space', 'inputMethod'],
  ['Primary+Period', 'inputMethod'],
  ['Primary+Shift+KeyF', 'inputMethod'],
  ['Alt+KeyA', 'chat'],
  ['Primary+Alt+KeyW', 'chat'],
  ['Primary+KeyT', 'browser'],
  ['Primary+Shift+KeyN', 'browser'],
  ['F5', 'browser'],
  ['Shift+F12', 'browser'],
  ['Alt+KeyF', 'menus'],
  ['Primary+Alt+ArrowUp', 'screen'],
  ['Meta+KeyE', 'system'],
  ['Space', undefined],
  ['Primary+KeyD', undefined],
  ['F6', undefined],
  ['Alt+Comma', undefined],
])('%s is kept by %s', (kept, keeper) => {
  expect(keeperOf(kept)).toBe(keeper);
});
