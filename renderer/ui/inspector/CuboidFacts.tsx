import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { isFitMethod } from '#shared/labels/sidecar.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { groundDistance } from '../objects/objectRows.ts';
import { useCuboidValue } from '../session/useCuboids.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { PropertyRow } from './PropertyRow.tsx';

/** In rows of their own, where they can be changed. */
const SHOWN_ABOVE: ReadonlySet<string> = new Set(['occlusion', 'occluded', 'truncation']);

/** What follows from a cuboid, or is told about it, and is not edited here. */
export function CuboidFacts({ id }: { readonly id: CuboidId }): ReactNode {
  const { t } = useTranslation();
  const points = useEditor((state) => state.pointCounts.get(id));
  const distance = useCuboidValue(id, (record) => formatFixed(groundDistance(record.cuboid.centre), 1));
  const provenance = useCuboidValue(id, (record) => record.provenance);
  const attributes = useCuboidValue(id, (record) => record.attributes);
  if (provenance === undefined || distance === undefined) return null;
  const entries = Object.entries(attributes ?? {}).filter(([name]) => !SHOWN_ABOVE.has(name));
  const origin = [
    provenance.source === 'fitted' && isFitMethod(provenance.method)
      ? t(`inspector.methods.${provenance.method}`)
      : t(`inspector.sources.${provenance.source}`),
    ...(provenance.keyframe ? [t('inspector.keyframe')] : []),
    ...(provenance.author === undefined ? [] : [provenance.author]),
  ];
  return (
    <>
      <PropertyRow label={t('inspector.points')}>
        <b className="inspector__number">{points === undefined ? '–' : formatCount(points)}</b>
        <span className="inspector__faint">· {t('inspector.distance', { metres: distance })}</span>
      </PropertyRow>
      {entries.length > 0 && (
        <PropertyRow label={t('inspector.attributes')}>
          <span className="inspector__chips">
            {entries.map(([name, value]) => (
              <span key={name} className="chip" title={name}>
                {name}: {String(value)}
              </span>
            ))}
          </span>
        </PropertyRow>
      )}
      <PropertyRow label={t('inspector.origin')}>
        <span className="inspector__origin" title={origin.join(' · ')}>
          {origin.join(' · ')}
        </span>
      </PropertyRow>
    </>
  );
}
