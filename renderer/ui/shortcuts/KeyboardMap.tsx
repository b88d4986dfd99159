import { useEffect, useMemo, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, type CommandId } from '#renderer/editor/commands/commandTable.ts';
import { chordOf, isModifierKey, keyCaps, splitChord } from '#renderer/editor/shortcuts/chord.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { ChordCaps } from '../controls/ChordCaps.tsx';
import { IS_MAC } from '../controls/isMac.ts';
import { KEYBOARD, type BoardKey } from './keyboardLayout.ts';
import { useClassCommandTitle } from './useClassCommandTitle.ts';
import './keyboardMap.css';

interface Binding {
  readonly chord: string;
  /** `Primary+Shift+`, or empty. */
  readonly modifiers: string;
  readonly command: CommandId;
}

export interface KeyboardMapProps {
  /** The commands that there are at present. */
  readonly commands: ReadonlySet<CommandId>;
}

/**
 * A keyboard on which the keys that do something are lit; holding Shift or Ctrl lights what they add. A key that is
 * pressed, or pointed at, tells what it does. The picture says nothing that the list below does not: it is for the eye
 * alone.
 */
export function KeyboardMap({ commands }: KeyboardMapProps): ReactNode {
  const { t } = useTranslation();
  const bindings = useBindings(commands);
  const [held, setHeld] = useState('');
  const [asked, setAsked] = useState<string>();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const modifiers = modifiersOf(event);
      setHeld(modifiers);
      if (event.type !== 'keydown' || isModifierKey(event.code)) return;
      setAsked(event.code);
      // Ctrl+S would save the page.
      if (
        bindings.get(event.code)?.some((one) => one.modifiers === modifiers && modifiers.includes('Primary'))
      )
        event.preventDefault();
    };
    const onBlur = (): void => setHeld('');
    window.addEventListener('keydown', onKey);
    window.addEventListener('keyup', onKey);
    window.addEventListener('blur', onBlur);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keyup', onKey);
      window.removeEventListener('blur', onBlur);
    };
  }, [bindings]);
  return (
    <div className="keyboard">
      <div className="keyboard__board" aria-hidden>
        {KEYBOARD.map((key) => (
          <Key
            key={key.code}
            place={key}
            bindings={bindings.get(key.code) ?? NONE}
            held={held}
            isAsked={asked === key.code}
            onPoint={setAsked}
          />
        ))}
      </div>
      <div className="keyboard__told" role="status">
        {asked === undefined ? (
          <p className="keyboard__help">{t('shortcuts.board')}</p>
        ) : (
          <Told code={asked} bindings={bindings.get(asked) ?? NONE} />
        )}
      </div>
    </div>
  );
}

const NONE: readonly Binding[] = [];

interface KeyProps {
  readonly place: BoardKey;
  readonly bindings: readonly Binding[];
  readonly held: string;
  readonly isAsked: boolean;
  onPoint(code: string): void;
}

function Key({ place, bindings, held, isAsked, onPoint }: KeyProps): ReactNode {
  const { code, row, column, width } = place;
  const cap = capOf(code);
  const isLit = bindings.some(({ modifiers }) => modifiers === held);
  const style: CSSProperties = { gridRow: row + 1, gridColumn: `${column + 1} / span ${width}` };
  return (
    <span
      className="keyboard__key"
      style={style}
      data-lit={isLit ? 'now' : held === '' && bindings.length > 0 ? 'held' : undefined}
      data-asked={isAsked}
      data-word={cap.length > 3}
      onPointerEnter={() => onPoint(code)}
    >
      {cap}
    </span>
  );
}

function Told({
  code,
  bindings,
}: {
  readonly code: string;
  readonly bindings: readonly Binding[];
}): ReactNode {
  const { t } = useTranslation();
  const titleOf = useClassCommandTitle();
  if (bindings.length === 0)
    return <p className="keyboard__help">{t('shortcuts.free', { key: capOf(code) })}</p>;
  return bindings.map(({ chord, command }) => (
    <div key={chord} className="keyboard__line">
      <ChordCaps chord={chord} />
      {titleOf(command)}
    </div>
  ));
}

/** By key, what it does alone first. */
function useBindings(commands: ReadonlySet<CommandId>): ReadonlyMap<string, readonly Binding[]> {
  const keymap = useKeymap();
  return useMemo(() => {
    const byKey = new Map<string, Binding[]>();
    for (const command of COMMAND_IDS) {
      if (!commands.has(command)) continue;
      for (const chord of keymap[command]) {
        const { modifiers, code } = splitChord(chord);
        const all = byKey.get(code) ?? [];
        all.push({ chord, modifiers, command });
        byKey.set(
          code,
          all.sort((a, b) => a.modifiers.length - b.modifiers.length),
        );
      }
    }
    return byKey;
  }, [commands, keymap]);
}

/** The modifiers that are held, as they begin a chord. */
function modifiersOf({ shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  return chordOf({ shiftKey, ctrlKey, metaKey, altKey, code: '' }, IS_MAC);
}

/** What is printed on a key: of the modifiers, the same on both sides. */
function capOf(code: string): string {
  const [name] = /^(Shift|Control|Alt|Meta)(?=Left|Right)/.exec(code) ?? [];
  if (name !== undefined) return keyCaps(name === 'Control' && !IS_MAC ? 'Primary' : name, IS_MAC)[0]!;
  return keyCaps(code, IS_MAC)[0]!;
}
