import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { useTally } from '#renderer/state/tally.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { useCloudPoints } from '../session/useCloudPoints.ts';
import { TEST_IDS } from '../testIds.ts';
import { LabelPlace } from './LabelPlace.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { useHint } from './useHint.ts';

const MEMORY_AFTER_MS = 1000;

/** Left: what the mouse does now. Right: the day's work, the cloud and what it takes, and the language. */
export function StatusBar(): ReactNode {
  const { t } = useTranslation();
  const hint = useHint();
  const points = useCloudPoints();
  return (
    <footer className="status-bar" aria-label={t('region.status')}>
      <span className="status-bar__hint">{hint}</span>
      <LabelPlace />
      <Today />
      {points !== undefined && (
        <span data-testid={TEST_IDS.cloudPoints}>
          <b>{formatCount(points)}</b> {t('view.points')}
        </span>
      )}
      <Memory points={points} />
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

/** What the clouds take, in the workers and on the graphics card; asked again when another cloud is on screen. */
function Memory({ points }: { readonly points: number | undefined }): ReactNode {
  const { t } = useTranslation();
  const frameId = useEditor((state) => state.frameId);
  const [bytes, setBytes] = useState<{ readonly workers: number; readonly graphics: number }>();
  useEffect(() => {
    // Clouds ahead of this one arrive a moment later.
    const timer = setTimeout(() => {
      const { workerBytes, gpuBytes } = window.boxwrightDiagnostics ?? {};
      if (workerBytes !== undefined && gpuBytes !== undefined)
        setBytes({ workers: workerBytes, graphics: gpuBytes });
    }, MEMORY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [frameId, points]);
  if (bytes === undefined) return null;
  const title = t('status.memoryHelp', {
    workers: formatMegabytes(bytes.workers),
    graphics: formatMegabytes(bytes.graphics),
  });
  return (
    <span title={title}>
      {t('status.memory', { megabytes: formatMegabytes(bytes.workers + bytes.graphics) })}
    </span>
  );
}

function formatMegabytes(bytes: number): string {
  return formatCount(bytes / 2 ** 20);
}
