import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { KeyCaps } from '../controls/KeyCaps.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** How far an object has been carried, and what ends that; nothing while none is. */
export function PropagationProgress(): ReactNode {
  const { t } = useTranslation();
  const { propagation } = useWorkspace().session.tracks;
  // How far it may go is the length of the sequence: it says nothing about how far it will.
  const done = useStore(propagation.store, (state) => (state.kind === 'running' ? state.done : 0));
  // Taking an object along by one frame is over before this could be read.
  if (done === 0) return null;
  return (
    <span className="status-bar__running" role="status">
      <b>{t('track.carrying', { count: done })}</b>
      <span>
        <KeyCaps command="edit.cancel" /> {t('track.stops')}
      </span>
    </span>
  );
}
