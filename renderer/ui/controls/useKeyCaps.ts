import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { keyCaps } from '#renderer/editor/shortcuts/chord.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { IS_MAC } from './isMac.ts';

/** The caps of a chord; Shift as its arrow, which every keyboard layout has and which leaves room for words. */
export function shortCaps(chord: string): readonly string[] {
  return keyCaps(chord, IS_MAC).map((cap) => (cap === 'Shift' ? '⇧' : cap));
}

/** What is printed on the keys of a command's first chord, after the person's changes. */
export function useKeyCaps(command: CommandId): readonly string[] | undefined {
  const [chord] = useKeymap()[command];
  return chord === undefined ? undefined : shortCaps(chord);
}
