import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LongWorkState } from '#renderer/editor/edits/longWork.ts';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** How far what goes through many frames has come, and what ends it; nothing while none does. */
export function RunningWork(): ReactNode {
  const { t } = useTranslation();
  const { work, egoMotion } = useWorkspace().session.tracks;
  const running = useStore(work.store);
  const estimate = useStore(egoMotion.store);
  const text =
    estimate.kind === 'running'
      ? t('prompt.motion.running', { done: estimate.done, total: estimate.total })
      : running.kind === 'running' && textOf(running, t);
  if (text === false) return null;
  return (
    <span className="status-bar__running" role="status">
      <b>{text}</b>
      <span>
        <KeyCaps command="edit.cancel" /> {t('track.stops')}
      </span>
    </span>
  );
}

function textOf({ deed, done, total }: LongWorkState & { kind: 'running' }, t: TFunction): string | false {
  if (deed === 'refine') return t('track.refining', { done, total });
  // How far it may go is the length of the sequence, which says nothing about how far it will. Taking an object along by
  // one frame is over before this could be read.
  return done > 0 && t('track.carrying', { count: done });
}
