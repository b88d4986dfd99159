import type { FileSystem } from '#electron/services/fileSystem.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { TableName } from '#shared/labels/tables/table.ts';
import { isInShard, type Shard } from '#shared/shareOut.ts';
import { FrameProgress } from '../frameProgress.ts';
import { openQualityDataset } from '../qualityDataset.ts';
import type { OnProgress } from '../progress.ts';
import { findingParts, type FindingPart } from './exportFindings.ts';
import { labelParts, openLabelDatasets, type LabelDataset, type LabelPart } from './labelDatasets.ts';
import { framesIn, type TablePart } from './partMaker.ts';
import type { PartMakers } from './partMakers.ts';
import type { PartRecord } from './partRecord.ts';
import type { RowCounts } from './partRows.ts';
import type { TableFolder } from './tableFolder.ts';

export interface ExportPlan {
  readonly datasets: readonly LabelDataset[];
  /** Of a shard, those that fall to it: the same ones, with the same content, however many shards there are. */
  readonly parts: readonly TablePart[];
  /** Of all parts, whatever the shard. */
  readonly ids: ReadonlySet<string>;
  readonly problems: DatasetProblems;
}

export interface PlanOptions {
  readonly tables: readonly TableName[];
  readonly shard?: Shard | undefined;
  /** What rules read through. */
  readonly fileSystem: FileSystem;
}

/**
 * What there is to do for tables of datasets.
 *
 * @param typed folders as a person named them
 * @throws ProblemError `convert.noLabels` where there is no sidecar at all
 */
export async function planExport(
  typed: readonly string[],
  { tables, shard, fileSystem }: PlanOptions,
): Promise<ExportPlan> {
  const datasets = await openLabelDatasets(typed);
  const problems = new DatasetProblems(datasets);
  const labels: LabelPart[] = [];
  const findings: FindingPart[] = [];
  for (const dataset of datasets) {
    const parts = await labelParts(dataset);
    if (parts.length === 0) problems.add(dataset, [NO_LABELS]);
    labels.push(...parts);
    if (tables.includes('findings'))
      findings.push(...(await readFindingParts(dataset, fileSystem, problems)));
  }
  if (labels.length === 0)
    throw new ProblemError({ ...NO_LABELS, path: datasets.map((dataset) => dataset.typed).join(' ') });
  const all = [...labels, ...findings];
  const parts = all.filter(({ id }) => shard === undefined || isInShard(id, shard));
  return { datasets, parts, ids: new Set(all.map(({ id }) => id)), problems };
}

const NO_LABELS: Problem = { code: 'convert.noLabels', severity: 'error' };

export interface ExportOptions {
  readonly makers: PartMakers;
  readonly out: TableFolder;
  readonly tables: readonly TableName[];
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ExportedTables {
  readonly sidecars: number;
  readonly rows: RowCounts;
  readonly problems: readonly Problem[];
}

/**
 * Writes tables into a folder, as far as they are not there, and removes what an earlier run wrote there of labels that
 * there are no more. Who makes the parts is asked for no more of them in the end.
 */
export async function exportTables(
  { parts, ids, problems }: ExportPlan,
  { makers, out, tables, onProgress, signal }: ExportOptions,
): Promise<ExportedTables> {
  const progress = new FrameProgress(parts, framesIn, onProgress);
  const placed = async (part: TablePart): Promise<Pick<PartRecord, 'rows' | 'problems'>> => {
    signal?.throwIfAborted();
    const { record, files } = await makers.ensure(part, (count) => {
      progress.add(part, count);
      signal?.throwIfAborted();
    });
    if (files !== undefined) await out.place(part.id, files, `${JSON.stringify(record)}\n`);
    progress.finish(part);
    return { rows: record.rows, problems: record.problems };
  };
  const rows: RowCounts = Object.fromEntries(tables.map((table) => [table, 0]));
  const ahead = makers.areSeveral ? parts.map(placed) : [];
  // Whoever waits for it is told; the others would be without anybody who listens.
  for (const part of ahead) part.catch(() => undefined);
  try {
    for (const [i, part] of parts.entries()) {
      const made = await (ahead[i] ?? placed(part));
      for (const table of tables) rows[table] = (rows[table] ?? 0) + (made.rows[table] ?? 0);
      problems.add(part.dataset, made.problems);
    }
  } finally {
    await makers.end();
    await Promise.allSettled(ahead);
  }
  await out.keepOnly(ids);
  const sidecars = parts.reduce((sum, part) => sum + (part.kind === 'labels' ? framesIn(part) : 0), 0);
  return { sidecars, rows, problems: problems.all };
}

/** Without a dataset around them, labels can be told and not checked. */
async function readFindingParts(
  dataset: LabelDataset,
  fileSystem: FileSystem,
  problems: DatasetProblems,
): Promise<FindingPart[]> {
  try {
    const quality = await openQualityDataset(dataset.typed, undefined, { fileSystem, orLabelsAlone: true });
    problems.add(dataset, quality.dataset.problems);
    return findingParts(dataset, quality);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.add(dataset, [error.problem]);
    return [];
  }
}

/** What is wrong with files, each by its path; where there are several datasets, with theirs before it. */
class DatasetProblems {
  readonly #lists: ReadonlyMap<LabelDataset, Problem[]>;

  constructor(datasets: readonly LabelDataset[]) {
    this.#lists = new Map(datasets.map((dataset) => [dataset, [...dataset.problems]]));
  }

  add(dataset: LabelDataset, problems: readonly Problem[]): void {
    this.#lists.get(dataset)?.push(...problems);
  }

  get all(): readonly Problem[] {
    return [...this.#lists].flatMap(([{ name }, list]) =>
      this.#lists.size > 1
        ? list.map((problem) => ({
            ...problem,
            path: problem.path === undefined ? name : `${name}/${problem.path}`,
          }))
        : list,
    );
  }
}
