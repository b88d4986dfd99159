import { deepFreeze } from './deep.ts';
import { withoutUnchanged, type Diff, type RecordChange } from './diff.ts';
import {
  frameOf,
  type CuboidRecord,
  type FrameId,
  type LabelRecord,
  type RecordChanges,
  type RecordId,
  type RecordOf,
  type TrackId,
} from './records.ts';

/** What an edit may do. Reads see what the same edit wrote before. */
export interface Transaction {
  get<Id extends RecordId>(id: Id): RecordOf<Id> | undefined;
  /** The track's cuboid in a frame that is loaded. */
  cuboidOf(trackId: TrackId, frameId: FrameId): CuboidRecord | undefined;
  /** Throws when the id exists or the record's frame is not loaded. */
  create(record: LabelRecord): void;
  /** Throws when there is no such record. */
  update<Id extends RecordId>(id: Id, changes: RecordChanges<Id>): void;
  /** Throws when there is no such record. */
  remove(id: RecordId): void;
}

/** What a transaction reads from: the document as it is before the edit. */
export interface TransactionBase {
  get<Id extends RecordId>(id: Id): RecordOf<Id> | undefined;
  isLoaded(frameId: FrameId): boolean;
  idsIn(frameId: FrameId): ReadonlySet<RecordId>;
}

/**
 * Runs an edit against the base without changing it and returns what it would change; records in it are frozen.
 * Throws what the edit throws, and when the result would break a rule of the document (see SPEC.md, DOC): a track has at
 * most one cuboid in a frame, and exists.
 *
 * @param start changes of the base that the edit goes on from; they become part of the answer
 */
export function recordEdit(
  base: TransactionBase,
  edit: (tx: Transaction) => void,
  start: Diff = new Map(),
): Diff {
  const changes = new Map<RecordId, RecordChange>(start);

  /** Ids of records that this edit wrote, by the frame that they lie in. */
  const written = new Map<FrameId, Set<RecordId>>();

  function read<Id extends RecordId>(id: Id): RecordOf<Id> | undefined {
    const change = changes.get(id);
    // An id is branded with the type of the record that it stands for.
    return change === undefined ? base.get(id) : (change.after as RecordOf<Id> | undefined);
  }
  function write(id: RecordId, after: LabelRecord | undefined): void {
    changes.set(id, { before: base.get(id), after: after === undefined ? undefined : deepFreeze(after) });
    note(id, after);
  }
  function note(id: RecordId, after: LabelRecord | undefined): void {
    const frameId = after && frameOf(after);
    if (frameId === undefined) return;
    const ids = written.get(frameId) ?? new Set();
    written.set(frameId, ids.add(id));
  }
  function require<Id extends RecordId>(id: Id): RecordOf<Id> {
    const record = read(id);
    if (record === undefined) throw new Error(`there is no record ${id}`);
    return record;
  }

  function* cuboidsOf(trackId: TrackId, frameId: FrameId): Generator<CuboidRecord> {
    for (const id of new Set([...base.idsIn(frameId), ...(written.get(frameId) ?? [])])) {
      const record: LabelRecord | undefined = read(id);
      if (record?.type === 'cuboid' && record.trackId === trackId) yield record;
    }
  }

  for (const [id, { after }] of start) note(id, after);
  edit({
    get: read,
    cuboidOf(trackId, frameId) {
      const [cuboid] = cuboidsOf(trackId, frameId);
      return cuboid;
    },
    create(record) {
      if (read(record.id) !== undefined) throw new Error(`the record ${record.id} exists already`);
      const frameId = frameOf(record);
      if (frameId !== undefined && !base.isLoaded(frameId))
        throw new Error(`the frame ${frameId} is not loaded`);
      write(record.id, record);
    },
    update(id, changed) {
      write(id, { ...require(id), ...changed });
    },
    remove(id) {
      require(id);
      write(id, undefined);
    },
  });

  const diff = withoutUnchanged(changes);
  for (const { after } of diff.values()) {
    if (after?.type !== 'cuboid') continue;
    const { trackId, frameId } = after;
    if (read(trackId) === undefined) throw new Error(`there is no track ${trackId}`);
    if ([...cuboidsOf(trackId, frameId)].length > 1)
      throw new Error(`the track ${trackId} has a cuboid in ${frameId} already`);
  }
  return diff;
}
