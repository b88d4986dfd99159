import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { FrameTick } from './FrameTick.tsx';
import { MOST_TICKS, scrollToTick, TICK_PITCH } from './tickWindow.ts';
import { useTickWindow } from './useTickWindow.ts';

/**
 * One tick per frame, outlined where one is. ← → and a click go there. Of a long sequence only the ticks in sight are in
 * the page: ten thousand would take seconds to open and slow every click down.
 */
export function FrameTicks(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const { frames } = sequence;
  const ref = useRef<HTMLDivElement>(null);
  const { first, end } = useTickWindow(ref, frames.length);
  const current = useEditor((state) => state.frameId);
  const at = frames.findIndex(({ id }) => id === current);
  const isLong = frames.length > MOST_TICKS;

  useEffect(() => {
    const strip = ref.current;
    if (strip === null || at < 0) return;
    if (isLong) strip.scrollLeft = scrollToTick(at, strip.scrollLeft, strip.clientWidth);
    else strip.children[at]?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [at, isLong]);

  const goTo = (frame: Frame | undefined): void => {
    if (frame !== undefined) void session.goToFrame(frame.id as FrameId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft') void session.stepFrame(-1);
    else if (event.key === 'ArrowRight') void session.stepFrame(1);
    else if (event.key === 'Home') goTo(frames[0]);
    else if (event.key === 'End') goTo(frames.at(-1));
    else return;
    event.preventDefault();
  };
  const ticks = frames
    .slice(first, end)
    .map((frame, index) => (
      <FrameTick
        key={frame.id}
        frame={frame}
        left={isLong ? (first + index) * TICK_PITCH : undefined}
        onPick={goTo}
      />
    ));
  const isCurrentShown = at >= first && at < end;
  return (
    <div
      ref={ref}
      className="frame-ticks"
      role="tablist"
      aria-orientation="horizontal"
      aria-label={t('frames.title')}
      aria-activedescendant={isCurrentShown ? `frame-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {isLong ? (
        <div className="frame-ticks__track" role="presentation" style={{ width: frames.length * TICK_PITCH }}>
          {ticks}
        </div>
      ) : (
        ticks
      )}
    </div>
  );
}
