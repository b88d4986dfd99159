import type { Dataset, Frame, Sequence } from '../dataset/dataset.ts';
import { groupBy } from '../dataset/groupBy.ts';
import type { ForeignBox2d, ForeignFrameLabels, ForeignObject } from '../dataset/layout.ts';
import { compareCodePoints, compareNaturally } from '../dataset/naturalOrder.ts';
import { yawOf } from '../geometry/quaternion.ts';
import type { Problem } from '../problems/problem.ts';
import { buildSidecar } from './frameSidecar.ts';
import { importedBoxId, importedTrackId, objectIdOf } from './ids.ts';
import { roundRadians } from './rounding.ts';
import type { Box2dJson, ObjectJson, Sidecar } from './sidecar.ts';
import type { TrackJson } from './tracksFile.ts';

export interface ForeignFrame {
  readonly frame: Frame;
  readonly labels: ForeignFrameLabels;
}

/**
 * The tracks of a sequence whose labels come in another format: those that exist, as they are, then one for each source
 * id that has none. Its class is the one that most frames give it; a conflict is reported. Its number is the source id
 * where that is a number and free. The same labels give the same tracks, in whatever order the frames come.
 */
export function importTracks(
  sequence: Pick<Sequence, 'id'>,
  frames: readonly ForeignFrame[],
  existing: readonly TrackJson[] = [],
): { tracks: TrackJson[]; problems: Problem[] } {
  const objects = frames.flatMap(({ labels }) => labels.objects);
  const known = new Set(existing.map(({ sourceId }) => sourceId));
  const bySource = [...groupBy(objects, ({ sourceId }) => sourceId)]
    .filter(([sourceId]) => !known.has(sourceId))
    .sort(([a], [b]) => compareNaturally(a, b));
  const numbers = assignNumbers(
    bySource.map(([sourceId]) => sourceId),
    existing.map((track) => track.number),
  );
  const problems: Problem[] = [];
  const tracks = bySource.map(([sourceId, group]): TrackJson => {
    const classes = classesByCount(group);
    const chosen = classes[0]!;
    if (classes.length > 1) {
      const params = { object: sourceId, classes: classes.join(', '), chosen };
      problems.push({ code: 'labels.classConflict', severity: 'warning', params });
    }
    const id = importedTrackId(sequence.id, sourceId);
    return { id, number: numbers.get(sourceId)!, class: chosen, attributes: {}, sourceId };
  });
  return { tracks: [...existing, ...tracks], problems };
}

/** The most frequent first; of two as frequent, the first by code point. */
function classesByCount(objects: readonly ForeignObject[]): string[] {
  return [...groupBy(objects, (object) => object.class)]
    .sort(([a, as], [b, bs]) => bs.length - as.length || compareCodePoints(a, b))
    .map(([name]) => name);
}

/** First every source id that is a free number gets it, then the others the smallest numbers left. */
function assignNumbers(sourceIds: readonly string[], used: readonly number[]): Map<string, number> {
  const taken = new Set(used);
  const numbers = new Map<string, number>();
  const assign = (sourceId: string, value: number): void => {
    numbers.set(sourceId, value);
    taken.add(value);
  };
  for (const sourceId of sourceIds) {
    const own = /^[1-9]\d{0,8}$/.test(sourceId) ? Number(sourceId) : undefined;
    if (own !== undefined && !taken.has(own)) assign(sourceId, own);
  }
  let next = 1;
  for (const sourceId of sourceIds) {
    if (numbers.has(sourceId)) continue;
    while (taken.has(next)) next++;
    assign(sourceId, next);
  }
  return numbers;
}

/**
 * The sidecar that a frame's imported labels amount to. Tracks are found by source id; an object whose track is not
 * among them gets the id that {@link importTracks} would give it. The class is the track's.
 */
export function sidecarFromForeign(
  dataset: Pick<Dataset, 'labelFrame'>,
  sequence: Pick<Sequence, 'id'>,
  { frame, labels }: ForeignFrame,
  tracks: readonly TrackJson[],
  generator: Sidecar['generator'],
): Sidecar {
  const bySource = new Map(tracks.map((track) => [track.sourceId, track]));
  const objects = labels.objects.map((object): ObjectJson => {
    const track = bySource.get(object.sourceId);
    const trackId = track?.id ?? importedTrackId(sequence.id, object.sourceId);
    const { centre, size, rotation } = object.cuboid;
    return {
      id: objectIdOf(trackId, frame.id),
      trackId,
      class: track?.class ?? object.class,
      attributes: object.attributes,
      cuboid: {
        centre: [...centre],
        size: [...size],
        rotation: [...rotation],
        yaw: roundRadians(yawOf(rotation)),
      },
      points: null,
      provenance: { source: 'imported', keyframe: true },
      status: 'confirmed',
      projections: [],
    };
  });
  objects.sort((a, b) => compareCodePoints(a.id, b.id));
  const boxes2d = (labels.boxes2d ?? [])
    .map((box, index) => importedBox(box, index, frame, bySource))
    .sort((a, b) => compareCodePoints(a.id, b.id));
  return buildSidecar({ dataset, sequence, frame, objects, boxes2d, review: [], generator });
}

function importedBox(
  { camera, rectangle, source, ...box }: ForeignBox2d,
  index: number,
  frame: Frame,
  bySource: ReadonlyMap<string | undefined, TrackJson>,
): Box2dJson {
  const track = box.sourceId === undefined ? undefined : bySource.get(box.sourceId);
  return {
    id: importedBoxId(frame.id, camera, index),
    camera,
    rectangle: { ...rectangle },
    class: track?.class ?? box.class,
    source,
    ...(track === undefined ? {} : { trackId: track.id }),
  };
}
