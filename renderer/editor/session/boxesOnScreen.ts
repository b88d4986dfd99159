import type { LabelDocument } from '../document/labelDocument.ts';
import type { Box2dRecord } from '../document/records.ts';
import type { EditorState } from './editorState.ts';
import { isShown } from './trackView.ts';

type Looking = Pick<EditorState, 'frameId' | 'trackView' | 'filter' | 'selectedBox'>;

/** The 2D boxes of the frame on screen that are drawn: not hidden with all, with their object or by their class. */
export function boxesOnScreen(
  document: LabelDocument,
  { frameId, trackView, filter, selectedBox }: Looking,
): readonly Box2dRecord[] {
  if (frameId === undefined) return [];
  return document.recordsIn(frameId).boxes2d.filter(({ id, class: name, trackId }) => {
    if (id === selectedBox) return true;
    if (filter.hidesBoxes || filter.hiddenClasses.has(name)) return false;
    return trackId === undefined ? trackView.isolated === undefined : isShown(trackView, trackId);
  });
}

/** Those of them of which no cuboid of the frame is: a list of cuboids does not reach them. */
export function boxesWithoutCuboid(
  document: LabelDocument,
  state: Pick<EditorState, 'frameId'>,
): readonly Box2dRecord[] {
  const { frameId } = state;
  if (frameId === undefined) return [];
  const { cuboids, boxes2d } = document.recordsIn(frameId);
  const tracks = new Set(cuboids.map(({ trackId }) => trackId));
  return boxes2d.filter(({ trackId }) => trackId === undefined || !tracks.has(trackId));
}

/** In reading order: by camera as the sequence has them, then from left to right. */
export function inReadingOrder(
  boxes: readonly Box2dRecord[],
  { sequence }: Pick<EditorState, 'sequence'>,
): readonly Box2dRecord[] {
  const order = new Map(sequence.cameras.map(({ id }, index) => [id, index]));
  const place = ({ camera }: Box2dRecord): number => order.get(camera) ?? order.size;
  return boxes.toSorted((a, b) => place(a) - place(b) || a.rectangle.left - b.rectangle.left);
}
