import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { SequenceMotion } from '#shared/labels/motion/sequenceMotion.ts';
import { labelFromOtherLabel, partTransforms } from '#shared/pointcloud/aggregate/partTransforms.ts';
import { MOST_PARTS } from '#shared/pointcloud/aggregate/pointParts.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';
import type { CuboidRecord, FrameId, TrackId } from '../document/records.ts';

/** The points of a frame that are drawn in others. */
export interface AggregatedFrame {
  readonly index: number;
  readonly frameId: FrameId;
  /** In its own label frame; undefined where its cloud could not be had or is empty. */
  readonly pack: CloudPack | undefined;
  /** Whose each point is, see `pointParts`, and the cuboids that this was asked of; undefined: nobody asked yet. */
  readonly parts: Uint16Array<ArrayBuffer> | undefined;
  readonly labels: readonly CuboidRecord[] | undefined;
  /** Would at most so many of its points be the same ones? */
  isGoodFor(points: number): boolean;
}

/** The same, and where its points lie in the frame that is looked at. */
export interface PlacedFrame {
  readonly pack: CloudPack;
  /** Undefined: all points are part 0. */
  readonly parts: Uint16Array<ArrayBuffer> | undefined;
  /** Of each part: label frame of the frame that is looked at from that of this one. */
  readonly transforms: readonly RigidTransform[];
  /** −1 … 1: as far before or after the frame that is looked at as the farthest one is; 0 would be now. */
  readonly time: number;
}

export interface Placement {
  /** The frame that is looked at. */
  readonly index: number;
  /** Time to the farthest frame. */
  readonly span: number;
  /** Where objects are in it; those that are not here stay where they were in the world. */
  readonly targets: ReadonlyMap<TrackId, Cuboid>;
}

/** Undefined for a frame without points, and where one of the two poses is not known. */
export function placeFrame(
  { times, worldFromLabel }: SequenceMotion,
  { index, pack, parts, labels = [] }: AggregatedFrame,
  { index: now, span, targets }: Placement,
): PlacedFrame | undefined {
  const [here, there] = [worldFromLabel[now], worldFromLabel[index]];
  // What it has been until a moment ago itself is the cloud on screen now.
  if (pack === undefined || here === undefined || there === undefined || index === now) return undefined;
  const pairs = labels
    .slice(0, MOST_PARTS)
    .map(({ trackId, cuboid }) => ({ source: cuboid, target: targets.get(trackId) }));
  const away = times[index]! - times[now]!;
  return {
    pack,
    parts,
    transforms: partTransforms(labelFromOtherLabel(here, there), pairs),
    time: span === 0 ? 0 : Math.max(-1, Math.min(1, away / span)),
  };
}

/** Are they the same cuboids of the same objects? */
export function isSameLabels(a: readonly CuboidRecord[], b: readonly CuboidRecord[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ trackId, cuboid }, i) => trackId === b[i]!.trackId && cuboid === b[i]!.cuboid)
  );
}
