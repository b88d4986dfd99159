import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { Rule } from '#shared/quality/rule.ts';
import type { TableName } from '#shared/labels/tables/table.ts';
import { LABEL_TABLES } from '#shared/labels/tables/tables.ts';
import { isInShard, type Shard } from '#shared/shareOut.ts';
import { openQualityDataset } from '../qualityDataset.ts';
import type { OnProgress } from '../progress.ts';
import type { OpenDuckdb } from './duckdb.ts';
import { exportFindings, findingParts, type FindingPart } from './exportFindings.ts';
import { exportLabels } from './exportLabels.ts';
import { labelParts, type LabelDataset, type LabelPart } from './labelDatasets.ts';
import type { RowCounts } from './partRows.ts';
import type { TableFolder } from './tableFolder.ts';

export interface ExportPlan {
  readonly labels: readonly LabelPart[];
  readonly findings: readonly FindingPart[];
  readonly problems: DatasetProblems;
}

/**
 * What there is to do for tables of datasets.
 *
 * @throws ProblemError `convert.noLabels` where there is no sidecar at all
 */
export async function planExport(
  datasets: readonly LabelDataset[],
  tables: readonly TableName[],
): Promise<ExportPlan> {
  const problems = new DatasetProblems(datasets.length > 1);
  const labels: LabelPart[] = [];
  const findings: FindingPart[] = [];
  for (const dataset of datasets) {
    const parts = await labelParts(dataset);
    problems.of(dataset).push(...dataset.folder.problems);
    if (parts.length === 0) problems.of(dataset).push(NO_LABELS);
    labels.push(...parts);
    if (tables.includes('findings')) findings.push(...(await readFindingParts(dataset, problems)));
  }
  if (labels.length === 0)
    throw new ProblemError({ ...NO_LABELS, path: datasets.map(({ typed }) => typed).join(' ') });
  return { labels, findings, problems };
}

const NO_LABELS: Problem = { code: 'convert.noLabels', severity: 'error' };

export interface ExportOptions {
  readonly open: OpenDuckdb;
  readonly out: TableFolder;
  readonly tables: readonly TableName[];
  /** Of findings. */
  readonly rules: readonly Rule[];
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
 * Writes tables into a folder, and removes what an earlier run wrote there of labels that there are no more. Of a shard,
 * only the parts that fall to it: they are the same ones, with the same content, however many shards there are.
 */
export async function exportTables(
  { labels, findings, problems }: ExportPlan,
  { open, out, tables, rules, shard, onProgress, signal }: ExportOptions,
): Promise<ExportedTables> {
  const isOurs = ({ id }: { readonly id: string }): boolean => shard === undefined || isInShard(id, shard);
  const parts = labels.filter(isOurs);
  const checked = findings.filter(isOurs);
  const sidecars = parts.reduce((sum, { paths }) => sum + paths.length, 0);
  const total = checked.reduce((sum, { sequence }) => sum + sequence.frames.length, sidecars);
  let done = 0;
  const onRead = (count: number): void => {
    done += count;
    onProgress?.(done, total);
  };
  const rows: RowCounts = Object.fromEntries(tables.map((table) => [table, 0]));
  const count = (counts: RowCounts): void => {
    for (const table of tables) rows[table] = (rows[table] ?? 0) + (counts[table] ?? 0);
  };
  const problemsOf = (dataset: LabelDataset): Problem[] => problems.of(dataset);
  const ofLabels = LABEL_TABLES.filter((table) => tables.includes(table));
  const work = { open, out, onRead, signal };
  for await (const counts of exportLabels({ ...work, tables: ofLabels, parts, problemsOf })) count(counts);
  for (const part of checked)
    count(await exportFindings(part, { ...work, rules, problems: problemsOf(part.dataset) }));
  await out.keepOnly(new Set([...labels, ...findings].map(({ id }) => id)));
  onProgress?.(total, total);
  return { sidecars, rows, problems: problems.all };
}

/** Without a dataset around them, labels can be told and not checked. */
async function readFindingParts(dataset: LabelDataset, problems: DatasetProblems): Promise<FindingPart[]> {
  try {
    const quality = await openQualityDataset(dataset.typed, undefined, { orLabelsAlone: true });
    problems.of(dataset).push(...quality.dataset.problems);
    return findingParts(dataset, quality);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    problems.of(dataset).push(error.problem);
    return [];
  }
}

/** What is wrong with files, each by its path; where there are several datasets, with theirs before it. */
class DatasetProblems {
  readonly #areSeveral: boolean;
  readonly #lists = new Map<LabelDataset, Problem[]>();

  constructor(areSeveral: boolean) {
    this.#areSeveral = areSeveral;
  }

  of(dataset: LabelDataset): Problem[] {
    const list = this.#lists.get(dataset) ?? [];
    this.#lists.set(dataset, list);
    return list;
  }

  get all(): readonly Problem[] {
    return [...this.#lists].flatMap(([{ name }, list]) =>
      this.#areSeveral
        ? list.map((problem) => ({
            ...problem,
            path: problem.path === undefined ? name : `${name}/${problem.path}`,
          }))
        : list,
    );
  }
}
