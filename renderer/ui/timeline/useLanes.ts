import { useEffect, useEffectEvent, useRef, type RefObject } from 'react';
import { shownTheme } from '#renderer/state/theme.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { classColorOf } from '#renderer/images/classColorOf.ts';
import { colorOnTheme } from '../controls/classColor.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { LanePainter } from './lanePainter.ts';
import type { TimelineRow } from './timelineRows.ts';
import type { TimelineView } from './timelineView.ts';

export interface LanesOptions {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly view: TimelineView;
  readonly rows: readonly TimelineRow[];
}

/** Draws the lives of rows on a canvas over them, and keeps the width of all that is drawn the same. Answers who draws them. */
export function useLanes({ canvas, scroller, view, rows }: LanesOptions): RefObject<LanePainter | undefined> {
  const { session, dataset, review } = useWorkspace();
  const painter = useRef<LanePainter>(undefined);
  const showRows = useEffectEvent(() => painter.current?.show(rows));
  useEffect(() => {
    const [sheet, list] = [canvas.current, scroller.current];
    if (sheet === null || list === null) return undefined;
    const colorOf = classColorOf(dataset);
    const made = new LanePainter({
      canvas: sheet,
      scroller: list,
      view,
      lives: session.tracks.lives,
      findings: review.checking.byTrack,
      classColor: (name) => colorOnTheme(colorOf(name), shownTheme(usePreferences.getState())),
    });
    painter.current = made;
    showRows();
    const fit = (): void => {
      list.parentElement?.style.setProperty('--timeline-gutter', `${list.offsetWidth - list.clientWidth}px`);
      view.resize(sheet.clientWidth);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(list);
    return () => {
      observer.disconnect();
      painter.current = undefined;
      made.dispose();
    };
  }, [canvas, scroller, view, session, dataset, review]);
  useEffect(() => painter.current?.show(rows), [rows]);
  return painter;
}
