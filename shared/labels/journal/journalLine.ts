import { z } from 'zod';
import { journalEntrySchema } from './journalEntry.ts';

/** The first line of a journal says what it is. */
export const JOURNAL_FORMAT = 'boxwright-journal';
export const JOURNAL_VERSION = 1;

export const journalHeadSchema = z.looseObject({
  type: z.literal('journal'),
  format: z.literal(JOURNAL_FORMAT),
  version: z.literal(JOURNAL_VERSION),
  /** The host process that writes it. */
  hostId: z.uuid(),
  sequence: z.string(),
});

/** What a line of a journal says. */
export const journalLineSchema = z.discriminatedUnion('type', [
  journalHeadSchema,
  /** `n`: edits of one writer are in the order of their numbers, whichever of its files they are read from. */
  z.object({ type: z.literal('edit'), n: z.number(), entry: journalEntrySchema }),
  /** A label file was written with every edit up to the one that is named. */
  z.object({
    type: z.literal('saved'),
    file: z.string(),
    covers: z.uuid(),
    revision: z.string(),
  }),
]);
export type JournalLine = z.infer<typeof journalLineSchema>;
