import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { useCloudPoints } from '../session/useCloudPoints.ts';
import { TEST_IDS } from '../testIds.ts';
import { LabelPlace } from './LabelPlace.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useHint } from './useHint.ts';

/** Left: what the mouse does now. Right: the cloud, and the language. */
export function StatusBar(): ReactNode {
  const { t } = useTranslation();
  const hint = useHint();
  const points = useCloudPoints();
  return (
    <footer className="status-bar" aria-label={t('region.status')}>
      <span className="status-bar__hint">{hint}</span>
      <LabelPlace />
      {points !== undefined && (
        <span data-testid={TEST_IDS.cloudPoints}>
          <b>{formatCount(points)}</b> {t('view.points')}
        </span>
      )}
      <LanguageSwitch />
    </footer>
  );
}
