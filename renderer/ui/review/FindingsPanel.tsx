import { ListFilter, X } from 'lucide-react';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FILTERS, GROUPINGS, type FindingFilter } from '#renderer/editor/review/findingGroups.ts';
import { ChoiceMenu } from '../controls/ChoiceMenu.tsx';
import { IconButton } from '../controls/IconButton.tsx';
import { Segments } from '../controls/Segments.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { CheckProgress } from './CheckProgress.tsx';
import { FindingList } from './FindingList.tsx';
import { SampleFoot } from './SampleFoot.tsx';
import { SampleList } from './SampleList.tsx';
import { scopeName } from './scopeName.ts';
import { useBoard, useRoom, useSampleProgress } from './useReview.ts';
import './findings.css';

/** What was found, beside the views: the tabs of the room, the list, how far the check is, and the sample. */
export function FindingsPanel(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const filter = useRoom((state) => state.filter);
  const list = useRoom((state) => state.list);
  const openFindings = useRoom((state) => state.open);
  const progress = useSampleProgress();
  const open = list === 'findings' ? openFindings : (progress?.total ?? 0) - (progress?.done ?? 0);
  return (
    <section className="findings" aria-label={t('review.title')}>
      <div className="panel-header">
        <RoomTabs />
        <span className="panel-count findings__open">{t('review.openCount', { count: open })}</span>
        <ChoiceMenu<FindingFilter>
          icon={ListFilter}
          name={t('review.filter')}
          value={filter}
          choices={FILTERS.map((value) => ({ value, text: t(`review.filters.${value}`) }))}
          onChange={(value) => room.show({ filter: value })}
        />
      </div>
      {list === 'findings' ? (
        <>
          <Groupings />
          <Scope />
          <FindingList />
        </>
      ) : (
        <SampleList />
      )}
      <Empty />
      <CheckProgress />
      <SampleFoot />
    </section>
  );
}

function Groupings(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const grouping = useRoom((state) => state.grouping);
  return (
    <div className="findings__group">
      <Segments
        name={t('review.groupBy')}
        value={grouping}
        choices={GROUPINGS.map((value) => ({ value, text: t(`review.grouping.${value}`) }))}
        isDisabled={false}
        onChange={(value) => room.show({ grouping: value })}
      />
      <span className="findings__order" title={t('review.worstFirst')}>
        {t('review.worstFirst')}
      </span>
    </div>
  );
}

const TABS = ['overview', 'findings', 'sample'] as const;
type RoomTab = (typeof TABS)[number];

/** The parts of the room; ← → go from one to the next. */
function RoomTabs(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const shown = useRoom(({ isOverview, list }): RoomTab => (isOverview ? 'overview' : list));
  const list = useRef<HTMLDivElement>(null);
  const show = (tab: RoomTab): void => {
    room.show(tab === 'overview' ? { isOverview: true } : { isOverview: false, list: tab });
  };
  const walk = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = (TABS.indexOf(shown) + by + TABS.length) % TABS.length;
    show(TABS[next]!);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div ref={list} className="findings__tabs" role="tablist" aria-label={t('review.tabs')} onKeyDown={walk}>
      {TABS.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          className="tabs__tab"
          aria-selected={tab === shown}
          tabIndex={tab === shown ? 0 : -1}
          onMouseDown={keepKeysInViews}
          onClick={() => show(tab)}
        >
          {t(`review.${tab}`)}
        </button>
      ))}
    </div>
  );
}

/** The bar of the overview that was opened. */
function Scope(): ReactNode {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useRoom((state) => state.scope);
  if (scope === undefined) return null;
  const what = `${t(`review.scopeOf.${scope.kind}`)} ${scopeName(scope, workspace, t)}`;
  return (
    <div className="findings__scope">
      <span>{t('review.scope', { what })}</span>
      <IconButton
        icon={X}
        name={t('review.scopeEnd')}
        onClick={() => workspace.review.room.show({ scope: undefined })}
      />
    </div>
  );
}

function Empty(): ReactNode {
  const { t } = useTranslation();
  const list = useRoom((state) => state.list);
  const isEmpty = useRoom((state) => (state.list === 'findings' ? state.groups : state.sampled).length === 0);
  const total = useRoom((state) => state.total);
  const open = useRoom((state) => state.open);
  const progress = useBoard((state) => state.progress.kind);
  const sample = useSampleProgress();
  const frameId = useEditor((state) => state.frameId);
  if (!isEmpty || frameId === undefined) return null;
  const isOver = progress === 'done';
  const ofFindings =
    total === 0 ? (isOver ? 'none' : 'wait') : open === 0 && isOver ? 'noneOpen' : 'noneHere';
  const ofSample =
    sample === undefined
      ? 'sampleWait'
      : sample.total === 0
        ? 'sampleNone'
        : sample.done === sample.total
          ? 'sampleDone'
          : 'noneHere';
  const text = list === 'findings' ? ofFindings : ofSample;
  return <p className="empty-state findings__empty">{t(`review.${text}`)}</p>;
}
