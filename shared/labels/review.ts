import { v5 } from 'uuid';
import { z } from 'zod';
import type { reviewJsonSchema } from './sidecar.ts';

/** What QA staff write about a frame, its objects and its findings: the entries of a sidecar's `review`. */

/** Fixed for ever, as those of `ids.ts`. */
const VERDICT_NAMESPACE = '6d1cf0f2-7c0e-4a6b-9a35-2f6f2f1f4b8e';

/** Beside those: what has no verdict is *todo*, or *labeled* where its frame is marked as done. */
export const VERDICTS = ['inReview', 'accepted', 'rejected'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why something is sent back, in the order of the keys 1 to 8. */
export const SEND_BACK_REASONS = [
  'class',
  'position',
  'size',
  'heading',
  'missing',
  'notAnObject',
  'identity',
  'other',
] as const;
export type SendBackReason = (typeof SEND_BACK_REASONS)[number];

const signed = {
  id: z.uuid(),
  author: z.string().optional(),
  /** Nanoseconds since 1970, UTC, as a decimal string. */
  at: z.string().regex(/^\d+$/).optional(),
};

/** Of the frame, or of one object in it (`object`: its id, or that of a 2D box). */
export const verdictSchema = z.looseObject({
  ...signed,
  kind: z.literal('verdict'),
  object: z.uuid().optional(),
  verdict: z.enum(VERDICTS),
  /** Of what is rejected. */
  reasons: z.array(z.enum(SEND_BACK_REASONS)).optional(),
  note: z.string().optional(),
});
export type VerdictEntry = z.infer<typeof verdictSchema>;

/** What a comment stands at; absent: the frame. */
export const anchorSchema = z.union([
  /** An object's id, or that of a 2D box. */
  z.object({ object: z.uuid() }),
  /** Label frame, metres. */
  z.object({ point: z.tuple([z.number(), z.number(), z.number()]) }),
  z.object({ camera: z.string(), pixel: z.tuple([z.number(), z.number()]) }),
]);
export type Anchor = z.infer<typeof anchorSchema>;

export const commentSchema = z.looseObject({
  ...signed,
  kind: z.literal('comment'),
  text: z.string(),
  anchor: anchorSchema.optional(),
  /** The comment that this one answers: it stands where that does. */
  answers: z.uuid().optional(),
  isResolved: z.boolean().optional(),
});
export type CommentEntry = z.infer<typeof commentSchema>;

/** A finding that stays as it is: the finding's key (`findingKey`), and why. */
export const waiverSchema = z.looseObject({
  ...signed,
  kind: z.literal('waiver'),
  finding: z.string(),
  reason: z.string(),
});
export type WaiverEntry = z.infer<typeof waiverSchema>;

export type ReviewEntry = VerdictEntry | CommentEntry | WaiverEntry;
const entrySchema = z.union([verdictSchema, commentSchema, waiverSchema]);

/** Undefined for what this version does not know, or cannot read: it is kept in the file as it is. */
export function reviewEntryOf(json: z.infer<typeof reviewJsonSchema>): ReviewEntry | undefined {
  return entrySchema.safeParse(json).data;
}

/** A frame, and an object of it, has one verdict at most: uuid v5 of `<frame>` or `<frame>/<object>`. */
export function verdictIdOf(frameId: string, objectId?: string): string {
  return v5(objectId === undefined ? frameId : `${frameId}/${objectId.toLowerCase()}`, VERDICT_NAMESPACE);
}
