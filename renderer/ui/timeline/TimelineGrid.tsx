import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { TrackId } from '#renderer/editor/document/records.ts';
import { followTrack } from '#renderer/editor/session/followTrack.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import { EmptyState } from '../controls/EmptyState.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { zoomOf } from '../controls/zoomOf.ts';
import { useRowWindow } from '../objects/useRowWindow.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';
import { ROW_HEIGHT } from './drawLife.ts';
import { keyframeNear, nearestSeen } from './lifeShapes.ts';
import { tellPlace } from './tellPlace.ts';
import { TimelineMenu, type TimelineMenuRequest } from './TimelineMenu.tsx';
import { TimelineRowView } from './TimelineRowView.tsx';
import type { TimelineView } from './timelineView.ts';
import { useKeyframeDrag } from './useKeyframeDrag.ts';
import { useLanes } from './useLanes.ts';
import { useTimelineRows } from './useTimelineRows.ts';

/** A click this near to a keyframe means it, CSS pixels. */
const KEYFRAME_REACH = 6;
const ZOOM_KEY_STEP = 1.5;

/**
 * A row for each object. A click selects it and goes to that frame; ↑ ↓ walk the objects, ← → the frames; the right button
 * and the menu key have what can be done there; a keyframe can be dragged along. Only the rows in sight are in the page,
 * and their lives are drawn on one canvas.
 */
export function TimelineGrid({ view }: { readonly view: TimelineView }): ReactNode {
  const { t } = useTranslation();
  const { session, sequence, review } = useWorkspace();
  const { lives } = session.tracks;
  // A life that changes changes what its row says, and so does what is found in it.
  useStore(lives.version);
  useStore(review.checking.board.store);
  const followed = useEditor((state) => state.followed);
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const said = useRef<HTMLSpanElement>(null);
  const [shown, scrollTo] = useRowWindow(scroller, ROW_HEIGHT);
  const [rows, notePicked] = useTimelineRows(followed, scroller);
  const [menu, setMenu] = useState<TimelineMenuRequest>();
  const closeMenu = useCallback(() => setMenu(undefined), []);
  const painter = useLanes({ canvas, scroller, view, rows });
  useEffect(() => tellPlace({ session, t, total: view.total, grid: scroller, said }), [session, t, view]);

  const pick = (trackId: TrackId, index: number | undefined): Promise<void> => {
    notePicked(trackId);
    return followTrack(session, trackId, index === undefined ? undefined : lives.frameAt(index));
  };
  const drag = useKeyframeDrag({
    grid: scroller,
    lanes: canvas,
    painter,
    view,
    trackAt: (target) => rows[rowOf(target) ?? -1]?.id,
    onMoved: pick,
  });
  const hereIndex = (): number => {
    const { frameId } = session.state.getState();
    return (frameId && lives.indexOf(frameId)) ?? 0;
  };
  /** The object and the frame under the pointer; over a name, the frame of its life that is nearest. */
  const placeAt = (event: MouseEvent): Pick<TimelineMenuRequest, 'trackId' | 'index'> | undefined => {
    const row = rows[rowOf(event.target) ?? -1];
    if (row === undefined || canvas.current === null) return undefined;
    const [x] = positionIn(canvas.current, event);
    const { id: trackId } = row;
    if (x < 0) return { trackId, index: nearestSeen(lives.of(trackId), hereIndex()) ?? hereIndex() };
    const at = view.window.first + x / view.window.perFrame - 0.5;
    const near = keyframeNear(lives.of(trackId), at, KEYFRAME_REACH / view.window.perFrame);
    return { trackId, index: near ?? view.frameAt(x) };
  };
  const onClick = (event: MouseEvent): void => {
    const place = drag.current?.hasDragged === true ? undefined : placeAt(event);
    if (place !== undefined) void pick(place.trackId, place.index);
  };
  const openMenu = (
    { trackId, index }: Pick<TimelineMenuRequest, 'trackId' | 'index'>,
    { clientX, clientY }: TimelineMenuRequest['at'],
  ): void => {
    drag.current?.cancel();
    setMenu({ trackId, index, at: { clientX, clientY }, ready: pick(trackId, index) });
  };
  /** By keys: of the object that is followed, in the frame on screen, at its row. */
  const openMenuHere = (): void => {
    const row = followed && document.getElementById(domIdOf(followed));
    if (!row || canvas.current === null) return;
    const index = hereIndex();
    const { left } = canvas.current.getBoundingClientRect();
    const zoom = zoomOf(canvas.current);
    const clientX = left + Math.max(0, view.xOf(index)) * zoom;
    openMenu({ trackId: followed, index }, { clientX, clientY: row.getBoundingClientRect().top });
  };
  const onContextMenu = (event: MouseEvent): void => {
    event.preventDefault();
    // Asked for by a key, it comes without a button.
    if (event.button !== 2) return menu === undefined ? openMenuHere() : undefined;
    const place = placeAt(event);
    if (place !== undefined) openMenu(place, event);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const at = rows.findIndex(({ id }) => id === followed);
      const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
      if (next !== undefined) {
        void pick(next.id, undefined);
        scrollTo(rows.indexOf(next));
      }
    } else if (event.key === 'ArrowLeft') void session.stepFrame(-1);
    else if (event.key === 'ArrowRight') void session.stepFrame(1);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenuHere();
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
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: first * ROW_HEIGHT }} />
        {inPage.map((row, i) => (
          <TimelineRowView
            key={row.id}
            row={row}
            life={lives.of(row.id)}
            found={review.checking.byTrack.of(row.id).size}
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
      {menu !== undefined && <TimelineMenu request={menu} onClose={closeMenu} />}
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

/** Of the row under the pointer, from 0. */
function rowOf(target: EventTarget | null): number | undefined {
  const row = target instanceof Element ? target.closest('[role="row"]') : null;
  return row === null ? undefined : Number(row.ariaRowIndex) - 1;
}

function domIdOf(id: TrackId | undefined): string {
  return `timeline-${id}`;
}
