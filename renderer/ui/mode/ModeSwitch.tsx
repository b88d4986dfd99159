import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showMode, useWorkMode, WORK_MODES, type WorkMode } from '#renderer/state/workMode.ts';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';
import { MODE_COMMANDS } from './modeCommands.ts';
import './modeSwitch.css';

/** What the window is for, in the middle of its head; ← → change it. */
export function ModeSwitch(): ReactNode {
  const { t } = useTranslation();
  const mode = useWorkMode((state) => state.mode);
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = WORK_MODES[WORK_MODES.indexOf(mode) + step];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    showMode(next);
    list.current?.querySelector<HTMLElement>(`[data-mode="${next}"]`)?.focus();
  };
  return (
    <div ref={list} className="mode-switch" role="tablist" aria-label={t('mode.title')} onKeyDown={walk}>
      {WORK_MODES.map((each) => (
        <ModeTab key={each} mode={each} isCurrent={each === mode} />
      ))}
    </div>
  );
}

function ModeTab({ mode, isCurrent }: { readonly mode: WorkMode; readonly isCurrent: boolean }): ReactNode {
  const { t } = useTranslation();
  const tooltip = useCommandTooltip(MODE_COMMANDS[mode]);
  return (
    <button
      type="button"
      role="tab"
      className="mode-switch__tab"
      data-mode={mode}
      data-testid={TEST_IDS.mode(mode)}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      title={tooltip}
      onMouseDown={keepKeysInViews}
      onClick={() => showMode(mode)}
    >
      {t(`mode.${mode}`)}
    </button>
  );
}
