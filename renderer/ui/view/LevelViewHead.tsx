import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LevelViewProps } from '#renderer/scene/SceneCanvas.tsx';
import { formatFixed } from '#renderer/i18n/format.ts';
import { SLICE_METRES } from '#renderer/scene/cameras/levelCamera.ts';
import { FrozenMark } from '../review/FrozenMark.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { MoveKeys } from './MoveKeys.tsx';

const NAMES = {
  side: ['view.sideRight', 'view.sideLeft'],
  rear: ['view.rear', 'view.front'],
} as const;

/** Over a view of the selected cuboid: which side it is seen from, and what to do where nothing is to be seen. */
export function LevelViewHead({ view, isThere, isFromOtherSide, isLarge }: LevelViewProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div className="view-head">
        <span className="view-head__name">{t(NAMES[view][isFromOtherSide ? 1 : 0])}</span>
        <MoveKeys viewId={view} />
        <FrozenMark />
        {isLarge && isThere && (
          <span className="view-head__note">{t('view.slice', { metres: formatFixed(SLICE_METRES, 1) })}</span>
        )}
      </div>
      {!isThere && view === 'side' && (
        <p className="view-empty">
          {t('inspector.empty')}
          <KeyCaps command="edit.selectNext" />
        </p>
      )}
    </>
  );
}
