import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { followTrack } from '#renderer/editor/session/followTrack.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useRowWindow } from '../objects/useRowWindow.ts';
import { useSettledTracks } from '../session/useCuboids.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';
import { ROW_HEIGHT } from './drawLife.ts';
import { keyframeNear, nearestSeen } from './lifeShapes.ts';
import { tellPlace } from './tellPlace.ts';
import { TimelineRowView } from './TimelineRowView.tsx';
import { timelineRows, type TimelineRow } from './timelineRows.ts';
import type { TimelineView } from './timelineView.ts';
import { useLanes } from './useLanes.ts';

/** A click this near to a keyframe means it, CSS pixels. */
const KEYFRAME_REACH = 6;
const ZOOM_KEY_STEP = 1.5;

/**
 * A row for each object. A click selects it and goes to that frame; ↑ ↓ walk the objects, ← → the frames. Only the rows in
 * sight are in the page, and their lives are drawn on one canvas.
 */
export function TimelineGrid({ view }: { readonly view: TimelineView }): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const { lives } = session.tracks;
  // A life that changes changes what its row says.
  useStore(lives.version);
  const followed = useEditor((state) => state.followed);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  const [shown, scrollTo] = useRowWindow(scroller, ROW_HEIGHT);
  const [rows, notePicked] = useRows(followed, scroller);
  useLanes({ canvas, scroller, view, rows });
  useEffect(() => tellPlace({ session, t, total: view.total, grid: scroller, said }), [session, t, view]);

  const pick = (trackId: TrackId, index: number | undefined): void => {
    notePicked(trackId);
    void followTrack(session, trackId, index === undefined ? undefined : lives.frameAt(index));
  };
  const hereIndex = (): number => {
    const { frameId } = session.state.getState();
    return (frameId && lives.indexOf(frameId)) ?? 0;
  };
  const onClick = (event: MouseEvent): void => {
    const row = rows[rowOf(event) ?? -1];
    if (row === undefined || canvas.current === null) return;
    const [x] = positionIn(canvas.current, event);
    if (x < 0) return pick(row.id, nearestSeen(lives.of(row.id), hereIndex()));
    const at = view.window.first + x / view.window.perFrame - 0.5;
    const near = keyframeNear(lives.of(row.id), at, KEYFRAME_REACH / view.window.perFrame);
    pick(row.id, near ?? view.frameAt(x));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const at = rows.findIndex(({ id }) => id === followed);
      const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
      if (next !== undefined) {
        pick(next.id, undefined);
        scrollTo(rows.indexOf(next));
      }
    } else if (event.key === 'ArrowLeft') void session.stepFrame(-1);
    else if (event.key === 'ArrowRight') void session.stepFrame(1);
    else if (event.key === 'Home') goToEnd(0);
    else if (event.key === 'End') goToEnd(-1);
    else if (event.key === '+' || event.key === '=') view.zoom(ZOOM_KEY_STEP, view.xOf(hereIndex()));
    else if (event.key === '-') view.zoom(1 / ZOOM_KEY_STEP, view.xOf(hereIndex()));
    else return;
    event.preventDefault();
  };
  const goToEnd = (end: 0 | -1): void => {
    const frame = sequence.frames.at(end);
    const index = frame && sequence.frames.indexOf(frame);
    const frameId = index === undefined ? undefined : lives.frameAt(index);
    if (frameId !== undefined) void session.goToFrame(frameId);
  };

  const end = Math.min(shown.end, rows.length);
  const first = Math.min(shown.first, end);
  const inPage = rows.slice(first, end);
  const activeId = inPage.some(({ id }) => id === followed) ? domIdOf(followed) : undefined;
  return (
    <>
      <div
        ref={scroller}
        className="timeline__grid"
        role={rows.length === 0 ? 'group' : 'grid'}
        aria-label={t('timeline.title')}
        aria-rowcount={rows.length === 0 ? undefined : rows.length}
        aria-activedescendant={activeId}
        tabIndex={0}
        data-main-focus
        data-testid={TEST_IDS.timelineLanes}
        onMouseDown={keepKeysInViews}
        onClick={onClick}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: first * ROW_HEIGHT }} />
        {inPage.map((row, i) => (
          <TimelineRowView
            key={row.id}
            row={row}
            life={lives.of(row.id)}
            index={first + i}
            domId={domIdOf(row.id)}
            isFollowed={row.id === followed}
          />
        ))}
        <div role="presentation" style={{ height: (rows.length - end) * ROW_HEIGHT }} />
        {rows.length === 0 && <NoTracks />}
      </div>
      <canvas ref={canvas} className="timeline__sheet timeline__lanes" aria-hidden />
      <span ref={said} className="visually-hidden" role="status" />
    </>
  );
}

function NoTracks(): ReactNode {
  const { t } = useTranslation();
  const isReadOnly = useEditor((state) => state.readOnly !== undefined);
  return (
    <EmptyState className="timeline__empty" text={t('timeline.empty')}>
      {!isReadOnly && (
        <>
          {t('timeline.emptyHelp')} <KeyCaps command="tool.draw" />
        </>
      )}
    </EmptyState>
  );
}

/** What was picked here stays where it is under the pointer; what was selected elsewhere comes first, in sight. */
function useRows(
  followed: TrackId | undefined,
  scroller: RefObject<HTMLElement | null>,
): readonly [readonly TimelineRow[], (picked: TrackId) => void] {
  const tracks = useSettledTracks();
  const picked = useRef<TrackId>(undefined);
  const [first, setFirst] = useState(followed);
  const comeFirst = useEffectEvent((id: TrackId | undefined) => {
    if (id === picked.current) return;
    picked.current = undefined;
    setFirst(id);
    if (id !== undefined) scroller.current?.scrollTo({ top: 0 });
  });
  useLayoutEffect(() => comeFirst(followed), [followed]);
  const rows = useMemo(() => timelineRows(tracks, first), [tracks, first]);
  return [rows, (id) => (picked.current = id)];
}

/** Of the row under the pointer, from 0. */
function rowOf({ target }: MouseEvent): number | undefined {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  return row === null ? undefined : Number(row.ariaRowIndex) - 1;
}

function domIdOf(id: TrackId | undefined): string {
  return `timeline-${id}`;
}
