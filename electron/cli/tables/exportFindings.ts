import type { Sequence } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { FINDING_COLUMNS } from '#shared/labels/tables/findingTable.ts';
import { dayOf, partitionPath } from '#shared/labels/tables/partition.ts';
import { nanosecondsOf } from '#shared/labels/tables/table.ts';
import { rowOf } from '#shared/labels/tables/tables.ts';
import { checkLabels } from '../checkLabels.ts';
import type { QualityDataset } from '../qualityDataset.ts';
import type { OpenDuckdb } from './duckdb.ts';
import { partId, type LabelDataset } from './labelDatasets.ts';
import { PartRows, type RowCounts } from './partRows.ts';
import type { TableFolder } from './tableFolder.ts';

/** The findings of one sequence: rules about tracks look at all of it. */
export interface FindingPart {
  readonly id: string;
  readonly dataset: LabelDataset;
  readonly quality: QualityDataset;
  readonly sequence: Sequence;
}

export interface FindingExport {
  readonly open: OpenDuckdb;
  readonly out: TableFolder;
  readonly rules: readonly Rule[];
  readonly problems: Problem[];
  readonly onRead: (count: number) => void;
  readonly signal?: AbortSignal | undefined;
}

export function findingParts(dataset: LabelDataset, quality: QualityDataset): FindingPart[] {
  return quality.dataset.sequences.map((sequence) => ({
    id: partId(dataset.name, `findings of ${sequence.id}`, 0),
    dataset,
    quality,
    sequence,
  }));
}

/** What rules find in a sequence, as the files of a table; answers how many rows it has. */
export async function exportFindings(
  { id, dataset, quality, sequence }: FindingPart,
  { open, out, rules, problems, onRead, signal }: FindingExport,
): Promise<RowCounts> {
  const one: QualityDataset = { ...quality, dataset: { ...quality.dataset, sequences: [sequence] } };
  const frames = new Map(sequence.frames.map((frame) => [frame.id, frame]));
  const rows = await PartRows.start(open);
  try {
    const [found] = await checkLabels(one, problems, { rules, signal });
    for (const finding of found?.findings ?? []) {
      const frame = frames.get(finding.frameId);
      const timestampNs = nanosecondsOf(frame?.clouds[0]?.timestamp?.ns);
      const record = { dataset: dataset.name, frameIndex: frame?.index, timestampNs, finding };
      const partition = partitionPath(sequence.id, dayOf(timestampNs));
      await rows.add('findings', partition, [rowOf(FINDING_COLUMNS, record)]);
    }
    onRead(sequence.frames.length);
    return await rows.writeInto(out, id);
  } finally {
    rows.close();
  }
}
