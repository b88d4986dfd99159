import { z } from 'zod';
import {
  attributesSchema,
  box2dJsonSchema,
  cuboidJsonSchema,
  doneJsonSchema,
  OBJECT_STATUSES,
  provenanceSchema,
} from '../sidecar.ts';

/**
 * One committed edit as the journal keeps it: complete in itself, so that it can be made again, or taken back, with
 * nothing but the label files at hand. Records are those of the editor's document (`renderer/editor/document`).
 */

/** As the document has them: files may write them in capitals too. */
const idSchema = z.uuid().lowercase();
const extra = z.record(z.string(), z.unknown());
const inFrame = { frameId: z.string(), extra };

const recordSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('cuboid'),
    id: idSchema,
    ...inFrame,
    trackId: idSchema,
    cuboid: cuboidJsonSchema.pick({ centre: true, size: true, rotation: true }),
    attributes: attributesSchema,
    provenance: provenanceSchema,
    status: z.enum(OBJECT_STATUSES),
  }),
  z.object({
    type: z.literal('track'),
    id: idSchema,
    number: z.number().int().positive(),
    class: z.string(),
    attributes: attributesSchema,
    sourceId: z.string().optional(),
    size: cuboidJsonSchema.shape.size.optional(),
    isStatic: z.boolean().optional(),
    extra,
  }),
  z.object({
    type: z.literal('box2d'),
    id: idSchema,
    ...inFrame,
    ...box2dJsonSchema.omit({ id: true, trackId: true }).shape,
    trackId: idSchema.optional(),
  }),
  z.object({ type: z.literal('review'), id: idSchema, ...inFrame }),
  z
    .object({
      type: z.literal('done'),
      id: z.string(),
      ...inFrame,
      author: z.string().optional(),
      markedAt: doneJsonSchema.shape.markedAt,
    })
    .refine(hasIdOfItsFrame),
]);
export type JournalRecord = z.infer<typeof recordSchema>;

/** A record before and after an edit; absent: it did not exist. */
export const journalChangeSchema = z
  .object({
    before: recordSchema.optional(),
    after: recordSchema.optional(),
  })
  .refine(isOfOneRecord);
export type JournalChange = z.infer<typeof journalChangeSchema>;

/** Among the label files of a sequence: a frame's id, or this for `tracks.json`. No frame's id is empty. */
export const TRACKS_FILE = '';

/** Beyond this there are no dates. */
const LATEST = 8.64e15;

export const journalEntrySchema = z.object({
  /** Its own: an entry that is sent again is known by it. */
  id: z.uuid(),
  kind: z.enum(['commit', 'undo', 'redo']),
  /** The `id` of the commit whose entry of history this is part of, takes back or makes again; absent: its own. */
  of: z.uuid().optional(),
  /** What kind of edit it is (`HistoryLabel`). */
  label: z.string(),
  /** Milliseconds since 1970, for people: nothing is decided by it. */
  at: z.number().min(-LATEST).max(LATEST),
  changes: z.array(journalChangeSchema),
  /** The label files that differ from memory until they are written: frame ids, or {@link TRACKS_FILE}. */
  files: z.array(z.string()),
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** An edit that an earlier run of the program left, and which of its files were not written since. */
export interface JournalledEdit {
  readonly entry: JournalEntry;
  readonly unsaved: readonly string[];
}

/** An edit changes neither what a record is nor where it lies. */
function isOfOneRecord({
  before,
  after,
}: {
  before?: JournalRecord | undefined;
  after?: JournalRecord | undefined;
}): boolean {
  if (before === undefined || after === undefined) return (before ?? after) !== undefined;
  return before.type === after.type && before.id === after.id && frameIdOf(before) === frameIdOf(after);
}

/** A frame has one mark at most: its id is made from the frame's (`doneIdOf`). */
function hasIdOfItsFrame(record: { readonly id: string; readonly frameId: string }): boolean {
  return record.id === `done ${record.frameId}`;
}

function frameIdOf(record: JournalRecord): string | undefined {
  return record.type === 'track' ? undefined : record.frameId;
}
