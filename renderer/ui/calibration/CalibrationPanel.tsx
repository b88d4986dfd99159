import { CircleCheck, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { walkFocus } from '../controls/walkFocus.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { focusCanvas } from '../shortcuts/regions.ts';
import { closeCheck, restoreFindings } from './calibrationActions.ts';
import { CorrectedCameras } from './CorrectedCameras.tsx';
import { FindingCard } from './FindingCard.tsx';
import { useCheck, useDismissedCount, useOpenFindings } from './useCheck.ts';
import { useTrial } from './useTrial.ts';
import './calibration.css';

/** What the check of the calibrations found, camera by camera, and what was corrected; in place of the object list. */
export function CalibrationPanel(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const findings = useOpenFindings();
  const root = useRef<HTMLElement>(null);
  useTrial();
  const close = (): void => {
    closeCheck(workspace);
    focusCanvas();
  };
  useEffect(() => {
    const panel = root.current;
    (panel?.querySelector<HTMLElement>('button.finding__head') ?? panel?.querySelector('button'))?.focus();
  }, []);
  return (
    <section
      ref={root}
      className="calibration"
      aria-label={t('calibration.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return walkFocus(event, root.current, 'button.finding__head');
        // Only this is left: the selection stays.
        event.preventDefault();
        close();
      }}
    >
      <div className="panel-header">
        <h2>{t('calibration.title')}</h2>
        {findings.length > 0 && <span className="panel-count">{findings.length}</span>}
        <IconButton className="panel-header__end" icon={X} name={t('app.close')} onClick={close} />
      </div>
      <div className="calibration__body">
        <Progress isClear={findings.length === 0} />
        {findings.map((made) => (
          <FindingCard key={JSON.stringify(made)} made={made} />
        ))}
        <CorrectedCameras />
        <Dismissed />
      </div>
    </section>
  );
}

/** How far the check has come, and what it looked at. */
function Progress({ isClear }: { readonly isClear: boolean }): ReactNode {
  const { t } = useTranslation();
  const progress = useCheck((state) => state.progress);
  const examined = useCheck((state) => state.examined);
  if (progress === 'failed')
    return (
      <p className="calibration__progress" data-tone="warning">
        <TriangleAlert size={14} strokeWidth={1.75} aria-hidden /> {t('calibration.failed')}
      </p>
    );
  if (examined === undefined)
    return (
      <p className="calibration__progress" role="status">
        <LoaderCircle size={14} strokeWidth={1.75} aria-hidden />
        {t(progress === 'waiting' ? 'calibration.waiting' : 'calibration.running')}
      </p>
    );
  const { cameras, frames, points } = examined;
  const facts = [
    t('calibration.examinedCameras', { count: cameras }),
    t('calibration.examinedFrames', { count: frames }),
    t('calibration.examinedPoints', { count: points, points: formatCount(points) }),
  ].join(t('report.separator'));
  return (
    <p className="calibration__progress" role="status" data-tone={isClear ? 'ok' : undefined}>
      {isClear && <CircleCheck size={14} strokeWidth={1.75} aria-hidden />}
      <span>
        {isClear && <b>{t('calibration.nothing')}</b>} {facts}
      </span>
    </p>
  );
}

function Dismissed(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const workspace = useWorkspace();
  const count = useDismissedCount();
  if (count === 0) return null;
  return (
    <p className="calibration__dismissed">
      {t('calibration.dismissed', { count })}{' '}
      <Button look="link" onClick={() => restoreFindings(host, workspace)}>
        {t('calibration.restore')}
      </Button>
    </p>
  );
}
