import { deepEqual } from '#shared/deepEqual.ts';
import type { ConflictIn } from '#shared/labels/merge/mergeRecords.ts';
import { mergeSidecars } from '#shared/labels/merge/mergeSidecars.ts';
import { mergeTracksFiles } from '#shared/labels/merge/mergeTracksFiles.ts';
import type { Side, ThreeWay } from '#shared/labels/merge/threeWay.ts';
import { SIDECAR_FORMAT, SIDECAR_VERSION, type ObjectJson, type Sidecar } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TracksFile } from '#shared/labels/tracksFile.ts';
import {
  doneIdOf,
  type CuboidRecord,
  type FrameId,
  type LabelRecord,
  type RecordId,
  type TrackId,
  type TrackRecord,
} from '../document/records.ts';
import {
  box2dJsonOf,
  doneJsonOf,
  recordsOf,
  reviewJsonOf,
  splitExtra,
  trackJsonOf,
  trackRecordOf,
} from './sidecarRecords.ts';

/** A record that both we and somebody else have changed, each in another way. Waits until a person has chosen. */
export interface RecordConflict {
  /** The same for the same thing, whichever ids it has on either side. */
  readonly key: string;
  /** Undefined for a track. */
  readonly frameId: FrameId | undefined;
  readonly type: LabelRecord['type'];
  readonly trackId: TrackId | undefined;
  /** As in files; `presence` alone where one side has deleted it. */
  readonly fields: readonly string[];
  /** What both started from. */
  readonly base: LabelRecord | undefined;
  /** As it was when the two met; what stands now is in the document. */
  readonly ours: LabelRecord | undefined;
  readonly theirs: LabelRecord | undefined;
}

export interface MergedLabelRecords {
  readonly records: readonly LabelRecord[];
  readonly conflicts: readonly RecordConflict[];
}

type Records = readonly LabelRecord[];
/** `base` undefined: both created the file. */
export type RecordVersions = ThreeWay<Records> & { readonly ours: Records; readonly theirs: Records };

/** Merges what two people made of a frame's records; see `docs/merging.md`. */
export function mergeFrameRecords(
  frameId: FrameId,
  { base, ours, theirs }: RecordVersions,
  prefer: Side = 'ours',
): MergedLabelRecords {
  const file = (records: Records): Sidecar => plainSidecar(frameId, records);
  const { merged, conflicts } = mergeSidecars(base && file(base), file(ours), file(theirs), { prefer });
  return {
    records: sameWhereEqual(recordsOf(frameId, merged), [...theirs, ...ours]),
    conflicts: conflicts.map((conflict) => recordConflict(frameId, conflict, { base, ours, theirs })),
  };
}

/** As {@link mergeFrameRecords}, of the tracks of a sequence. */
export function mergeTrackRecords(versions: RecordVersions, prefer: Side = 'ours'): MergedLabelRecords {
  const { base, ours, theirs } = versions;
  const { merged, conflicts } = mergeTracksFiles(
    base && plainTracks(base),
    plainTracks(ours),
    plainTracks(theirs),
    {
      prefer,
    },
  );
  return {
    records: sameWhereEqual(merged.tracks.map(trackRecordOf), [...theirs, ...ours]),
    conflicts: conflicts.map((conflict) => recordConflict(undefined, conflict, versions)),
  };
}

/** By which the versions of a record are told to be of the same thing. */
export function conflictKeyOf(record: LabelRecord): string {
  switch (record.type) {
    case 'cuboid':
      return `${record.frameId} object ${record.trackId}`;
    case 'track':
      return `track ${record.id}`;
    default:
      return `${record.frameId} ${record.type} ${record.id}`;
  }
}

/** What must change for `before` to become `after`. */
export function recordChanges(
  before: Records,
  after: Records,
): ReadonlyMap<RecordId, LabelRecord | undefined> {
  const changes = new Map<RecordId, LabelRecord | undefined>();
  const wanted = new Map<RecordId, LabelRecord>(after.map((record) => [record.id, record]));
  const present = new Map<RecordId, LabelRecord>(before.map((record) => [record.id, record]));
  for (const id of present.keys()) if (!wanted.has(id)) changes.set(id, undefined);
  for (const [id, record] of wanted) if (!deepEqual(present.get(id), record)) changes.set(id, record);
  return changes;
}

function recordConflict(
  frameId: FrameId | undefined,
  { kind, id, trackId, fields }: ConflictIn<string, unknown>,
  versions: RecordVersions,
): RecordConflict {
  const isMeant = (record: LabelRecord): boolean => {
    if (kind === 'object') return record.type === 'cuboid' && record.trackId === trackId;
    return kind === 'done' ? frameId !== undefined && record.id === doneIdOf(frameId) : record.id === id;
  };
  const [base, ours, theirs] = [versions.base, versions.ours, versions.theirs].map((records) =>
    records?.find(isMeant),
  );
  const known = ours ?? theirs ?? base;
  if (known === undefined) throw new Error(`there is no ${kind} ${id}`);
  return {
    key: conflictKeyOf(known),
    frameId,
    type: known.type,
    trackId: trackId as TrackId | undefined,
    fields,
    base,
    ours,
    theirs,
  };
}

/** The very record where it is as one side has it, so that nothing counts as changed that is not. */
function sameWhereEqual(merged: Records, known: Records): Records {
  const byId = new Map<RecordId, LabelRecord>(known.map((record) => [record.id, record]));
  return merged.map((record) => {
    const same = byId.get(record.id);
    return same !== undefined && deepEqual(same, record) ? same : record;
  });
}

/** A sidecar of the records alone, without all that follows from them: enough for merging. */
function plainSidecar(frameId: FrameId, records: Records): Sidecar {
  const done = records.find((record) => record.type === 'done');
  return {
    format: SIDECAR_FORMAT,
    version: SIDECAR_VERSION,
    generator: { name: '', version: '' },
    conventions: {},
    labelFrame: '',
    frame: {
      id: frameId,
      sequence: '',
      index: 0,
      timestamps: {},
      ...(done === undefined ? {} : { done: doneJsonOf(done) }),
    },
    sources: [],
    objects: records.filter((record) => record.type === 'cuboid').map(plainObject),
    boxes2d: records.filter((record) => record.type === 'box2d').map(box2dJsonOf),
    review: records.filter((record) => record.type === 'review').map(reviewJsonOf),
  };
}

function plainObject({
  id,
  trackId,
  cuboid,
  attributes,
  provenance,
  status,
  extra,
}: CuboidRecord): ObjectJson {
  const unknown = splitExtra(extra);
  return {
    ...unknown.object,
    id,
    trackId,
    class: '',
    attributes,
    cuboid: {
      ...unknown.cuboid,
      centre: [...cuboid.centre],
      size: [...cuboid.size],
      rotation: [...cuboid.rotation],
      yaw: 0,
    },
    points: null,
    provenance,
    status,
    projections: [],
  };
}

function plainTracks(records: Records): TracksFile {
  const tracks = records.filter((record): record is TrackRecord => record.type === 'track').map(trackJsonOf);
  return {
    format: TRACKS_FORMAT,
    version: TRACKS_VERSION,
    generator: { name: '', version: '' },
    sequence: '',
    tracks,
  };
}
