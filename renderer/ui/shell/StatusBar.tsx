import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { useTally } from '#renderer/state/tally.ts';
import { useCloudPoints } from '../session/useCloudPoints.ts';
import { TEST_IDS } from '../testIds.ts';
import { KeysPlace } from './KeysPlace.tsx';
import { LabelPlace } from './LabelPlace.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { LinkedPointReadout } from './LinkedPointReadout.tsx';
import { Memory } from './Memory.tsx';
import { RunningWork } from './RunningWork.tsx';
import { useHint } from './useHint.ts';

/** Left: what the mouse does now. Right: the day's work, the cloud and what it takes, and the language. */
export function StatusBar(): ReactNode {
  const { t } = useTranslation();
  const hint = useHint();
  const points = useCloudPoints();
  return (
    <footer className="status-bar" aria-label={t('region.status')}>
      <RunningWork />
      <span className="status-bar__hint" title={hint}>
        {hint}
      </span>
      <LinkedPointReadout />
      <KeysPlace />
      <LabelPlace />
      <Today />
      {points !== undefined && (
        <span data-testid={TEST_IDS.cloudPoints}>
          <b>{formatCount(points)}</b> {t('view.points')}
        </span>
      )}
      <Memory />
      <LanguageSwitch />
    </footer>
  );
}

function Today(): ReactNode {
  const { t } = useTranslation();
  const today = useTally((state) => state.today);
  if (today === undefined) return null;
  return (
    <span title={t('status.todayHelp')} data-testid={TEST_IDS.today}>
      {t('status.today')} <b>{formatCount(today)}</b>
    </span>
  );
}
