import type { FrameId, TrackId } from '../document/records.ts';
import type { EditorSession } from './editorSession.ts';

/**
 * Selects an object through time: its cuboid in the frame on screen, if it has one there, and in those that come.
 *
 * @param frameId to be shown; without it, the one on screen stays
 */
export function followTrack(
  session: Pick<EditorSession, 'state' | 'document' | 'select' | 'goToFrame'>,
  trackId: TrackId,
  frameId?: FrameId,
): Promise<void> {
  const { state, document } = session;
  const { frameId: shown, selection, followed } = state.getState();
  const here = shown && document.cuboidsIn(shown).find((record) => record.trackId === trackId);
  const isSelected = here ? selection.length === 1 && selection[0] === here.id : selection.length === 0;
  if (!isSelected) session.select(here ? [here.id] : []);
  // Selecting nothing lets go of what was followed: this comes after it.
  if (followed !== trackId || !here) state.setState({ followed: trackId });
  return frameId === undefined ? Promise.resolve() : session.goToFrame(frameId);
}
