import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { uiScaleOf, usePreferences } from '#renderer/state/preferences.ts';
import { changePanelWidth } from '../shell/panelLayout.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { clampTimeline, timelineHeightCss, timelineRange } from './timelineHeight.ts';

const STEP = 22;

/** The upper edge of the timeline, dragged or moved by ↑ ↓; a double-click gives the usual height back. */
export function TimelineEdge(): ReactNode {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => (ref.current === null ? undefined : tellHeight(ref.current)), []);
  return (
    <div
      ref={ref}
      className="timeline__edge"
      role="separator"
      aria-orientation="horizontal"
      aria-label={t('panel.timeline')}
      tabIndex={0}
      onMouseDown={keepKeysInViews}
      onPointerDown={drag}
      onDoubleClick={() => changePanelWidth('timeline', undefined)}
      onKeyDown={press}
    />
  );
}

function press(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowUp' ? STEP : event.key === 'ArrowDown' ? -STEP : 0;
  if (step === 0) return;
  event.preventDefault();
  changePanelWidth('timeline', clampTimeline(heightOf(event.currentTarget) + step, windowHeight()));
}

/** Only a CSS variable of the shell changes until the pointer is let go; Escape gives the height back. */
function drag(start: PointerEvent<HTMLDivElement>): void {
  const edge = start.currentTarget;
  const shell = edge.closest<HTMLElement>('.shell');
  if (start.button !== 0 || shell === null) return;
  const before = shell.style.getPropertyValue('--h-timeline');
  const from = heightOf(edge);
  const startY = start.clientY;
  let height: number | undefined;
  const listening = new AbortController();
  const { signal } = listening;
  const giveBack = (): void => {
    listening.abort();
    shell.style.setProperty('--h-timeline', before);
  };
  edge.setPointerCapture(start.pointerId);
  edge.addEventListener(
    'pointermove',
    ({ clientY }: globalThis.PointerEvent) => {
      height = clampTimeline(from + (startY - clientY) / uiScale(), windowHeight());
      shell.style.setProperty('--h-timeline', timelineHeightCss(height));
    },
    { signal },
  );
  edge.addEventListener(
    'pointerup',
    () => {
      listening.abort();
      if (height !== undefined) changePanelWidth('timeline', height);
    },
    { signal },
  );
  edge.addEventListener('pointercancel', giveBack, { signal });
  const escape = (event: globalThis.KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    giveBack();
  };
  // Before the editor, which would take Escape for itself.
  window.addEventListener('keydown', escape, { signal, capture: true });
}

/** Keeps the height that is read aloud as it is on screen. */
function tellHeight(edge: HTMLElement): () => void {
  const tell = (): void => {
    const [min, max] = timelineRange(windowHeight());
    edge.setAttribute('aria-valuemin', String(min));
    edge.setAttribute('aria-valuemax', String(max));
    edge.setAttribute('aria-valuenow', String(Math.round(heightOf(edge))));
  };
  tell();
  const observer = new ResizeObserver(tell);
  if (edge.parentElement !== null) observer.observe(edge.parentElement);
  return () => observer.disconnect();
}

function heightOf(edge: HTMLElement): number {
  return (edge.parentElement?.getBoundingClientRect().height ?? 0) / uiScale();
}

function windowHeight(): number {
  return window.innerHeight / uiScale();
}

function uiScale(): number {
  return uiScaleOf(usePreferences.getState());
}
