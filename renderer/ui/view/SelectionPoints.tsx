import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { useCuboidValue, useTrack } from '../session/useCuboids.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';

/** The selected object and how many points are in it, live. */
export function SelectionPoints(): ReactNode {
  const id = useEditor((state) => (state.selection.length === 1 ? state.selection[0] : undefined));
  return id === undefined ? null : <PointsOf id={id} />;
}

function PointsOf({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  const track = useTrack(useCuboidValue(id, (record) => record.trackId));
  const points = useEditor((state) => state.pointCounts.get(id));
  if (track === undefined || points === undefined) return null;
  return (
    <div
      className="selection-points"
      title={t('view.selectionPoints')}
      data-testid={TEST_IDS.selectionPoints}
    >
      {track.class} {track.number} <b>{formatCount(points)}</b> {t('view.points')}
    </div>
  );
}
