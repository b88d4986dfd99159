import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { PropertyRow } from '../inspector/PropertyRow.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { lifeFacts } from './lifeFacts.ts';
import { useLife } from './useLife.ts';

/** From when to when the object is labelled, and how closely people have set it. */
export function LifeRows({ id }: { readonly id: TrackId }): ReactNode {
  const { t } = useTranslation();
  const { motion } = useWorkspace().session.tracks;
  const facts = lifeFacts(useLife(id), motion);
  if (facts === undefined) return <PropertyRow label={t('track.life')}>{t('timeline.nowhere')}</PropertyRow>;
  const { first, last, seconds, missing, keyframes, spacing } = facts;
  const beside = [
    ...(seconds === undefined ? [] : [`${formatFixed(seconds, 2)} s`]),
    ...(missing === 0 ? [] : [t('track.missing', { count: missing })]),
  ];
  return (
    <>
      <PropertyRow label={t('track.life')}>
        <span className="track-panel__value">
          {t('track.frames', { first: formatCount(first), last: formatCount(last) })}
        </span>
        {beside.length > 0 && <Beside text={beside.join(' · ')} />}
      </PropertyRow>
      <PropertyRow label={t('track.keyframes')}>
        <span className="track-panel__value">{formatCount(keyframes)}</span>
        {spacing !== undefined && <Beside text={t('track.every', { count: spacing })} />}
      </PropertyRow>
    </>
  );
}

function Beside({ text }: { readonly text: string }): ReactNode {
  return (
    <span className="inspector__faint" title={text}>
      · {text}
    </span>
  );
}
