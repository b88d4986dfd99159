import { secondsBetween } from '#shared/dataset/secondsBetween.ts';
import { worldFromLabel } from '#shared/dataset/worldFromLabel.ts';
import { transformPoint } from '#shared/geometry/rigidTransform.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import type { LabelledCuboid, LabelledFrame } from './labelledFrames.ts';

/** What there is of one object in a sequence. */
export interface TrackSummary {
  readonly id: string;
  readonly class: string;
  readonly sequence: string;
  /** In how many it is labelled, and from the name of which to that of which. */
  readonly frames: number;
  readonly first: string;
  readonly last: string;
  /** Frames that a person set. */
  readonly keyframes: number;
  /** Frames between the first and the last in which it is missing. */
  readonly gaps: number;
  /** Of its way, metres; `null` where it is unknown how the vehicle stood. */
  readonly length: number | null;
  /** Metres a second between two frames one after the other; `null` also without timestamps. */
  readonly maxSpeed: number | null;
  /** The most that a side differs from the same side elsewhere, metres: an object that is rigid has 0. */
  readonly sizeDeviation: number;
}

interface Seen {
  readonly index: number;
  readonly label: LabelledCuboid;
  readonly frame: LabelledFrame['frame'];
  /** In the world, if that is known. */
  readonly place: Vec3 | undefined;
}

/** The tracks of labelled frames, by sequence and then as they first appear. Labels without a track are left out. */
export function trackSummaries(frames: readonly LabelledFrame[]): TrackSummary[] {
  const tracks = new Map<string, { sequence: string; id: string; seen: Seen[] }>();
  for (const { sequence, frame, labels } of frames) {
    const world = worldFromLabel(sequence, frame);
    for (const label of labels) {
      if (label.track === undefined) continue;
      const key = JSON.stringify([sequence.id, label.track]);
      const track = tracks.get(key) ?? { sequence: sequence.id, id: label.track, seen: [] };
      const place = world && transformPoint(world, label.cuboid.centre);
      track.seen.push({ index: frame.index, label, frame, place });
      tracks.set(key, track);
    }
  }
  return [...tracks.values()].map(({ sequence, id, seen }) => summaryOf(sequence, id, seen));
}

function summaryOf(sequence: string, id: string, unsorted: readonly Seen[]): TrackSummary {
  const seen = unsorted.toSorted((a, b) => a.index - b.index);
  const [first, last] = [seen[0]!, seen.at(-1)!];
  const steps = seen.slice(1).map((to, i) => stepBetween(seen[i]!, to));
  const speeds = steps.flatMap(({ speed }) => speed ?? []);
  const lengths = steps.map(({ metres }) => metres);
  return {
    id,
    class: last.label.class,
    sequence,
    frames: seen.length,
    first: first.frame.name,
    last: last.frame.name,
    keyframes: seen.filter(({ label }) => label.isKeyframe !== false).length,
    gaps: last.index - first.index + 1 - seen.length,
    length:
      first.place === undefined || lengths.includes(undefined)
        ? null
        : lengths.reduce<number>((sum, metres) => sum + metres!, 0),
    maxSpeed: speeds.length === 0 ? null : Math.max(...speeds),
    sizeDeviation: Math.max(
      ...[0, 1, 2].map((axis) => rangeOf(seen.map(({ label }) => label.cuboid.size[axis]!))),
    ),
  };
}

function stepBetween(from: Seen, to: Seen): { metres: number | undefined; speed: number | undefined } {
  const metres = from.place && to.place && distance(from.place, to.place);
  const [start, end] = [from, to].map(({ frame }) => frame.clouds[0]?.timestamp);
  const isNext = to.index === from.index + 1;
  if (metres === undefined || start === undefined || end === undefined || !isNext)
    return { metres, speed: undefined };
  const seconds = secondsBetween(start, end);
  return { metres, speed: seconds > 0 ? metres / seconds : undefined };
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
