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
} from './records.ts';

/** What an edit may do. Reads see what the same edit wrote before. */
export interface Transaction {
  get<Id extends RecordId>(id: Id): RecordOf<Id> | undefined;
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
 * Throws what the edit throws, and when the result would break a rule of the document (see SPEC.md, DOC).
 */
export function recordEdit(base: TransactionBase, edit: (tx: Transaction) => void): Diff {
  const changes = new Map<RecordId, RecordChange>();

  function read<Id extends RecordId>(id: Id): RecordOf<Id> | undefined {
    const change = changes.get(id);
    // An id is branded with the type of the record that it stands for.
    return change === undefined ? base.get(id) : (change.after as RecordOf<Id> | undefined);
  }
  function write(id: RecordId, after: LabelRecord | undefined): void {
    changes.set(id, { before: base.get(id), after: after === undefined ? undefined : deepFreeze(after) });
  }
  function require<Id extends RecordId>(id: Id): RecordOf<Id> {
    const record = read(id);
    if (record === undefined) throw new Error(`there is no record ${id}`);
    return record;
  }

  edit({
    get: read,
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
    if (after?.type === 'cuboid') checkCuboid(base, changes, read, after);
  }
  return diff;
}

/** At most one cuboid per track and frame, and its track exists. */
function checkCuboid(
  base: TransactionBase,
  changes: ReadonlyMap<RecordId, RecordChange>,
  read: Transaction['get'],
  cuboid: CuboidRecord,
): void {
  if (read(cuboid.trackId) === undefined) throw new Error(`there is no track ${cuboid.trackId}`);
  const neighbours = new Set([...base.idsIn(cuboid.frameId), ...changes.keys()]);
  for (const id of neighbours) {
    const other: LabelRecord | undefined = read(id);
    if (other?.type !== 'cuboid' || other.id === cuboid.id) continue;
    if (other.frameId === cuboid.frameId && other.trackId === cuboid.trackId) {
      throw new Error(`the track ${cuboid.trackId} has a cuboid in ${cuboid.frameId} already`);
    }
  }
}
