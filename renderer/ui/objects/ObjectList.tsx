import { ArrowDownWideNarrow } from 'lucide-react';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CuboidId } from '#renderer/editor/document/records.ts';
import { ChoiceMenu } from '../controls/ChoiceMenu.tsx';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useSettledCuboids, useSettledPoints, useSettledTracks } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { ImageOnlyList } from './ImageOnlyList.tsx';
import { ObjectRow } from './ObjectRow.tsx';
import {
  filterRows,
  objectRows,
  SORT_ORDERS,
  sortRows,
  type ObjectRowData,
  type SortOrder,
} from './objectRows.ts';
import { ROW_HEIGHT } from './rowWindow.ts';
import { useRowWindow } from './useRowWindow.ts';
import './objects.css';

/**
 * The objects of the frame, nearest first. ↑ ↓ select, Shift adds. Only the rows in sight are in the page: there may be
 * thousands.
 */
export function ObjectList(): ReactNode {
  const { t } = useTranslation();
  const { session, dataset } = useWorkspace();
  const [order, setOrder] = useState<SortOrder>('distance');
  const [filter, setFilter] = useState('');
  const points = useSettledPoints();
  const { rows, total } = useRows(order, filter, points);
  const active = useEditor((state) => state.selection.at(-1));
  const list = useRef<HTMLUListElement>(null);
  const [shown, scrollTo] = useRowWindow(list);
  const classes = useMemo(
    () => new Map(dataset.ontology.classes.map((ontologyClass) => [ontologyClass.name, ontologyClass])),
    [dataset],
  );

  // Tab in the views walks the objects as they are listed.
  useEffect(() => {
    session.state.setState({ listed: rows.map(({ id }) => id) });
  }, [session, rows]);

  /** Pressed in the list, where it is in sight already: a list that scrolls under the pointer is a nuisance. */
  const picked = useRef<CuboidId>(undefined);
  const pick = useCallback(
    (row: ObjectRowData, isAdding: boolean) => {
      const { selection } = session.state.getState();
      const next = isAdding ? toggled(selection, row.id) : [row.id];
      picked.current = next.at(-1);
      session.select(next);
    },
    [session],
  );
  const hover = useCallback((row: ObjectRowData | undefined) => session.hover(row?.id), [session]);

  const bringInSight = useEffectEvent((id: CuboidId) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index >= 0) scrollTo(index);
  });
  useEffect(() => {
    if (active !== undefined && active !== picked.current) bringInSight(active);
    picked.current = undefined;
  }, [active]);
  const end = Math.min(shown.end, rows.length);
  const first = Math.min(shown.first, end);
  const inPage = rows.slice(first, end);
  // Past React: one object more or less would draw every row anew.
  useLayoutEffect(() => {
    list.current?.querySelectorAll('[role="option"]').forEach((option, index) => {
      option.ariaPosInSet = String(first + index + 1);
      option.ariaSetSize = String(rows.length);
    });
  });

  return (
    <section className="objects" aria-label={t('region.objects')}>
      <div className="panel-header">
        <h2>{t('objects.title')}</h2>
        <span className="panel-count">{total}</span>
        <input
          className="text-input objects__filter"
          type="search"
          aria-label={t('objects.filter')}
          placeholder={t('objects.filterShort')}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            setFilter('');
            list.current?.focus();
          }}
        />
        <ChoiceMenu<SortOrder>
          icon={ArrowDownWideNarrow}
          name={t('objects.sort')}
          value={order}
          choices={SORT_ORDERS.map((value) => ({ value, text: t(`objects.sortBy.${value}`) }))}
          onChange={setOrder}
        />
      </div>
      <ul
        ref={list}
        className="objects__list"
        role="listbox"
        aria-label={t('objects.title')}
        aria-multiselectable="true"
        aria-activedescendant={
          active !== undefined && inPage.some(({ id }) => id === active) ? domIdOf(active) : undefined
        }
        tabIndex={0}
        onKeyDown={(event) => {
          const next = rowByKey(event, rows, active);
          if (next === undefined) return;
          event.preventDefault();
          session.select(
            event.shiftKey ? [...new Set([...session.state.getState().selection, next.id])] : [next.id],
          );
        }}
      >
        <RowSpace rows={first} />
        {inPage.map((row) => (
          <ObjectRow
            key={row.id}
            row={row}
            points={points.get(row.id)}
            ontologyClass={classes.get(row.class)}
            domId={domIdOf(row.id)}
            onPick={pick}
            onHover={hover}
          />
        ))}
        <RowSpace rows={rows.length - end} />
      </ul>
      {rows.length === 0 && <EmptyList isFiltered={total > 0} />}
      <ImageOnlyList />
    </section>
  );
}

/** Stands for rows that are not in the page. Room inside the list: as its padding it would stretch the list itself. */
function RowSpace({ rows }: { readonly rows: number }): ReactNode {
  return <li role="presentation" style={{ height: rows * ROW_HEIGHT }} />;
}

function EmptyList({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  const { t } = useTranslation();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  if (isFiltered) return <p className="empty-state objects__empty">{t('objects.noMatch')}</p>;
  return (
    <EmptyState className="objects__empty" text={t('objects.empty')}>
      {!isReadOnly && (
        <>
          {t('objects.emptyHelp')} <KeyCaps command="tool.draw" />
        </>
      )}
    </EmptyState>
  );
}

const NO_POINTS: ReadonlyMap<CuboidId, number> = new Map();

function useRows(
  order: SortOrder,
  filter: string,
  points: ReadonlyMap<CuboidId, number>,
): { rows: readonly ObjectRowData[]; total: number } {
  const frameId = useEditor((state) => state.frameId);
  const cuboids = useSettledCuboids(frameId);
  const tracks = useSettledTracks();
  const all = useMemo(() => objectRows(cuboids, tracks), [cuboids, tracks]);
  // Counts that arrive must not sort a long list again by something else.
  const byPoints = order === 'points' ? points : NO_POINTS;
  const rows = useMemo(
    () => filterRows(sortRows(all, order, byPoints), filter),
    [all, order, byPoints, filter],
  );
  return { rows, total: all.length };
}

function rowByKey(
  event: KeyboardEvent,
  rows: readonly ObjectRowData[],
  active: CuboidId | undefined,
): ObjectRowData | undefined {
  const at = rows.findIndex(({ id }) => id === active);
  switch (event.key) {
    case 'ArrowDown':
      return rows[Math.min(rows.length - 1, at + 1)];
    case 'ArrowUp':
      return rows[at < 0 ? rows.length - 1 : Math.max(0, at - 1)];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}

function toggled(selection: readonly CuboidId[], id: CuboidId): readonly CuboidId[] {
  return selection.includes(id) ? selection.filter((other) => other !== id) : [...selection, id];
}

function domIdOf(id: CuboidId): string {
  return `object-${id}`;
}
