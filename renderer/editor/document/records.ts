import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type {
  Attributes,
  Box2dExtent,
  Box2dJson,
  ObjectJson,
  Provenance,
  Rectangle,
} from '#shared/labels/sidecar.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type FrameId = Branded<'FrameId'>;
export type CuboidId = Branded<'CuboidId'>;
export type TrackId = Branded<'TrackId'>;
export type Box2dId = Branded<'Box2dId'>;
export type ReviewId = Branded<'ReviewId'>;
/** Made from its frame's: see {@link doneIdOf}. */
export type DoneId = Branded<'DoneId'>;
export type RecordId = CuboidId | TrackId | Box2dId | ReviewId | DoneId;

/** Keys that this version does not know, kept so that a rewrite does not lose them. */
export type Extra = Readonly<Record<string, unknown>>;

/** One object in one frame. Its class is its track's. */
export interface CuboidRecord {
  readonly type: 'cuboid';
  readonly id: CuboidId;
  readonly frameId: FrameId;
  readonly trackId: TrackId;
  readonly cuboid: Cuboid;
  readonly attributes: Attributes;
  readonly provenance: Provenance;
  readonly status: ObjectJson['status'];
  readonly extra: Extra;
}

/** What is true of an object for its whole life. */
export interface TrackRecord {
  readonly type: 'track';
  readonly id: TrackId;
  /** Short number shown to people, unique in the sequence. */
  readonly number: number;
  readonly class: string;
  readonly attributes: Attributes;
  readonly sourceId?: string;
  /** Length, width, height that it has in every frame, metres; undefined: each cuboid has its own. */
  readonly size?: Vec3;
  /** It stands still in the world: where it is in one frame says where it is in all. */
  readonly isStatic?: boolean;
  readonly extra: Extra;
}

/** A 2D box drawn by a person or imported; a projection never overwrites it. */
export interface Box2dRecord {
  readonly type: 'box2d';
  readonly id: Box2dId;
  readonly frameId: FrameId;
  readonly camera: string;
  readonly rectangle: Rectangle;
  readonly class: string;
  readonly source: Box2dJson['source'];
  readonly trackId?: TrackId;
  /** How it came to its track. */
  readonly linkedBy?: Box2dJson['linkedBy'];
  /** What it bounds; undefined: nobody has said. */
  readonly extent?: Box2dExtent;
  readonly attributes?: Attributes;
  /** A detector's confidence, 0 … 1. */
  readonly score?: number;
  /** Name of the file that it was imported from. */
  readonly importedFrom?: string;
  readonly author?: string;
  /** Nanoseconds since 1970, as a decimal string. */
  readonly changedAt?: string;
  readonly extra: Extra;
}

export interface ReviewRecord {
  readonly type: 'review';
  readonly id: ReviewId;
  readonly frameId: FrameId;
  readonly extra: Extra;
}

/** The mark that a frame is done; without one it is not. */
export interface DoneRecord {
  readonly type: 'done';
  readonly id: DoneId;
  readonly frameId: FrameId;
  readonly author?: string;
  /** Nanoseconds since 1970, as a decimal string. */
  readonly markedAt?: string;
  readonly extra: Extra;
}

/** Everything the document holds: plain, frozen, JSON-able, referring to each other by id only. */
export type LabelRecord = CuboidRecord | TrackRecord | Box2dRecord | ReviewRecord | DoneRecord;

/** The record that an id stands for. */
export type RecordOf<Id extends RecordId> = Id extends CuboidId
  ? CuboidRecord
  : Id extends TrackId
    ? TrackRecord
    : Id extends Box2dId
      ? Box2dRecord
      : Id extends DoneId
        ? DoneRecord
        : ReviewRecord;

/** What may change in a record; its id and type never do, nor does the frame that it lies in. */
export type RecordChanges<Id extends RecordId> = Partial<Omit<RecordOf<Id>, 'id' | 'type' | 'frameId'>>;

/** The frame that a record lies in; undefined for tracks, which span them all. */
export function frameOf(record: LabelRecord): FrameId | undefined {
  return record.type === 'track' ? undefined : record.frameId;
}

/** A frame has one mark at most, so it is found by its frame. */
export function doneIdOf(frameId: FrameId): DoneId {
  return `done ${frameId}` as DoneId;
}
