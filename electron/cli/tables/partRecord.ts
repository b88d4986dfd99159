import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { TABLE_NAMES } from '#shared/labels/tables/table.ts';
import { problemSchema } from '#shared/problems/problem.ts';

const inputSchema = z.object({
  path: z.string(),
  bytes: z.number().optional(),
  target: z.string().optional(),
  read: z.object({ bytes: z.number(), sha256: z.string() }).optional(),
});

/** What lies beside the tables of each part: what it was made of, and all that a run has to say of it. */
const partRecordSchema = z.object({
  /** Of everything that it was made of; of findings, but for what is in `inputs`. */
  key: z.string(),
  /** Of labels: the sequences that they are of, whose tracks were looked for. */
  sequences: z.array(z.string()).optional(),
  /** Of findings: the files. */
  inputs: z.array(inputSchema).optional(),
  rows: z.partialRecord(z.enum(TABLE_NAMES), z.number()),
  /** What could not be read. */
  problems: z.array(problemSchema),
  /**
   * Folder of each file → SHA-256. A length would do for a file that is cut, not for one that another run put there or that
   * a power cut left without its bytes; and tables are a twentieth of what they are made of, which is read anyway.
   */
  files: z.record(z.string(), z.string()),
});

export type PartRecord = z.infer<typeof partRecordSchema>;

/** In one order of keys, wherever it comes from. */
export function partRecord(record: PartRecord): PartRecord {
  return partRecordSchema.parse(record);
}

/** Undefined where there is none, or it is not whole. */
export async function readPartRecord(path: string): Promise<PartRecord | undefined> {
  try {
    return partRecord(JSON.parse(await readFile(path, 'utf8')) as PartRecord);
  } catch {
    return undefined;
  }
}
