import { useEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { positionIn } from '#renderer/editor/tools/positionIn.ts';
import { followFrames } from './playhead.ts';
import { TimelineEdge } from './TimelineEdge.tsx';
import { TimelineGrid } from './TimelineGrid.tsx';
import { TimelineHead } from './TimelineHead.tsx';
import { TimelineLead } from './TimelineLead.tsx';
import { TimelineView } from './timelineView.ts';
import { useTimelineCamera } from './useTimelineCamera.ts';
import './timeline.css';

/** The frames of the sequence and, in a line each, in which of them its objects are labelled. */
export function Timeline(): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const view = useMemo(() => new TimelineView(sequence.frames.length), [sequence]);
  const [cameraId, chooseCamera] = useTimelineCamera();
  const position = useRef<HTMLElement>(null);
  const time = useRef<HTMLElement>(null);
  const slider = useRef<HTMLDivElement>(null);
  const over = useRef<HTMLDivElement>(null);
  const root = useWheel(view, over);
  usePlayhead(view, { position, time, slider, over });
  return (
    <section ref={root} className="timeline" aria-label={t('region.timeline')}>
      <TimelineEdge />
      <TimelineLead cameraId={cameraId} onCamera={chooseCamera} position={position} time={time} />
      <TimelineHead view={view} cameraId={cameraId} slider={slider} />
      <TimelineGrid view={view} />
      <div ref={over} className="timeline__over" aria-hidden>
        <div className="playhead playhead--shown" hidden />
        <div className="playhead" hidden>
          <span className="playhead__chip" />
        </div>
      </div>
    </section>
  );
}

type Parts = Record<'position' | 'time' | 'slider' | 'over', RefObject<HTMLElement | null>>;

function usePlayhead(view: TimelineView, { position, time, slider, over }: Parts): void {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  useEffect(() => {
    const [shown, head] = over.current?.children ?? [];
    const chip = head?.firstElementChild;
    const parts = [shown, head, chip, position.current, time.current, slider.current];
    if (!parts.every((part) => part instanceof HTMLElement)) return undefined;
    return followFrames({
      session,
      view,
      shown: parts[0]!,
      head: parts[1]!,
      chip: parts[2]!,
      position: parts[3]!,
      time: parts[4]!,
      slider: parts[5]!,
      describe: (n) => t('timeline.frameOf', { n, total: view.total }),
    });
  }, [over, position, session, slider, t, time, view]);
}

/** How much one step of the wheel widens the frames. */
const ZOOM_STEP = 1.2;

/** Ctrl and the wheel widen the frames about the pointer, Shift or a sideways wheel goes along them. */
function useWheel(view: TimelineView, over: RefObject<HTMLElement | null>): RefObject<HTMLElement | null> {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const { deltaX, deltaY, ctrlKey, metaKey, shiftKey } = event;
      if (over.current === null) return;
      if (ctrlKey || metaKey) {
        event.preventDefault();
        view.zoom(ZOOM_STEP ** (-deltaY / 100), positionIn(over.current, event)[0]);
      } else if (shiftKey || Math.abs(deltaX) > Math.abs(deltaY)) {
        event.preventDefault();
        view.pan(deltaX || deltaY);
      }
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [over, view]);
  return root;
}
