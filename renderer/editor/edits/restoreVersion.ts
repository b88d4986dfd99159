import { compareLabels, type ComparedObject } from '#shared/labels/versions/compareLabels.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import type { CuboidRecord, FrameId, LabelRecord, TrackId, TrackRecord } from '../document/records.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import type { Transaction } from '../document/transaction.ts';
import { freeCuboidId } from './draftCuboid.ts';
import { isDerived } from './provenance.ts';

/** A cuboid of a version of a frame, as it is compared with others. */
export interface VersionObject extends ComparedObject {
  readonly record: CuboidRecord;
}

/** What an earlier version of a frame held. */
export interface FrameVersion {
  readonly records: readonly LabelRecord[];
  /** By track, as the version says; a track that is still there keeps its own. */
  readonly classes: ReadonlyMap<TrackId, string>;
}

export interface RestoreOptions {
  readonly frameId: FrameId;
  /** What the frame holds now. */
  readonly present: FrameRecords;
  /** Only these objects; undefined: the whole frame, its 2D boxes and notes as well. */
  readonly only: ReadonlySet<TrackId> | undefined;
  /** Of a track that comes back. */
  nextNumber(): number;
  /** Is the track used by anything but these cuboids? */
  isUsedBeside(trackId: TrackId, cuboids: ReadonlySet<CuboidRecord['id']>): boolean;
}

/** The objects of a version, to be compared with {@link compareLabels}. */
export function versionObjects(
  cuboids: readonly CuboidRecord[],
  classOf: (trackId: TrackId) => string,
): readonly VersionObject[] {
  return cuboids.map((record) => ({
    trackId: record.trackId,
    class: classOf(record.trackId),
    cuboid: record.cuboid,
    attributes: record.attributes,
    status: record.status,
    record,
  }));
}

/**
 * Brings a frame, or some of its objects, back to what they were in an earlier version. What is the same in everything that
 * a person sets stays untouched. Classes belong to tracks, and whether the frame is done is said for the frame: both stay.
 *
 * A cuboid that was interpolated then comes back as a keyframe: derived anew, it would lie where its neighbours of today
 * put it, not where it was.
 */
export function restoreVersion(tx: Transaction, version: FrameVersion, options: RestoreOptions): void {
  const { frameId, present, only } = options;
  const isMeant = ({ trackId }: { readonly trackId: string }): boolean =>
    only === undefined || only.has(trackId as TrackId);
  const then = version.records.filter((record) => record.type === 'cuboid');
  const { added, removed, changed } = compareLabels(
    versionObjects(then, () => ''),
    versionObjects(present.cuboids, () => ''),
  );
  removeCuboids(
    tx,
    added.filter(isMeant).map(({ record }) => record),
    options,
  );
  for (const { before, after } of changed) if (isMeant(before)) update(tx, after.record, before.record);
  for (const { record } of removed) if (isMeant(record)) bringBack(tx, record, version, options);
  if (only !== undefined) return;
  const others = version.records.filter(({ type }) => type === 'box2d' || type === 'review');
  const wanted = new Map(others.map((record) => [record.id, record]));
  for (const { id } of [...present.boxes2d, ...present.reviews]) if (!wanted.has(id)) tx.remove(id);
  for (const record of others) put(tx, record, frameId);
}

function update(tx: Transaction, now: CuboidRecord, then: CuboidRecord): void {
  const { cuboid, attributes, status, extra } = then;
  tx.update(now.id, { cuboid, attributes, status, extra, provenance: asSet(then) });
}

function bringBack(
  tx: Transaction,
  record: CuboidRecord,
  { classes }: FrameVersion,
  { frameId, nextNumber }: RestoreOptions,
): void {
  const { trackId } = record;
  if (tx.get(trackId) === undefined) {
    const className = classes.get(trackId) ?? '';
    const track: TrackRecord = {
      type: 'track',
      id: trackId,
      number: nextNumber(),
      class: className,
      attributes: {},
      extra: {},
    };
    tx.create(track);
  }
  const id = tx.get(record.id) === undefined ? record.id : freeCuboidId(tx, trackId, frameId);
  tx.create({ ...record, id, frameId, provenance: asSet(record) });
}

function asSet({ provenance, status }: CuboidRecord): CuboidRecord['provenance'] {
  return isDerived(provenance) && status !== 'confirmed' ? { ...provenance, keyframe: true } : provenance;
}

function removeCuboids(
  tx: Transaction,
  cuboids: readonly CuboidRecord[],
  { isUsedBeside }: RestoreOptions,
): void {
  const ids = new Set(cuboids.map(({ id }) => id));
  for (const id of ids) tx.remove(id);
  for (const { trackId } of cuboids) if (!isUsedBeside(trackId, ids)) tx.remove(trackId);
}

/** Records of other kinds are all or nothing: they come back as they were. */
function put(tx: Transaction, record: LabelRecord, frameId: FrameId): void {
  const now: LabelRecord | undefined = tx.get(record.id);
  if (now !== undefined && deepEqual(now, record)) return;
  // Of another frame: a file that was copied. It stays there.
  if (now !== undefined && (now.type === 'track' || now.frameId !== frameId)) return;
  if (now !== undefined) tx.remove(now.id);
  tx.create(record);
}
