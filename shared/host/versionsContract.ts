import { z } from 'zod';
import { sidecarSchema } from '../labels/sidecar.ts';
import { tracksFileSchema } from '../labels/tracksFile.ts';
import { problemSchema } from '../problems/problem.ts';

/** An earlier version of a label file, kept when it was replaced. */
export const labelVersionSchema = z.object({
  id: z.string(),
  /** When it was written, ms since 1970, as the disk said. */
  savedAt: z.number(),
  bytes: z.number().int().nonnegative(),
  revision: z.string(),
  /** Objects in a frame's version, tracks in one of `tracks.json`; `null` where it cannot be read. */
  objects: z.number().int().nonnegative().nullable(),
  /** Who changed something in it last, if it says so. */
  author: z.string().optional(),
  /** What became of a frame's objects from this version to the file as it is now; absent where either cannot be read. */
  changesSince: z
    .object({
      added: z.number().int().nonnegative(),
      removed: z.number().int().nonnegative(),
      changed: z.number().int().nonnegative(),
    })
    .optional(),
});
export type LabelVersion = z.infer<typeof labelVersionSchema>;

/** A label file: of a frame, or without one the sequence's `tracks.json`. */
const labelFile = { datasetId: z.string(), sequenceId: z.string(), frameId: z.string().optional() };

/** The part of the contract that is about earlier versions of label files. */
export const versionsContract = {
  /**
   * The earlier versions of a label file that are kept, newest first. `problem`: why the one that was replaced last could
   * not be kept.
   */
  'versions.list': {
    input: z.object(labelFile),
    output: z.object({ versions: z.array(labelVersionSchema), problem: problemSchema.optional() }),
  },
  /** What an earlier version holds: `sidecar` of a frame's, else `tracks`; or why it cannot be read. */
  'versions.load': {
    input: z.object({ ...labelFile, versionId: z.string() }),
    output: z.object({
      sidecar: sidecarSchema.optional(),
      tracks: tracksFileSchema.optional(),
      problem: problemSchema.optional(),
    }),
  },
  /**
   * Puts an earlier version in the place of a label file that cannot be read, which is kept: `keptAs` says where, in the
   * label root. Refused (`invalid-request`) for a file that can be read: there, restoring is an edit.
   */
  'versions.recover': {
    input: z.object({ ...labelFile, versionId: z.string() }),
    output: z.object({ revision: z.string(), savedAt: z.number(), keptAs: z.string() }),
  },
} as const;
