import type { Box2dJson, DoneJson, ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import {
  doneIdOf,
  type Box2dId,
  type Box2dRecord,
  type CuboidId,
  type CuboidRecord,
  type DoneRecord,
  type Extra,
  type FrameId,
  type LabelRecord,
  type RecordId,
  type ReviewId,
  type ReviewRecord,
  type TrackId,
  type TrackRecord,
} from '../document/records.ts';

type ReviewJson = Sidecar['review'][number];

/** Everything that a sidecar holds, as records. Derived fields (yaw, points, projections, class copies) are left out. */
export function recordsOf(frameId: FrameId, sidecar: Sidecar): readonly LabelRecord[] {
  return [
    ...sidecar.objects.map((object) => cuboidRecordOf(frameId, object)),
    ...sidecar.boxes2d.map((box) => box2dRecordOf(frameId, box)),
    ...sidecar.review.map((review) => reviewRecordOf(frameId, review)),
    ...(sidecar.frame.done === undefined ? [] : [doneRecordOf(frameId, sidecar.frame.done)]),
  ];
}

/** Uuids are the same in capitals, and files name the same track in both. */
function idOf<Id extends RecordId>(text: string): Id {
  return text.toLowerCase() as Id;
}

export function cuboidRecordOf(frameId: FrameId, json: ObjectJson): CuboidRecord {
  const {
    id,
    trackId,
    cuboid,
    attributes,
    provenance,
    status,
    class: _c,
    points: _p,
    projections: _v,
    ...rest
  } = json;
  const { centre, size, rotation, yaw: _yaw, ...inCuboid } = cuboid;
  return {
    type: 'cuboid',
    id: idOf<CuboidId>(id),
    frameId,
    trackId: idOf<TrackId>(trackId),
    cuboid: { centre, size, rotation },
    attributes,
    provenance,
    status,
    extra: Object.keys(inCuboid).length === 0 ? rest : { ...rest, cuboid: inCuboid },
  };
}

/** Unknown keys of a cuboid record: those of the object and those inside its `cuboid`. */
export function splitExtra({ cuboid, ...object }: Extra): { object: Extra; cuboid: Extra } {
  return { object, cuboid: typeof cuboid === 'object' && cuboid !== null ? { ...cuboid } : {} };
}

export function box2dRecordOf(frameId: FrameId, json: Box2dJson): Box2dRecord {
  const { id, camera, rectangle, class: className, source, trackId, ...said } = json;
  const { linkedBy, extent, attributes, score, importedFrom, author, changedAt, ...extra } = said;
  return {
    type: 'box2d',
    id: idOf<Box2dId>(id),
    frameId,
    camera,
    rectangle,
    class: className,
    source,
    ...(trackId === undefined ? {} : { trackId: idOf<TrackId>(trackId) }),
    ...withoutUndefined({ linkedBy, extent, attributes, score, importedFrom, author, changedAt }),
    extra,
  };
}

export function box2dJsonOf({ type: _type, frameId: _frame, extra, ...said }: Box2dRecord): Box2dJson {
  return { ...extra, ...withoutUndefined(said) };
}

/** What an edit has taken away is not there, in files as in records. */
function withoutUndefined<T extends object>(value: T): T {
  // Only keys that may be absent can hold undefined.
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

function reviewRecordOf(frameId: FrameId, { id, ...extra }: ReviewJson): ReviewRecord {
  return { type: 'review', id: idOf<ReviewId>(id), frameId, extra };
}

export function reviewJsonOf({ id, extra }: ReviewRecord): ReviewJson {
  return { ...extra, id };
}

function doneRecordOf(frameId: FrameId, { author, markedAt, ...extra }: DoneJson): DoneRecord {
  return {
    type: 'done',
    id: doneIdOf(frameId),
    frameId,
    ...(author === undefined ? {} : { author }),
    ...(markedAt === undefined ? {} : { markedAt }),
    extra,
  };
}

export function doneJsonOf({ author, markedAt, extra }: DoneRecord): DoneJson {
  return {
    ...extra,
    ...(author === undefined ? {} : { author }),
    ...(markedAt === undefined ? {} : { markedAt }),
  };
}

export function trackRecordOf({
  id,
  number,
  class: className,
  attributes,
  sourceId,
  size,
  static: isStatic,
  ...extra
}: TrackJson): TrackRecord {
  return {
    type: 'track',
    id: idOf<TrackId>(id),
    number,
    class: className,
    attributes,
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(size === undefined ? {} : { size }),
    ...(isStatic === undefined ? {} : { isStatic }),
    extra,
  };
}

export function trackJsonOf({
  id,
  number,
  class: className,
  attributes,
  sourceId,
  size,
  isStatic,
  extra,
}: TrackRecord): TrackJson {
  return {
    ...extra,
    id,
    number,
    class: className,
    attributes,
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(size === undefined ? {} : { size: [size[0], size[1], size[2]] }),
    ...(isStatic === undefined ? {} : { static: isStatic }),
  };
}
