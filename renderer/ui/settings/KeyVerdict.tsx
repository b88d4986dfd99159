import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { shortCaps } from '../controls/useKeyCaps.ts';
import { useClassCommandTitle } from '../shortcuts/useClassCommandTitle.ts';
import type { CapturedKey, KeyCapture } from './useKeyCapture.ts';

export interface KeyVerdictProps {
  readonly pressed: NonNullable<CapturedKey['pressed']>;
  readonly capture: KeyCapture;
}

/** Why a pressed key is not taken at once; where it belongs to another command, the choice. */
export function KeyVerdict({ pressed, capture }: KeyVerdictProps): ReactNode {
  const { t } = useTranslation();
  const titleOf = useClassCommandTitle();
  const keys = shortCaps(pressed.chord).join(' ');
  if ('kept' in pressed) {
    return (
      <p className="key-row__verdict" role="alert">
        {t(`keys.refused.${pressed.kept}`, { keys })}
      </p>
    );
  }
  return (
    <div className="key-row__verdict" onKeyDown={keepEnter}>
      <span role="alert">{t('keys.taken', { keys, command: titleOf(pressed.belongsTo) })}</span>
      <Button autoFocus onClick={capture.take}>
        {t('keys.take')}
      </Button>
      <Button onClick={capture.leave}>{t('keys.leave')}</Button>
    </div>
  );
}

/** These press the buttons and walk them; every other key is another try. */
function keepEnter(event: KeyboardEvent): void {
  if (/^(Enter|NumpadEnter|Space|Tab)$/.test(event.code)) event.stopPropagation();
}
