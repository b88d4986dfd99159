import { describe, expect, test } from 'vitest';
import { COMMAND_IDS, COMMANDS } from '#renderer/editor/commands/commandTable.ts';
import { splitChord } from '#renderer/editor/shortcuts/chord.ts';
import { PRESETS } from '#renderer/editor/shortcuts/presets/presets.ts';
import { KEYBOARD } from './keyboardLayout.ts';

describe('the keyboard of the shortcut sheet', () => {
  test('no two keys lie on one another', () => {
    const taken = KEYBOARD.flatMap(({ row, column, width }) =>
      Array.from({ length: width }, (_, at) => `${row}:${column + at}`),
    );
    expect(new Set(taken).size).toBe(taken.length);
  });

  test('its rows of letters are all as wide as fifteen keys', () => {
    for (const row of [0, 1, 2, 3, 4, 5]) {
      const ends = KEYBOARD.filter((key) => key.row === row && key.column < 60);
      expect(Math.max(...ends.map(({ column, width }) => column + width)), `row ${row}`).toBe(60);
    }
  });

  test('has every key that a command or a preset uses', () => {
    const used = [
      ...COMMAND_IDS.flatMap((id): readonly string[] => COMMANDS[id].keys),
      ...Object.values(PRESETS).flatMap((changes) => Object.values(changes).flatMap((keys) => keys ?? [])),
    ];
    const codes = new Set(KEYBOARD.map(({ code }) => code));
    const missing = used.map((chord) => splitChord(chord).code).filter((code) => !codes.has(code));
    expect(missing).toEqual([]);
  });
});
