import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingGroup, Grouping } from '#renderer/editor/review/findingGroups.ts';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { ruleTitle } from '#shared/quality/describeFinding.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { FindingRow } from './FindingRow.tsx';
import { SeverityIcon } from './SeverityIcon.tsx';
import { useRoom } from './useReview.ts';

/** Rows of a group in the page: nobody scrolls through thousands of the same, and the worst come first. */
const MOST_ROWS = 100;

/** The findings in groups, worst first; ↑ ↓ walk them, and every view goes along. */
export function FindingList(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { room } = workspace.review;
  const groups = useRoom((state) => state.groups);
  const current = useRoom((state) => state.current);
  const grouping = useRoom((state) => state.grouping);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    void room.step(by);
  };
  return (
    <div
      ref={list}
      className="finding-list"
      role="listbox"
      aria-label={t('review.title')}
      aria-activedescendant={current === undefined ? undefined : domIdOf(current)}
      tabIndex={0}
      data-main-focus
      onKeyDown={walk}
    >
      {groups.length === 0 && <span role="option" aria-selected={false} aria-label={t('review.noneHere')} />}
      {groups.map((group) => (
        <Group key={group.key} group={group} grouping={grouping} current={current} workspace={workspace} />
      ))}
    </div>
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

function domIdOf(key: string): string {
  return `finding-${key}`;
}
