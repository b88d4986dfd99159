import { TriangleAlert } from 'lucide-react';
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { degreesFromRadians } from '#shared/geometry/angle.ts';
import type { Batch } from '#renderer/batch/batch.ts';
import type { CuboidRecord, FrameId } from '#renderer/editor/document/records.ts';
import { formatCount, formatDegrees, formatMetres } from '#renderer/i18n/format.ts';

export interface BatchFootProps {
  readonly batch: Batch;
  readonly frameId: FrameId;
  readonly record: CuboidRecord | undefined;
}

/** Less than this (degrees) says nothing: a fit is unsure by as much. */
const TOLD_DEGREES = 1;

/** What the points of a frame say of the cuboid: how many it holds, and how far off a fit to them would be. */
export function BatchFoot({ batch, frameId, record }: BatchFootProps): ReactNode {
  return (
    <p className="batch-column__foot">
      {record !== undefined && <Points batch={batch} frameId={frameId} record={record} />}
      {record !== undefined && <Delta batch={batch} frameId={frameId} />}
    </p>
  );
}

function Points({ batch, frameId, record }: BatchFootProps): ReactNode {
  const { t } = useTranslation();
  // The crop is a new object whenever it changes.
  useSyncExternalStore(useSubscribe(batch, frameId), () => batch.crops.get(frameId));
  const count = record && batch.countInside(frameId, record.cuboid);
  if (count === undefined) return <span />;
  const text = t('batch.points', { count: count.points, points: formatCount(count.points) });
  return (
    <span className="batch-column__points">
      {count.isEstimate ? '≈ ' : ''}
      {text}
    </span>
  );
}

function Delta({ batch, frameId }: Omit<BatchFootProps, 'record'>): ReactNode {
  const { t } = useTranslation();
  const delta = useSyncExternalStore(useSubscribe(batch, frameId), () => batch.deltas.get(frameId));
  if (delta === undefined) return <span className="batch-column__delta">Δ …</span>;
  if (delta === 'none')
    return (
      <span className="batch-column__delta" title={t('batch.delta.none')}>
        Δ — <span className="visually-hidden">{t('batch.delta.none')}</span>
      </span>
    );
  const degrees = degreesFromRadians(delta.radians ?? 0);
  const metres = `${formatMetres(delta.metres)} m`;
  const text = degrees < TOLD_DEGREES ? metres : `${metres} ${formatDegrees(degrees)}`;
  const help = t(delta.isFar ? 'batch.delta.far' : 'batch.delta.near', { delta: text });
  return (
    <span className="batch-column__delta" data-far={delta.isFar} title={help}>
      {delta.isFar && <TriangleAlert size={13} strokeWidth={1.75} aria-label={t('batch.delta.look')} />}Δ{' '}
      {text}
    </span>
  );
}

function useSubscribe(batch: Batch, frameId: FrameId): (listener: () => void) => () => void {
  return useCallback((listener) => batch.subscribe(frameId, listener), [batch, frameId]);
}
