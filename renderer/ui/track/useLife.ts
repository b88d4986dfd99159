import { useStore } from 'zustand';
import type { TrackId } from '#renderer/editor/document/records.ts';
import type { Seen } from '#renderer/editor/session/trackLives.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

const NOWHERE: readonly Seen[] = [];

/** In which frames an object is labelled, as that changes; not while a gesture runs. */
export function useLife(trackId: TrackId | undefined): readonly Seen[] {
  const { lives } = useWorkspace().session.tracks;
  useStore(lives.version);
  return trackId === undefined ? NOWHERE : lives.of(trackId);
}
