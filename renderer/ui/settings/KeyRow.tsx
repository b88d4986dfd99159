import { Plus, RotateCcw } from 'lucide-react';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '#renderer/editor/commands/commandTable.ts';
import { PRESET_NAMES } from '#renderer/editor/shortcuts/presets/presets.ts';
import { isChanged, resetKeys } from '#renderer/editor/shortcuts/rebind.ts';
import { useKeymap } from '#renderer/state/keymap.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { ChordCaps } from '../controls/ChordCaps.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { shortCaps } from '../controls/useKeyCaps.ts';
import { useClassCommandTitle } from '../shortcuts/useClassCommandTitle.ts';
import { KeyVerdict } from './KeyVerdict.tsx';
import type { KeyCapture } from './useKeyCapture.ts';
import type { ChangeSettings } from './useUndoableSettings.ts';

export interface KeyRowProps {
  readonly command: CommandId;
  readonly capture: KeyCapture;
  readonly change: ChangeSettings;
}

/** A command with its keys. Each is a button that waits for another; what cannot be taken at once is said below. */
export function KeyRow({ command, capture, change }: KeyRowProps): ReactNode {
  const { t } = useTranslation();
  const settings = usePreferences();
  const title = useClassCommandTitle()(command);
  const keys = useKeymap()[command];
  const row = useRef<HTMLDivElement>(null);
  const key = capture.key?.command === command ? capture.key : undefined;
  useFocusBack(row, key !== undefined);
  const isAdding = key !== undefined && (key.replaced === undefined || !keys.includes(key.replaced));
  const preset = PRESET_NAMES[settings.keyPreset];
  return (
    <div
      ref={row}
      className="key-row"
      data-testid={`keys-${command}`}
      onKeyDown={capture.press}
      onBlur={({ relatedTarget }) => {
        if (key !== undefined && !(row.current?.contains(relatedTarget) ?? false)) capture.leave();
      }}
    >
      <span className="key-row__title">{title}</span>
      <span className="key-row__keys">
        {keys.map((chord) => (
          <button
            key={chord}
            type="button"
            className="key-row__key"
            aria-label={t('keys.changeKey', { command: title, keys: shortCaps(chord).join(' ') })}
            onClick={({ currentTarget }) => {
              // Some browsers do not focus what is clicked, and the next key must arrive here.
              currentTarget.focus();
              capture.begin(command, chord);
            }}
          >
            {key?.replaced === chord ? <PressNow /> : <ChordCaps chord={chord} />}
          </button>
        ))}
        {keys.length === 0 && !isAdding && <span className="key-row__none">{t('shortcuts.noKey')}</span>}
        {isAdding && (
          <span className="key-row__key">
            <PressNow />
          </span>
        )}
        <IconButton
          icon={Plus}
          className="key-row__tool"
          name={t('keys.add', { command: title })}
          onClick={({ currentTarget }) => {
            currentTarget.focus();
            capture.begin(command, undefined);
          }}
        />
        {isChanged(settings, command) ? (
          <IconButton
            icon={RotateCcw}
            name={t('keys.reset', { command: title, preset })}
            onClick={() => change({ shortcuts: resetKeys(settings, command) })}
          />
        ) : (
          <span className="key-row__gap" />
        )}
      </span>
      {key?.pressed !== undefined && <KeyVerdict pressed={key.pressed} capture={capture} />}
    </div>
  );
}

/** When the choice below a row goes with the focus on it, the focus returns to the row's first key. */
function useFocusBack(row: RefObject<HTMLElement | null>, isCapturing: boolean): void {
  const wasCapturing = useRef(false);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (wasCapturing.current && !isCapturing && isLost) row.current?.querySelector('button')?.focus();
    wasCapturing.current = isCapturing;
  }, [row, isCapturing]);
}

function PressNow(): ReactNode {
  const { t } = useTranslation();
  return <span className="key-row__press">{t('keys.press')}</span>;
}
