import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** How far an object has been carried, or the vehicle's motion estimated, and what ends that; nothing while neither runs. */
export function RunningWork(): ReactNode {
  const { t } = useTranslation();
  const { propagation, egoMotion } = useWorkspace().session.tracks;
  // How far it may go is the length of the sequence: it says nothing about how far it will.
  const carried = useStore(propagation.store, (state) => (state.kind === 'running' ? state.done : 0));
  const estimate = useStore(egoMotion.store);
  const text =
    estimate.kind === 'running'
      ? t('prompt.motion.running', { done: estimate.done, total: estimate.total })
      : // Taking an object along by one frame is over before this could be read.
        carried > 0 && t('track.carrying', { count: carried });
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
