import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredCorrection } from '#shared/dataset/acceptedCorrection.ts';
import { isOf } from '#shared/dataset/applyCorrections.ts';
import { correctionReason } from '#shared/dataset/correctionReasons.ts';
import type { Camera } from '#shared/dataset/dataset.ts';
import { describeReason } from '#shared/problems/describeProblem.ts';
import { formatDay } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { withdraw } from './calibrationActions.ts';
import { useCheck } from './useCheck.ts';

/** What people accepted for cameras of the sequence; the last of each can be withdrawn. */
export function CorrectedCameras(): ReactNode {
  const { sequence } = useWorkspace();
  const corrections = useCheck((state) => state.corrections);
  return sequence.cameras.map((camera) => {
    const ofCamera = corrections.filter(({ accepted }) => isOf(accepted, sequence.id, camera.id));
    if (ofCamera.length === 0) return null;
    return <CorrectedCamera key={camera.id} camera={camera} corrections={ofCamera} />;
  });
}

function CorrectedCamera({
  camera,
  corrections,
}: {
  readonly camera: Camera;
  readonly corrections: readonly StoredCorrection[];
}): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const workspace = useWorkspace();
  const isApplied = corrections.every((stored) => stored.isApplied);
  const Icon = isApplied ? CircleCheck : TriangleAlert;
  return (
    <article className="finding" data-tone={isApplied ? 'corrected' : 'likely'}>
      <div className="finding__head">
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        <b>{camera.name}</b>
        <span className="finding__certainty">{t('calibration.corrected')}</span>
      </div>
      <div className="finding__body">
        {corrections.map((stored) => (
          <CorrectionLine key={JSON.stringify(stored)} stored={stored} />
        ))}
        <div className="finding__decide">
          <Button disabled={!workspace.writable} onClick={() => void withdraw(host, workspace, [camera.id])}>
            {t('calibration.withdraw')}
          </Button>
        </div>
      </div>
    </article>
  );
}

function CorrectionLine({
  stored: { accepted, isApplied },
}: {
  readonly stored: StoredCorrection;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const params = { reason: correctionReason(accepted.correction) };
  const at = Date.parse(accepted.acceptedAt ?? '');
  return (
    <p>
      {describeReason({ code: 'calibration.corrected', severity: 'info', params }, language)}
      <span className="finding__hint">
        {isApplied
          ? !Number.isNaN(at) && t('calibration.correctedSince', { day: formatDay(at) })
          : t('calibration.notApplied')}
      </span>
    </p>
  );
}
