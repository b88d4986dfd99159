import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingGroup, Grouping } from '#renderer/editor/review/findingGroups.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { ruleTitle } from '#shared/quality/describeFinding.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { FindingRow } from './FindingRow.tsx';
import { MOST_ROWS, ReviewListBox, domIdOf } from './ReviewListBox.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { useRoom } from './useReview.ts';

/** The findings in groups, worst first; ↑ ↓ walk them, and every view goes along. */
export function FindingList(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const groups = useRoom((state) => state.groups);
  const current = useRoom((state) => state.current);
  const grouping = useRoom((state) => state.grouping);
  return (
    <ReviewListBox label={t('review.title')} isEmpty={groups.length === 0}>
      {groups.map((group) => (
        <Group key={group.key} group={group} grouping={grouping} current={current} workspace={workspace} />
      ))}
    </ReviewListBox>
  );
}

interface GroupProps {
  readonly group: FindingGroup;
  readonly grouping: Grouping;
  readonly current: string | undefined;
  readonly workspace: Workspace;
}

function Group({ group, grouping, current, workspace }: GroupProps): ReactNode {
  const { t } = useTranslation();
  const title = useGroupTitle(group.key, grouping, workspace);
  const { room } = workspace.review;
  const rows = group.findings.filter(({ key }, i) => i < MOST_ROWS || key === current);
  const left = group.findings.length - rows.length;
  return (
    <ul
      role="group"
      aria-label={t('review.group', {
        severity: t(`review.severity.${group.severity}`),
        title,
        count: group.findings.length,
      })}
      className="finding-group"
    >
      {/* Said by the group's own name. */}
      <li role="presentation" className="finding-group__head" aria-hidden>
        <SeverityIcon severity={group.severity} />
        <span className="finding-group__title" title={title}>
          {title}
        </span>
        <span className="panel-count">{group.findings.length}</span>
      </li>
      {rows.map((listed) => (
        <FindingRow
          key={listed.key}
          listed={listed}
          isCurrent={listed.key === current}
          domId={domIdOf(listed.key)}
          hasTitle={grouping !== 'kind'}
          onPick={(key) => void room.lookAt(key)}
        />
      ))}
      {left > 0 && (
        <li role="presentation" className="finding-group__more" aria-hidden>
          {t('review.more', { count: left })}
        </li>
      )}
    </ul>
  );
}

function useGroupTitle(key: string, grouping: Grouping, { session, sequence }: Workspace): string {
  const { t } = useTranslation();
  const language = useLanguage();
  if (grouping === 'kind') return ruleTitle(key, language);
  if (grouping === 'camera')
    return sequence.cameras.find(({ id }) => id === key)?.name ?? (key || t('review.noCamera'));
  const track = session.document.get(key as TrackId);
  return track === undefined ? t('review.noTrack') : `${track.class} ${track.number}`;
}
