import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PropertyRow } from '../inspector/PropertyRow.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** Whether it is known how the vehicle itself moves: what stands still is interpolated wrongly where it is not. */
export function PosesRow(): ReactNode {
  const { t } = useTranslation();
  const { worldFromLabel } = useWorkspace().session.tracks.motion;
  const count = worldFromLabel.filter((pose) => pose !== undefined).length;
  const total = worldFromLabel.length;
  const Icon = count === total ? CircleCheck : TriangleAlert;
  const help = count === total ? t('track.posesHelp') : t('track.noPosesHelp');
  return (
    <PropertyRow label={t('track.poses')}>
      <span className="track-panel__poses" data-all={count === total} title={help}>
        <Icon size={14} strokeWidth={1.75} aria-hidden />
        {count === 0 ? t('track.noPoses') : t('track.posesOf', { count, total })}
      </span>
    </PropertyRow>
  );
}
