import { deepEqual } from '../deepEqual.ts';
import type { QualityFrame } from './qualityFrame.ts';
import type { TrackSight } from './rule.ts';

/** Where each track was seen: what is kept of frames for the rules that look at whole tracks. */
export class SightIndex {
  /** By track, then by frame. */
  readonly #byTrack = new Map<string, Map<string, TrackSight>>();
  /** Tracks in each frame. */
  readonly #inFrame = new Map<string, ReadonlySet<string>>();

  /** A frame as it is now. Answers the tracks of which something else is known than before. */
  set(frame: QualityFrame): readonly string[] {
    const { id, index, timeSeconds, worldFromLabel, sensor } = frame;
    const changed = new Set<string>();
    const present = new Set(frame.objects.map(({ trackId }) => trackId));
    for (const trackId of this.#inFrame.get(id) ?? []) {
      if (present.has(trackId)) continue;
      const sights = this.#byTrack.get(trackId);
      sights?.delete(id);
      if (sights?.size === 0) this.#byTrack.delete(trackId);
      changed.add(trackId);
    }
    for (const object of frame.objects) {
      const { trackId } = object;
      const sights = this.#byTrack.get(trackId) ?? new Map<string, TrackSight>();
      this.#byTrack.set(trackId, sights);
      const sight: TrackSight = {
        id,
        index,
        timeSeconds,
        worldFromLabel,
        sensor,
        // Most of an object's bytes, and of no use here.
        object: { ...object, projections: [] },
      };
      if (deepEqual(sights.get(id), sight)) continue;
      sights.set(id, sight);
      changed.add(trackId);
    }
    if (present.size === 0) this.#inFrame.delete(id);
    else this.#inFrame.set(id, present);
    return [...changed];
  }

  /** In the order of the frames. */
  of(trackId: string): readonly TrackSight[] {
    return [...(this.#byTrack.get(trackId)?.values() ?? [])].sort((a, b) => a.index - b.index);
  }
}
