import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMAND_IDS } from '../commands/commandTable.ts';
import { keymapOf, type KeyChoice } from './keymap.ts';
import { PRESET_IDS } from './presets/presets.ts';
import { bindKey, clearKey, isChanged, resetKeys } from './rebind.ts';

const plain: KeyChoice = { keyPreset: 'boxwright', shortcuts: {} };
const after = (changes: KeyChoice['shortcuts'], keyPreset = plain.keyPreset) =>
  keymapOf({ keyPreset, shortcuts: changes });

describe('binding a key', () => {
  test('replaces the one that was pressed on, or adds one', () => {
    expect(after(bindKey(plain, 'frame.next', 'Period', 'KeyN'))['frame.next']).toEqual([
      'KeyX',
      'KeyN',
      'PageDown',
    ]);
    expect(after(bindKey(plain, 'tool.draw', undefined, 'KeyN'))['tool.draw']).toEqual(['KeyF', 'KeyN']);
  });

  test('takes it from the command that has it, whose other keys stay', () => {
    const keymap = after(bindKey(plain, 'tool.draw', 'KeyF', 'Comma'));
    expect(keymap['tool.draw']).toEqual(['Comma']);
    expect(keymap['frame.previous']).toEqual(['KeyZ', 'PageUp']);
  });

  test('is no change when it is the key that was there', () => {
    expect(bindKey(plain, 'tool.draw', 'KeyF', 'KeyF')).toEqual({});
    const changes = bindKey(plain, 'tool.draw', 'KeyF', 'F10');
    expect(bindKey({ ...plain, shortcuts: changes }, 'tool.draw', 'F10', 'KeyF')).toEqual({});
  });

  test('a key of the same command in another place moves there', () => {
    expect(after(bindKey(plain, 'frame.next', 'Period', 'KeyX'))['frame.next']).toEqual(['KeyX', 'PageDown']);
  });

  test('property: the command has the key, and all others keep all but that key', () => {
    const command = fc.constantFrom(...COMMAND_IDS);
    fc.assert(
      fc.property(
        fc.constantFrom(...PRESET_IDS),
        fc.array(fc.tuple(command, fc.constantFrom('KeyF', 'KeyN', 'Digit1', 'Comma', 'ArrowLeft')), {
          maxLength: 5,
        }),
        (preset, steps) => {
          let changes: KeyChoice['shortcuts'] = {};
          for (const [id, chord] of steps) {
            const before = after(changes, preset);
            changes = bindKey({ keyPreset: preset, shortcuts: changes }, id, before[id][0], chord);
            const now = after(changes, preset);
            expect(now[id]).toContain(chord);
            for (const other of COMMAND_IDS.filter((each) => each !== id)) {
              expect(now[other]).toEqual(before[other].filter((key) => key !== chord));
            }
          }
        },
      ),
    );
  });
});

test('a cleared key is free, and reset gives it back to its command', () => {
  const changes = clearKey(plain, 'tool.draw', 'KeyF');
  expect(after(changes)['tool.draw']).toEqual([]);
  expect(isChanged({ ...plain, shortcuts: changes }, 'tool.draw')).toBe(true);
  expect(resetKeys({ ...plain, shortcuts: changes }, 'tool.draw')).toEqual({});
});

test('reset takes the preset’s key back from whoever was given it', () => {
  const changes = bindKey(plain, 'tool.draw', 'KeyF', 'KeyG');
  const reset = resetKeys({ ...plain, shortcuts: changes }, 'cuboid.flip');
  expect(after(reset)['cuboid.flip']).toEqual(['KeyG']);
  expect(after(reset)['tool.draw']).toEqual([]);
  expect(isChanged({ ...plain, shortcuts: reset }, 'cuboid.flip')).toBe(false);
});
