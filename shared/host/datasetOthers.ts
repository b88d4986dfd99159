import { z } from 'zod';

/** Other hosts that have the dataset open, for people to read; names come from a file that anybody may have written. */
export const datasetOthersSchema = z.array(
  z.object({
    /** Name of the computer. */
    host: z.string(),
    /** Empty where it is not known. */
    user: z.string(),
    /** False: there are traces of one, not yet watched long enough to tell whether it is still there. */
    isSure: z.boolean(),
  }),
);
export type DatasetOthers = z.infer<typeof datasetOthersSchema>;
