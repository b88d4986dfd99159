import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleTitle } from '#shared/quality/describeFinding.ts';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import type { SampledObject } from '#renderer/editor/review/sample.ts';
import { formatMetres } from '#renderer/i18n/format.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';
import { NumberRow, PointsRow } from './FindingNumbers.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { StandingIcon } from './StandingIcon.tsx';
import { VerdictLine } from './VerdictLine.tsx';
import { nameOf, subjectOf } from './subject.ts';
import { useBoard } from './useReview.ts';

/** An object of the sample: what it is, what counts if it is judged, its numbers, and what was found on it. */
export function ObjectDetails({ object }: { readonly object: SampledObject }): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { session, sequence } = workspace;
  useDocumentSerial();
  const { key, frameId, drawnBy, standing } = object;
  const subject = subjectOf(workspace, { frameId, objectId: key, params: {} });
  const facts = useBoard((state) => state.frames.get(frameId)?.objects.get(key));
  const record = session.document.get(key as CuboidId);
  const frame = sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  return (
    <>
      <div className="panel-header">
        <ClassSwatch of={subject.ontologyClass} />
        <h2 className="explanation__title" title={nameOf(subject)}>
          {nameOf(subject)}
        </h2>
        <span className="panel-count panel-header__end">{t(`review.drawnAs.${drawnBy}`)}</span>
      </div>
      <div className="explanation__what" data-testid="finding-what">
        <div className="explanation__subject">
          {[
            t('review.frame', { frame }),
            ...(facts?.author === undefined ? [] : [t('review.labeledBy', { author: facts.author })]),
          ].join(' · ')}
        </div>
        <p>{t(`review.drawnHelp.${drawnBy}`)}</p>
        {standing !== 'open' && <VerdictLine frameId={frameId} id={key} standing={standing} />}
      </div>
      <dl className="finding-numbers" aria-label={t('review.numbers')}>
        {record !== undefined && (
          <NumberRow name={t('review.size')}>{record.cuboid.size.map(formatMetres).join(' × ')} m</NumberRow>
        )}
        {facts !== undefined && (
          <NumberRow name={t('review.distance')}>{formatMetres(facts.rangeMetres)} m</NumberRow>
        )}
        <PointsRow frameId={frameId} objectId={key} />
      </dl>
      <FoundOn objectId={key} />
    </>
  );
}

function FoundOn({ objectId }: { readonly objectId: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { room } = useWorkspace().review;
  useBoard((state) => state.findings);
  const found = room.findingsOf(objectId);
  return (
    <div className="explanation__fix">
      <h3>{t('review.onObject')}</h3>
      {found.length === 0 && <p>{t('review.nothingOnObject')}</p>}
      {found.map(({ key, finding, standing }) => (
        <button
          key={key}
          type="button"
          className="explanation__found"
          onMouseDown={keepKeysInViews}
          onClick={() => void room.lookAt(key)}
        >
          <SeverityIcon severity={finding.severity} />
          <span>{ruleTitle(finding.rule, language)}</span>
          <StandingIcon standing={standing} />
        </button>
      ))}
    </div>
  );
}
