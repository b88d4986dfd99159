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
import { scopeName } from './scopeName.ts';
import { useBoard, useRoom } from './useReview.ts';
import './findings.css';

/** What was found, beside the views: the tabs of the room, the list, how far the check is, and the sample. */
export function FindingsPanel(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const filter = useRoom((state) => state.filter);
  const grouping = useRoom((state) => state.grouping);
  const open = useRoom((state) => state.open);
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
      <div className="findings__group">
        <Segments
          name={t('review.groupBy')}
          value={grouping}
          choices={GROUPINGS.map((value) => ({ value, text: t(`review.grouping.${value}`) }))}
          isDisabled={false}
          onChange={(value) => room.show({ grouping: value })}
        />
        <span className="findings__order">{t('review.worstFirst')}</span>
      </div>
      <Scope />
      <FindingList />
      <Empty />
      <CheckProgress />
      <SampleFoot />
    </section>
  );
}

/** Overview or findings; ← → change it. */
function RoomTabs(): ReactNode {
  const { t } = useTranslation();
  const { room } = useWorkspace().review;
  const isOverview = useRoom((state) => state.isOverview);
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
    event.preventDefault();
    room.show({ isOverview: !isOverview });
    list.current?.querySelector<HTMLElement>('[aria-selected="false"]')?.focus();
  };
  const tab = (isOf: boolean, text: string): ReactNode => (
    <button
      type="button"
      role="tab"
      className="tabs__tab"
      aria-selected={isOf === isOverview}
      tabIndex={isOf === isOverview ? 0 : -1}
      onMouseDown={keepKeysInViews}
      onClick={() => room.show({ isOverview: isOf })}
    >
      {text}
    </button>
  );
  return (
    <div ref={list} className="findings__tabs" role="tablist" aria-label={t('review.tabs')} onKeyDown={walk}>
      {tab(true, t('review.overview'))}
      {tab(false, t('review.findings'))}
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
  const isEmpty = useRoom((state) => state.groups.length === 0);
  const total = useRoom((state) => state.total);
  const open = useRoom((state) => state.open);
  const progress = useBoard((state) => state.progress.kind);
  const frameId = useEditor((state) => state.frameId);
  if (!isEmpty || frameId === undefined) return null;
  const isOver = progress === 'done';
  const text = total === 0 ? (isOver ? 'none' : 'wait') : open === 0 && isOver ? 'noneOpen' : 'noneHere';
  return <p className="empty-state findings__empty">{t(`review.${text}`)}</p>;
}
