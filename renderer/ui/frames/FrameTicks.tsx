import { memo, useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';

/** One tick per frame: its fill says how far it is, the outline where one is. ← → and a click go there. */
export function FrameTicks(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const current = useEditor((state) => state.frameId);

  useEffect(() => {
    document.getElementById(`frame-${current}`)?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
  }, [current]);

  const goTo = (frame: Frame | undefined): void => {
    if (frame !== undefined) void session.goToFrame(frame.id as FrameId);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { frames } = sequence;
    if (event.key === 'ArrowLeft') void session.stepFrame(-1);
    else if (event.key === 'ArrowRight') void session.stepFrame(1);
    else if (event.key === 'Home') goTo(frames[0]);
    else if (event.key === 'End') goTo(frames.at(-1));
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="frame-ticks"
      role="tablist"
      aria-orientation="horizontal"
      aria-label={t('frames.title')}
      aria-activedescendant={current === undefined ? undefined : `frame-${current}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {sequence.frames.map((frame) => (
        <FrameTick key={frame.id} frame={frame} onPick={goTo} />
      ))}
    </div>
  );
}

interface FrameTickProps {
  readonly frame: Frame;
  onPick(frame: Frame): void;
}

const FrameTick = memo(
  function FrameTick({ frame, onPick }: FrameTickProps): ReactNode {
    const { t } = useTranslation();
    const id = frame.id as FrameId;
    const state = useEditor(({ frames }) => frames.get(id)?.state ?? 'absent');
    const objects = useEditor(({ frames }) => frames.get(id)?.objects ?? 0);
    const isCurrent = useEditor(({ frameId }) => frameId === id);
    const isLoading = useEditor(({ requestedFrameId }) => requestedFrameId === id);
    const isConflict = useEditor(({ save }) => save.kind === 'conflict' && save.frames.includes(id));
    const shown = state === 'stored' && objects === 0 ? 'absent' : state;
    const name = `${frame.name} · ${t(`frames.tick.${shown}`)} · ${t('frames.objects', { count: objects })}`;
    return (
      <div
        id={`frame-${id}`}
        role="tab"
        aria-selected={isCurrent}
        aria-label={name}
        title={name}
        className="frame-tick"
        data-state={shown}
        data-conflict={isConflict}
        data-loading={isLoading}
        data-testid={TEST_IDS.frameTick(frame.index)}
        onMouseDown={keepKeysInViews}
        onClick={() => onPick(frame)}
      />
    );
  },
  // `onPick` does the same whichever render it came from
  (before, after) => before.frame === after.frame,
);
