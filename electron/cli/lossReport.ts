import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { FormatHoldings } from '#shared/interchange/common/describeLoss.ts';
import type { LossSummary } from '#shared/interchange/common/lossLog.ts';
import type { Shard } from '#shared/shareOut.ts';
import { sha256, type WrittenFile } from './outputFolder.ts';

/** In the folder that a conversion writes: what the format does not hold, and which files came of it. */
export const REPORT_NAME = 'loss-report.json';
const REPORT_NAMES = /^loss-report(?:\.\d+-of-\d+)?\.json$/;

/** Of one of several runs that write into a folder together. */
export function reportName(shard: Shard | undefined): string {
  return shard === undefined ? REPORT_NAME : `loss-report.${shard.index}-of-${shard.count}.json`;
}

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
  /** By path. */
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

/** Undefined where there is none, or what is there is no report. */
export async function readReport(place: string): Promise<LossReport | undefined> {
  try {
    const report: unknown = JSON.parse(await readFile(place, 'utf8'));
    // Written whole by this program: that it is a report at all is all that can be wrong.
    return earlierSchema.safeParse(report).success ? (report as LossReport) : undefined;
  } catch {
    return undefined;
  }
}

/** What earlier conversions wrote into the folder, by the name of the report that lists it; the reports themselves included. */
export async function earlierFiles(typed: string): Promise<ReadonlyMap<string, readonly WrittenFile[]>> {
  const folder = resolve(typed);
  const names = (await readdir(folder).catch(() => [])).filter((name) => REPORT_NAMES.test(name));
  const found = new Map<string, readonly WrittenFile[]>();
  for (const name of names.sort()) {
    const bytes = await readFile(join(folder, name)).catch(() => undefined);
    if (bytes !== undefined) found.set(name, filesOf(name, bytes));
  }
  return found;
}

function filesOf(path: string, bytes: Buffer): readonly WrittenFile[] {
  try {
    const { files } = earlierSchema.parse(JSON.parse(bytes.toString('utf8')));
    return [...files, { path, bytes: bytes.length, sha256: sha256(bytes) }];
  } catch {
    return [];
  }
}
