import { parseSidecar } from '../../labels/parseSidecar.ts';
import type { Box2dJson } from '../../labels/sidecar.ts';
import type { ForeignBox } from '../boxes2d/foreignBox.ts';

/** A 2D box whose frame and camera are known. */
export interface PlacedForeignBox extends Omit<ForeignBox, 'image' | 'unit'> {
  readonly frameId: string;
  readonly camera: string;
  /** What they are linked with in the sidecar. */
  readonly trackId?: string;
}

/**
 * The 2D boxes of another sidecar of the same dataset: another person's, or what a program wrote.
 *
 * @throws ProblemError `labels.*` as {@link parseSidecar}
 */
export function readSidecarBoxes(text: string, path: string): readonly PlacedForeignBox[] {
  const { frame, boxes2d } = parseSidecar(text, path);
  return boxes2d.map((box) => placed(frame.id, box));
}

function placed(
  frameId: string,
  { id, camera, rectangle, class: name, source, score, extent, attributes, trackId }: Box2dJson,
): PlacedForeignBox {
  const { left, top, right, bottom } = rectangle;
  return {
    frameId,
    camera,
    key: id.toLowerCase(),
    rectangle: { left, top, right, bottom },
    class: name,
    // Drawn by somebody there, it is imported here.
    source: source === 'model' ? 'model' : 'imported',
    ...(score === undefined ? {} : { score }),
    ...(extent === undefined ? {} : { extent }),
    ...(attributes === undefined ? {} : { attributes }),
    ...(trackId === undefined ? {} : { trackId }),
  };
}
