import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { LABEL_TABLES } from '#shared/labels/tables/tables.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { needsClouds } from '#shared/quality/selectRules.ts';
import type { Shard } from '#shared/shareOut.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { counted, printJson, printProblems } from './print.ts';
import type { OnProgress } from './progress.ts';
import { ReadLog } from './sequences/readLog.ts';
import { loadDuckdb } from './tables/duckdb.ts';
import { exportTables, planExport } from './tables/exportTables.ts';
import { openPartMakers, type PartMakersOptions } from './tables/partMakers.ts';
import { TableFolder } from './tables/tableFolder.ts';

export interface ExportCommandOptions extends Pick<PartMakersOptions, 'jobs' | 'threadEntry' | 'signal'> {
  /** With the table of findings. */
  readonly findings: boolean;
  /** For findings; unless given, those that look at no clouds. */
  readonly rules?: readonly Rule[] | undefined;
  readonly shard?: Shard | undefined;
  readonly json: boolean;
  readonly onProgress?: OnProgress | undefined;
}

/** `boxwright export`: labels as tables in Parquet files, for engines that query any amount of them. */
export async function exportCommand(
  output: string,
  folders: readonly string[],
  { findings, rules = QUICK_RULES, shard, jobs, threadEntry, json, onProgress, signal }: ExportCommandOptions,
): Promise<CommandResult> {
  // Where there is none, before anything is read or written.
  await loadDuckdb();
  const tables = [...LABEL_TABLES, ...(findings ? (['findings'] as const) : [])];
  const settings = { tables, rules: rules.map(({ id }) => id) };
  const log = new ReadLog(nodeFileSystem);
  const plan = await planExport(folders, { tables, shard, fileSystem: log.fileSystem });
  const out = await TableFolder.open(output);
  try {
    const makers = await openPartMakers({ jobs, threadEntry, plan, settings, log, out, signal });
    const options = { makers, out, tables, onProgress, signal };
    const { sidecars, rows, problems } = await exportTables(plan, options);
    const exitCode = hasErrors(problems) ? EXIT.findings : EXIT.ok;
    if (json) return { exitCode, output: printJson({ output, sidecars, rows, problems }) };
    const counts = tables.map((table) => `${rows[table] ?? 0} in ${table}`).join(', ');
    const lines = [
      ...printProblems(problems),
      `${counted(sidecars, 'label file')} as rows in ${output}: ${counts}`,
    ];
    return { exitCode, output: lines.join('\n') };
  } finally {
    await out.close();
  }
}

/** What looks at clouds takes many times as long as all else. */
export const QUICK_RULES = RULES.filter((rule) => !needsClouds([rule]));
