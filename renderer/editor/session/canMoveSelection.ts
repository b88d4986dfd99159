import type { LabelDocument } from '../document/labelDocument.ts';
import type { EditorState } from './editorState.ts';

/** Would the keys move what is selected? */
export function canMoveSelection(
  { selection, readOnly, trackView }: Pick<EditorState, 'selection' | 'readOnly' | 'trackView'>,
  document: LabelDocument,
): boolean {
  const isLocked = selection.some((id) => {
    const trackId = document.get(id)?.trackId;
    return trackId !== undefined && trackView.locked.has(trackId);
  });
  return selection.length > 0 && readOnly === undefined && !isLocked;
}
