import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import { isShown, type TrackView } from './trackView.ts';

/** What is selected in another frame: the same objects, and the one that is followed. */
export function sameTracksIn(
  document: LabelDocument,
  { selection, followed }: Pick<EditorState, 'selection' | 'followed'>,
  frameId: FrameId,
): readonly CuboidId[] {
  const tracks = new Set([...selection.map((id) => document.get(id)?.trackId), followed]);
  return document
    .cuboidsIn(frameId)
    .filter(({ trackId }) => tracks.has(trackId))
    .map(({ id }) => id);
}

/** The state with another view of the tracks: what that hides is selected and hovered no more. */
export function withTrackView(
  document: LabelDocument,
  { trackView: before, selection, hovered }: EditorState,
  trackView: TrackView,
): Pick<EditorState, 'trackView' | 'selection' | 'hovered'> {
  // What was hidden already and was selected in the list stays selected.
  const isLeft = (id: CuboidId): boolean => {
    const trackId = document.get(id)?.trackId;
    return trackId !== undefined && (isShown(trackView, trackId) || !isShown(before, trackId));
  };
  return {
    trackView,
    selection: selection.every(isLeft) ? selection : selection.filter(isLeft),
    hovered: hovered !== undefined && isLeft(hovered) ? hovered : undefined,
  };
}
