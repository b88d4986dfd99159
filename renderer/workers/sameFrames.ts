import { deepEqual } from '#shared/deepEqual.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';

/** Frames of which a copy is kept: the one that is edited, and those that a track's edit reaches beside it. */
const FRAMES_KEPT = 24;

/**
 * What crosses to a worker is a copy, also of what did not change. Here it becomes again what it was: a frame's objects and
 * 2D boxes that are as they were are the same objects as in the frame before, and it has its memory.
 */
export class SameFrames {
  /** The last ones set, the latest at the end. */
  readonly #kept = new Map<string, QualityFrame>();

  same(frame: QualityFrame): QualityFrame {
    const known = this.#kept.get(frame.id);
    const same: QualityFrame = {
      ...frame,
      objects: sameWhereEqual(known?.objects, frame.objects),
      boxes2d: sameWhereEqual(known?.boxes2d, frame.boxes2d),
      memory: known?.memory ?? {},
    };
    this.#kept.delete(frame.id);
    this.#kept.set(frame.id, same);
    for (const [id] of this.#kept) {
      if (this.#kept.size <= FRAMES_KEPT) break;
      this.#kept.delete(id);
    }
    return same;
  }
}

/** The records, those that are known and have not changed as the objects that they were. */
export function sameWhereEqual<T extends { readonly id: string }>(
  known: readonly T[] | undefined,
  records: readonly T[],
): readonly T[] {
  const byId = new Map(known?.map((record) => [record.id, record]));
  return records.map((record) => {
    const before = byId.get(record.id);
    return before !== undefined && deepEqual(before, record) ? before : record;
  });
}
