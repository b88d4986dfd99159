import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { useEditor } from '../session/WorkspaceContext.ts';
import { keepKeysInViews } from '../shortcuts/regions.ts';
import { TEST_IDS } from '../testIds.ts';

export interface FrameTickProps {
  readonly frame: Frame;
  /** Where it stands in a strip that is too long to be in the page whole, CSS pixels. */
  readonly left: number | undefined;
  onPick(frame: Frame): void;
}

/** A frame in the strip: its fill says how far it is. */
export const FrameTick = memo(
  function FrameTick({ frame, left, onPick }: FrameTickProps): ReactNode {
    const { t } = useTranslation();
    const id = frame.id as FrameId;
    const state = useEditor(({ frames }) => frames.get(id)?.state ?? 'absent');
    const objects = useEditor(({ frames }) => frames.get(id)?.objects ?? 0);
    const isDone = useEditor(({ frames }) => frames.get(id)?.isDone === true);
    const isCurrent = useEditor(({ frameId }) => frameId === id);
    const isLoading = useEditor(({ requestedFrameId }) => requestedFrameId === id);
    const isConflict = useEditor(({ save }) => save.kind === 'conflict' && save.frames.includes(id));
    const shown = state === 'stored' && objects === 0 ? 'absent' : state;
    const name = [
      frame.name,
      ...(isDone ? [t('done.tick')] : []),
      t(`frames.tick.${shown}`),
      t('frames.objects', { count: objects }),
    ].join(' · ');
    return (
      <div
        id={`frame-${id}`}
        role="tab"
        aria-selected={isCurrent}
        aria-label={name}
        title={name}
        className="frame-tick"
        style={left === undefined ? undefined : { left }}
        data-state={shown}
        data-done={isDone}
        data-conflict={isConflict}
        data-loading={isLoading}
        data-testid={TEST_IDS.frameTick(frame.index)}
        onMouseDown={keepKeysInViews}
        onClick={() => onPick(frame)}
      />
    );
  },
  // `onPick` does the same whichever render it came from, and a frame does not change its place
  (before, after) => before.frame === after.frame,
);
