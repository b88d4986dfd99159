import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeFinding } from '#shared/quality/describeFinding.ts';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { findingKey, type Finding } from '#shared/quality/finding.ts';
import type { CuboidId, FrameId } from '#renderer/editor/document/records.ts';
import type { ListedFinding } from '#renderer/editor/review/findingGroups.ts';
import { entryOf } from '#renderer/editor/review/reviewRecords.ts';
import { Button } from '../controls/Button.tsx';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';
import { AskField } from './AskField.tsx';
import { describeFix } from './describeFix.ts';
import { FindingNumbers } from './FindingNumbers.tsx';
import { FrameState } from './FrameState.tsx';
import { Notes } from './Notes.tsx';
import { ObjectDetails } from './ObjectDetails.tsx';
import { SendBack } from './SendBack.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { nameOf, subjectOf } from './subject.ts';
import { useCurrentFinding, useCurrentObject, useRoom } from './useReview.ts';
import { VerdictLine } from './VerdictLine.tsx';
import './explanation.css';

/** What is wrong, in a sentence and in numbers, what would put it right, and what may be said to it. */
export function Explanation(): ReactNode {
  const { t } = useTranslation();
  const listed = useCurrentFinding();
  const object = useCurrentObject();
  const isOverview = useRoom((state) => state.isOverview);
  return (
    <section className="explanation" aria-label={t('review.explanation')}>
      {object !== undefined ? (
        <ObjectDetails key={object.key} object={object} />
      ) : listed === undefined ? (
        <EmptyState className="explanation__empty" text={t('review.pick')}>
          <KeyCaps command="review.next" />
        </EmptyState>
      ) : (
        <FindingDetails key={listed.key} listed={listed} />
      )}
      <FrameState />
      {/* Nobody sends back what the overview hides. */}
      {!isOverview && <SendBack />}
      <Notes />
    </section>
  );
}

function FindingDetails({ listed }: { readonly listed: ListedFinding }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const workspace = useWorkspace();
  const { session, sequence } = workspace;
  useDocumentSerial();
  const { finding } = listed;
  const { title, sentence } = describeFinding(withCameraName(finding, sequence), language);
  const subject = subjectOf(workspace, finding);
  const frame = sequence.frames.find(({ id }) => id === finding.frameId)?.name ?? '';
  const record =
    finding.objectId === undefined
      ? undefined
      : session.document.get(finding.objectId.toLowerCase() as CuboidId);
  const author = record?.provenance.author;
  const isWaiving = useRoom((state) => state.asking === 'waive');
  const lines = finding.fix === undefined ? [] : describeFix(finding.fix, record?.cuboid, t);
  return (
    <>
      <div className="panel-header">
        <SeverityIcon severity={finding.severity} />
        <h2 className="explanation__title" title={title}>
          {title}
        </h2>
        <span className="panel-count panel-header__end">{finding.rule}</span>
      </div>
      <div className="explanation__what" data-testid="finding-what">
        <div className="explanation__subject">
          {subject.class !== undefined && <ClassSwatch of={subject.ontologyClass} />}
          <b>{nameOf(subject)}</b>
          <span>
            {[
              t('review.frame', { frame }),
              ...(author === undefined ? [] : [t('review.labeledBy', { author })]),
            ].join(' · ')}
          </span>
        </div>
        <p className="explanation__sentence">{sentence}</p>
        <Standing listed={listed} />
      </div>
      <FindingNumbers finding={finding} />
      <div className="explanation__fix">
        <h3>{t('review.fix')}</h3>
        {lines.length === 0 ? <p>{t('review.noFix')}</p> : lines.map((line) => <p key={line}>{line}</p>)}
      </div>
      {isWaiving && (
        <div className="explanation__waive">
          <AskField
            label={t('review.waiveWhy')}
            isAsked
            onKeep={(text) => workspace.review.room.waive(text)}
            onLeave={() => workspace.review.room.show({ asking: undefined })}
          />
        </div>
      )}
    </>
  );
}

/** Sentences name cameras as the views do, not by their ids. */
function withCameraName(finding: Finding, { cameras }: Sequence): Finding {
  const { params } = finding;
  const name = cameras.find(({ id }) => id === params['camera'])?.name;
  return name === undefined ? finding : { ...finding, params: { ...params, camera: name } };
}

/** What was decided about it, and the way back. */
function Standing({ listed }: { readonly listed: ListedFinding }): ReactNode {
  const { t } = useTranslation();
  const { session, review } = useWorkspace();
  const { finding, standing } = listed;
  if (standing === 'open') return null;
  const frameId = finding.frameId as FrameId;
  const records = session.document.recordsIn(frameId);
  if (standing === 'waived') {
    const key = findingKey(finding);
    const waivers = records.reviews.flatMap((record) => entryOf(record) ?? []);
    const waiver = waivers.find((entry) => entry.kind === 'waiver' && entry.finding === key);
    const reason = waiver?.kind === 'waiver' ? waiver.reason : '';
    return (
      <p className="explanation__standing">
        {t('review.waived', { reason })}{' '}
        <Button look="link" onClick={() => review.room.unwaive()}>
          {t('review.unwaive')}
        </Button>
      </p>
    );
  }
  return <VerdictLine frameId={frameId} id={finding.objectId ?? finding.box2dId} standing={standing} />;
}
