import { useState, type KeyboardEvent } from 'react';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { chordOf, isChord, isModifierKey } from '#renderer/editor/shortcuts/chord.ts';
import { keeperOf, type KeyKeeper } from '#renderer/editor/shortcuts/keeperOf.ts';
import { commandOf } from '#renderer/editor/shortcuts/keymap.ts';
import { bindKey, clearKey } from '#renderer/editor/shortcuts/rebind.ts';
import { currentKeymap } from '#renderer/state/keymap.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { IS_MAC } from '../controls/isMac.ts';
import type { ChangeSettings } from './useUndoableSettings.ts';

/** A key that is being exchanged. */
export interface CapturedKey {
  readonly command: CommandId;
  /** The chord whose place the new one takes; undefined: one more. */
  readonly replaced: string | undefined;
  /** What was pressed and could not be taken at once. */
  readonly pressed?: { readonly chord: string } & (
    | { readonly kept: KeyKeeper }
    | { readonly belongsTo: CommandId }
  );
}

export interface KeyCapture {
  /** Undefined: no key is being exchanged. */
  readonly key: CapturedKey | undefined;
  begin(command: CommandId, replaced: string | undefined): void;
  press(event: KeyboardEvent): void;
  /** Takes the pressed chord over from the command that it belongs to. */
  take(): void;
  leave(): void;
}

/** Waits for a chord and gives it to a command: at once where it is free, on demand where it belongs to another. */
export function useKeyCapture(change: ChangeSettings): KeyCapture {
  const [key, setKey] = useState<CapturedKey>();
  const leave = (): void => setKey(undefined);
  const bind = ({ command, replaced }: CapturedKey, chord: string): void => {
    leave();
    change({ shortcuts: bindKey(usePreferences.getState(), command, replaced, chord) });
  };
  const press = (event: KeyboardEvent): void => {
    if (key === undefined || isModifierKey(event.code)) return;
    // Nothing that is pressed here means what it means elsewhere: Tab stays, Escape closes no dialog.
    event.preventDefault();
    event.stopPropagation();
    const chord = chordOf(event, IS_MAC);
    if (chord === 'Escape') return leave();
    if (chord === 'Delete') return clear(key);
    if (!isChord(chord)) return;
    const kept = keeperOf(chord);
    if (kept !== undefined) return setKey({ ...key, pressed: { chord, kept } });
    const owner = commandOf(chord, currentKeymap());
    if (owner === undefined || owner === key.command) return bind(key, chord);
    setKey({ ...key, pressed: { chord, belongsTo: owner } });
  };
  const clear = ({ command, replaced }: CapturedKey): void => {
    leave();
    if (replaced === undefined) return;
    change({ shortcuts: clearKey(usePreferences.getState(), command, replaced) });
  };
  const take = (): void => {
    if (key?.pressed !== undefined) bind(key, key.pressed.chord);
  };
  return { key, begin: (command, replaced) => setKey({ command, replaced }), press, take, leave };
}
