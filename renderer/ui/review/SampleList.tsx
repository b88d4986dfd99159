import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DRAWN_BY, type DrawnBy, type SampledObject } from '#renderer/editor/review/sample.ts';
import { SEVERITIES } from '#shared/quality/finding.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { MOST_ROWS, ReviewListBox, domIdOf } from './ReviewListBox.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { StandingIcon } from './StandingIcon.tsx';
import { nameOf, subjectOf } from './subject.ts';
import { useRoom } from './useReview.ts';

/** The objects of the sample, found fault with or not; ↑ ↓ walk them, and every view goes along. */
export function SampleList(): ReactNode {
  const { t } = useTranslation();
  const sampled = useRoom((state) => state.sampled);
  return (
    <ReviewListBox label={t('review.sampled')} isEmpty={sampled.length === 0}>
      {DRAWN_BY.map((drawnBy) => (
        <Drawn
          key={drawnBy}
          drawnBy={drawnBy}
          objects={sampled.filter((object) => object.drawnBy === drawnBy)}
        />
      ))}
    </ReviewListBox>
  );
}

interface DrawnProps {
  readonly drawnBy: DrawnBy;
  readonly objects: readonly SampledObject[];
}

function Drawn({ drawnBy, objects }: DrawnProps): ReactNode {
  const { t } = useTranslation();
  const current = useRoom((state) => state.current);
  if (objects.length === 0) return null;
  const title = t(`review.drawnBy.${drawnBy}`);
  const rows = objects.filter(({ key }, i) => i < MOST_ROWS || key === current);
  const left = objects.length - rows.length;
  return (
    <ul role="group" aria-label={title}>
      {/* Said by the group's own name. */}
      <li role="presentation" className="finding-group__head" aria-hidden>
        <span className="finding-group__title">{title}</span>
        <span className="panel-count">{objects.length}</span>
      </li>
      {rows.map((object) => (
        <SampleRow key={object.key} object={object} isCurrent={object.key === current} />
      ))}
      {left > 0 && (
        <li role="presentation" className="finding-group__more" aria-hidden>
          {t('review.moreSampled', { count: left })}
        </li>
      )}
    </ul>
  );
}

interface SampleRowProps {
  readonly object: SampledObject;
  readonly isCurrent: boolean;
}

/** One object: what it is, where, the worst that is open of it, and what was said of it. */
function SampleRow({ object, isCurrent }: SampleRowProps): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { room } = workspace.review;
  const { key, frameId, standing } = object;
  const subject = subjectOf(workspace, { frameId, objectId: key, params: {} });
  const frame = workspace.sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  const open = room.findingsOf(key).filter((listed) => listed.standing === 'open');
  const worst = SEVERITIES.find((severity) => open.some(({ finding }) => finding.severity === severity));
  return (
    <li
      id={domIdOf(key)}
      role="option"
      aria-selected={isCurrent}
      aria-label={t('review.sampledRow', {
        object: nameOf(subject),
        frame,
        standing: t(`review.standing.${standing}`),
      })}
      className={`finding-row is-of-sample${standing === 'open' ? '' : ' is-decided'}`}
      data-standing={standing}
      onMouseDown={keepKeysInViews}
      onClick={() => void room.lookAt(key)}
    >
      <ClassSwatch of={subject.ontologyClass} />
      <span className="finding-row__name" title={nameOf(subject)}>
        <span className="finding-row__text">{subject.class}</span>
        <span className="finding-row__number">{subject.number ?? '—'}</span>
      </span>
      <span className="finding-row__frame">{frame}</span>
      <span className="finding-row__value">{worst && <SeverityIcon severity={worst} />}</span>
      <StandingIcon standing={standing} />
    </li>
  );
}
