import type { StoreApi } from 'zustand/vanilla';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { EditorState } from '../session/editorState.ts';

/** Makes an edit and selects again what was selected: ids change with the track, so it is told by where it stands. */
export function keepSelection(document: LabelDocument, state: StoreApi<EditorState>, edit: () => void): void {
  const { frameId, selection } = state.getState();
  const places = selection.flatMap((id) => document.get(id) ?? []);
  edit();
  if (frameId === undefined) return;
  const present = document.cuboidsIn(frameId);
  const ids = places.flatMap((place) => {
    const same = present.find(({ id }) => id === place.id);
    return (same ?? present.find(({ cuboid }) => cuboid === place.cuboid))?.id ?? [];
  });
  state.setState({ selection: [...new Set(ids)] });
}
