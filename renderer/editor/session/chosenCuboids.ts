import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord } from '../document/records.ts';
import type { EditorState } from './editorState.ts';

type Chosen = Pick<EditorState, 'chosenFrames' | 'followed'>;

/** The followed object's cuboids in the frames that are edited together, those that lack it left out. */
export function chosenCuboids(
  document: LabelDocument,
  { chosenFrames, followed }: Chosen,
): readonly CuboidRecord[] {
  return chosenFrames.flatMap(
    (frameId) => document.cuboidsIn(frameId).find(({ trackId }) => trackId === followed) ?? [],
  );
}

/** What is to be edited with a cuboid of the frame on screen: those of the same object in the other chosen frames. */
export function chosenWith(document: LabelDocument, state: Chosen, id: CuboidId): readonly CuboidId[] {
  const chosen = chosenCuboids(document, state).map((record) => record.id);
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [];
}

/** What a command about the selection is about: all that is chosen, if that is the selected object. */
export function withChosen(
  document: LabelDocument,
  state: Chosen,
  selection: readonly CuboidId[],
): readonly CuboidId[] {
  return [...new Set(selection.flatMap((id) => [id, ...chosenWith(document, state, id)]))];
}
