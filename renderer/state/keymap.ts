import { keymapOf, type KeyChoice, type Keymap } from '#renderer/editor/shortcuts/keymap.ts';
import { usePreferences } from './preferences.ts';

let last: KeyChoice & { readonly keymap: Keymap };

/** The keys that hold with these settings; the same object until they change. */
export function keymapIn({ keyPreset, shortcuts }: KeyChoice): Keymap {
  if (last?.keyPreset !== keyPreset || last.shortcuts !== shortcuts) {
    last = { keyPreset, shortcuts, keymap: keymapOf({ keyPreset, shortcuts }) };
  }
  return last.keymap;
}

/** The keys that hold, for what is on screen. */
export function useKeymap(): Keymap {
  return usePreferences(keymapIn);
}

/** The keys that hold now. */
export function currentKeymap(): Keymap {
  return keymapIn(usePreferences.getState());
}
