import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedFinding } from '#renderer/editor/review/findingGroups.ts';
import { formatCount, formatFixed } from '#renderer/i18n/format.ts';
import { ruleTitle } from '#shared/quality/describeFinding.ts';
import { ClassSwatch } from '../controls/ClassSwatch.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { StandingIcon } from './StandingIcon.tsx';
import { keyNumber, nameOf, subjectOf } from './subject.ts';

export interface FindingRowProps {
  readonly listed: ListedFinding;
  readonly isCurrent: boolean;
  readonly domId: string;
  /** The list is grouped by kind: its heading says what the row need not. */
  readonly hasTitle: boolean;
  onPick(key: string): void;
}

/** One finding in the list: what it is about, where, and its number. */
export const FindingRow = memo(function FindingRow(props: FindingRowProps): ReactNode {
  const { listed, isCurrent, domId, hasTitle, onPick } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const workspace = useWorkspace();
  const { finding, standing } = listed;
  const subject = subjectOf(workspace, finding);
  const title = ruleTitle(finding.rule, language);
  const frame = workspace.sequence.frames.find(({ id }) => id === finding.frameId)?.name ?? '';
  const camera = workspace.sequence.cameras.find(({ id }) => id === finding.camera)?.name ?? '';
  const name = nameOf(subject) || camera || frame;
  const number = keyNumber(finding);
  return (
    <li
      id={domId}
      role="option"
      aria-selected={isCurrent}
      aria-label={t('review.row', {
        title,
        object: name,
        frame,
        standing: t(`review.standing.${standing}`),
      })}
      className={standing === 'open' ? 'finding-row' : 'finding-row is-decided'}
      data-standing={standing}
      onMouseDown={keepKeysInViews}
      onClick={() => onPick(listed.key)}
    >
      {subject.class === undefined ? <span /> : <ClassSwatch of={subject.ontologyClass} />}
      <span className="finding-row__name" title={hasTitle ? title : name}>
        <span className="finding-row__text">{hasTitle ? title : subject.class}</span>
        {!hasTitle && <span className="finding-row__number">{subject.number ?? '—'}</span>}
      </span>
      <span className="finding-row__frame">{frame}</span>
      <span className="finding-row__camera">{camera}</span>
      <span className="finding-row__value">
        {number === undefined
          ? ''
          : number.name === 'points'
            ? t('review.points', { points: formatCount(number.value) })
            : formatFixed(number.value, number.name === 'sigma' ? 1 : 2)}
      </span>
      <StandingIcon standing={standing} />
    </li>
  );
});
