import type { FileSystem } from '#electron/services/fileSystem.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { TableName } from '#shared/labels/tables/table.ts';
import { isInShard, type Shard } from '#shared/shareOut.ts';
import { openQualityDataset } from '../qualityDataset.ts';
import type { OnProgress } from '../progress.ts';
import { findingParts, type FindingPart } from './exportFindings.ts';
import { labelParts, openLabelDatasets, type LabelDataset, type LabelPart } from './labelDatasets.ts';
import type { PartMaker, TablePart } from './partMaker.ts';
import type { RowCounts } from './partRows.ts';
import type { TableFolder } from './tableFolder.ts';

export interface ExportPlan {
  readonly datasets: readonly LabelDataset[];
  readonly labels: readonly LabelPart[];
  readonly findings: readonly FindingPart[];
  readonly problems: DatasetProblems;
}

/**
 * What there is to do for tables of datasets.
 *
 * @param typed folders as a person named them
 * @param fileSystem what their rules read through
 * @throws ProblemError `convert.noLabels` where there is no sidecar at all
 */
export async function planExport(
  typed: readonly string[],
  tables: readonly TableName[],
  fileSystem: FileSystem,
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
  return { datasets, labels, findings, problems };
}

const NO_LABELS: Problem = { code: 'convert.noLabels', severity: 'error' };

export interface ExportOptions {
  readonly maker: PartMaker;
  readonly out: TableFolder;
  readonly tables: readonly TableName[];
  readonly shard?: Shard | undefined;
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
 * there are no more. Of a shard, only the parts that fall to it: they are the same ones, with the same content, however
 * many shards there are.
 */
export async function exportTables(
  { labels, findings, problems }: ExportPlan,
  { maker, out, tables, shard, onProgress, signal }: ExportOptions,
): Promise<ExportedTables> {
  const parts = [...labels, ...findings].filter(({ id }) => shard === undefined || isInShard(id, shard));
  const rows: RowCounts = Object.fromEntries(tables.map((table) => [table, 0]));
  const progress = new PartProgress(parts, onProgress);
  for (const part of parts) {
    const onRead = (count: number): void => {
      progress.add(part, count);
      signal?.throwIfAborted();
    };
    const { record, files } = await maker.ensure(part, out.placesOf(part.id), onRead);
    if (files !== undefined) await out.place(part.id, files, `${JSON.stringify(record)}\n`);
    progress.finish(part);
    for (const table of tables) rows[table] = (rows[table] ?? 0) + (record.rows[table] ?? 0);
    problems.add(part.dataset, record.problems);
  }
  await out.keepOnly(new Set([...labels, ...findings].map(({ id }) => id)));
  const sidecars = parts.reduce((sum, part) => sum + (part.kind === 'labels' ? framesIn(part) : 0), 0);
  return { sidecars, rows, problems: problems.all };
}

function framesIn(part: TablePart): number {
  return part.kind === 'labels' ? part.paths.length : part.sequence.frames.length;
}

/** Frames that are done in all parts; of one that was there already, all at once. */
class PartProgress {
  readonly #onProgress: OnProgress | undefined;
  readonly #total: number;
  readonly #ofParts = new Map<TablePart, number>();
  #done = 0;

  constructor(parts: readonly TablePart[], onProgress: OnProgress | undefined) {
    this.#onProgress = onProgress;
    this.#total = parts.reduce((sum, part) => sum + framesIn(part), 0);
  }

  add(part: TablePart, count: number): void {
    this.#ofParts.set(part, (this.#ofParts.get(part) ?? 0) + count);
    this.#done += count;
    this.#onProgress?.(this.#done, this.#total);
  }

  finish(part: TablePart): void {
    this.add(part, framesIn(part) - (this.#ofParts.get(part) ?? 0));
    this.#ofParts.delete(part);
  }
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
