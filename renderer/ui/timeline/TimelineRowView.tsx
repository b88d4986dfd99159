import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Seen } from '#renderer/editor/session/trackLives.ts';
import { formatCount } from '#renderer/i18n/format.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';
import type { TimelineRow } from './timelineRows.ts';

export interface TimelineRowViewProps {
  readonly row: TimelineRow;
  readonly life: readonly Seen[];
  /** Frames in which something is found that nobody has decided on. */
  readonly found: number;
  /** Among all rows. */
  readonly index: number;
  readonly domId: string;
  readonly isFollowed: boolean;
}

/** An object's name and what its life is in words; the life itself is drawn over it. */
export function TimelineRowView({
  row,
  life,
  found,
  index,
  domId,
  isFollowed,
}: TimelineRowViewProps): ReactNode {
  const { t } = useTranslation();
  const { dataset } = useWorkspace();
  const { className, number, isStatic } = row;
  const ontologyClass = dataset.ontology.classes.find(({ name }) => name === className);
  const frames = isStatic ? t('timeline.static') : t('timeline.frames', { count: life.length });
  return (
    <div
      role="row"
      id={domId}
      className="timeline-row"
      aria-rowindex={index + 1}
      aria-selected={isFollowed}
      data-testid={TEST_IDS.timelineRow(number)}
    >
      <span role="rowheader" className="timeline-row__name" title={`${className} ${number}`}>
        <ClassSwatch of={ontologyClass} />
        <span className="timeline-row__class">{className}</span>
        <span className="timeline-row__number">{number}</span>
        <span className="timeline-row__frames">{frames}</span>
      </span>
      <span role="gridcell" className="timeline-row__life" aria-label={describeRow(life, found, t)} />
    </div>
  );
}

function describeRow(life: readonly Seen[], found: number, t: TFunction): string {
  const said = describeLife(life, t);
  return found === 0 ? said : `${said} · ${t('timeline.found', { count: found })}`;
}

function describeLife(life: readonly Seen[], t: TFunction): string {
  const [first, last] = [life[0], life.at(-1)];
  if (first === undefined || last === undefined) return t('timeline.nowhere');
  return t('timeline.life', {
    first: formatCount(first.index + 1),
    last: formatCount(last.index + 1),
    keyframes: formatCount(life.filter(({ kind }) => kind === 'keyframe').length),
    confirmed: formatCount(life.filter(({ isConfirmed }) => isConfirmed).length),
  });
}
