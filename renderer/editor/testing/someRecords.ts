import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { IDENTITY } from '#shared/geometry/quaternion.ts';
import {
  doneIdOf,
  type CuboidId,
  type CuboidRecord,
  type DoneRecord,
  type FrameId,
  type TrackId,
  type TrackRecord,
} from '../document/records.ts';

/** A cuboid of 4 × 2 × 1.6 m that stands at x, y on level ground. */
export function boxAt(x: number, y = 0): Cuboid {
  return { centre: [x, y, 0.8], size: [4, 2, 1.6], rotation: IDENTITY };
}

export function someTrack(number: number, className = 'car'): TrackRecord {
  return {
    type: 'track',
    id: `track-${number}` as TrackId,
    number,
    class: className,
    attributes: {},
    extra: {},
  };
}

/** The cuboid of a track in a frame. */
export function someCuboid(track: number, frame: string, x = 10): CuboidRecord {
  return {
    type: 'cuboid',
    id: cuboidIdOf(track, frame),
    frameId: frame as FrameId,
    trackId: `track-${track}` as TrackId,
    cuboid: boxAt(x),
    attributes: {},
    provenance: { source: 'manual', keyframe: true },
    status: 'draft',
    extra: {},
  };
}

export function someDoneMark(frameId: FrameId): DoneRecord {
  return { type: 'done', id: doneIdOf(frameId), frameId, extra: {} };
}

export function cuboidIdOf(track: number, frame: string): CuboidId {
  return `cuboid-${track}-${frame}` as CuboidId;
}
