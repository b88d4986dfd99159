import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { FormatHoldings } from '#shared/interchange/common/describeLoss.ts';
import type { LossSummary } from '#shared/interchange/common/lossLog.ts';
import { sha256, type WrittenFile } from './outputFolder.ts';

/** In the folder that a conversion writes: what the format does not hold, and which files came of it. */
export const REPORT_NAME = 'loss-report.json';

export interface LossReport extends LossSummary {
  readonly format: 'boxwright-loss-report';
  readonly version: 1;
  readonly from: string;
  readonly to: string;
  readonly frames: number;
  /** What the format has a place for. */
  readonly holds: FormatHoldings;
  /** Labels that could not be read; they are named where the command was run. */
  readonly unread: number;
  readonly files: readonly WrittenFile[];
}

const earlierSchema = z.looseObject({
  format: z.literal('boxwright-loss-report'),
  files: z.array(z.looseObject({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});

/** The report as text: the same conversion gives the same bytes. */
export function reportText(report: LossReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** What an earlier conversion wrote into the folder, the report as it is now included. */
export async function earlierFiles(typed: string): Promise<readonly WrittenFile[]> {
  const bytes = await readFile(join(resolve(typed), REPORT_NAME)).catch(() => undefined);
  if (bytes === undefined) return [];
  try {
    const { files } = earlierSchema.parse(JSON.parse(bytes.toString('utf8')));
    return [...files, { path: REPORT_NAME, bytes: bytes.length, sha256: sha256(bytes) }];
  } catch {
    return [];
  }
}
