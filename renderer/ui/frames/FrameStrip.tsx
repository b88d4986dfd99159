import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditorState } from '#renderer/editor/session/editorState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useCommandTooltip } from '../controls/useLanguage.ts';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { TEST_IDS } from '../testIds.ts';
import { DoneButton } from './DoneButton.tsx';
import { FrameTicks } from './FrameTicks.tsx';
import './frames.css';

/** The frames of the sequence: step, one tick each, how far the work has come, and the button that takes it on. */
export function FrameStrip(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  const previous = useCommandTooltip('frame.previous');
  const next = useCommandTooltip('frame.next');
  const index = sequence.frames.findIndex(({ id }) => id === frameId);
  const total = sequence.frames.length;
  return (
    <section className="frame-strip" aria-label={t('region.frames')}>
      <IconButton
        icon={ChevronLeft}
        name={previous}
        disabled={index <= 0}
        onClick={() => session.commands.run('frame.previous')}
      />
      <KeyCaps command="frame.previous" />
      <span className="frame-strip__position" aria-label={t('frames.position', { n: index + 1, total })}>
        <b>{index + 1}</b> / {total}
      </span>
      <KeyCaps command="frame.next" />
      <IconButton
        icon={ChevronRight}
        name={next}
        data-command="frame.next"
        disabled={index < 0 || index >= total - 1}
        onClick={() => session.commands.run('frame.next')}
      />
      <FrameTicks />
      <LoadingName />
      <DoneCount />
      <DoneButton />
    </section>
  );
}

function DoneCount(): ReactNode {
  const { t } = useTranslation();
  const total = useWorkspace().sequence.frames.length;
  const frames = useEditor((state) => state.frames);
  const { done, labeled } = useMemo(() => countFrames(frames), [frames]);
  return (
    <span
      className="frame-strip__done"
      title={t('frames.labeled', { labeled, total })}
      data-testid={TEST_IDS.doneCount}
    >
      {t('done.count', { done, total })}
    </span>
  );
}

/** Counted when a frame's labels change, not at every move of the pointer: there may be many thousand frames. */
function countFrames(frames: EditorState['frames']): { readonly done: number; readonly labeled: number } {
  let done = 0;
  let labeled = 0;
  for (const { objects, isDone } of frames.values()) {
    if (objects > 0) labeled += 1;
    if (isDone) done += 1;
  }
  return { done, labeled };
}

/** The name of a frame that takes more than a second to come. */
function LoadingName(): ReactNode {
  const { t } = useTranslation();
  const { sequence } = useWorkspace();
  const requested = useEditor((state) => state.requestedFrameId);
  const frame = sequence.frames.find(({ id }) => id === requested);
  if (frame === undefined) return null;
  return (
    <span className="frame-strip__loading" role="status">
      {t('frames.loading', { name: frame.name })}
    </span>
  );
}
