import { hostsOf, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { keyCaps } from '#renderer/editor/shortcuts/chord.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { IS_MAC } from './isMac.ts';

/** The caps of a chord; Shift as its arrow, which every keyboard layout has and which leaves room for words. */
export function shortCaps(chord: string): readonly string[] {
  return keyCaps(chord, IS_MAC).map((cap) => (cap === 'Shift' ? '⇧' : cap));
}

/** What is printed on the keys of a command's first chord, be it another's, after the person's changes. */
export function useKeyCaps(command: CommandId): readonly string[] | undefined {
  const keymap = useKeymap();
  const [chord] = [command, ...hostsOf(command)].flatMap((id) => keymap[id]);
  return chord === undefined ? undefined : shortCaps(chord);
}
