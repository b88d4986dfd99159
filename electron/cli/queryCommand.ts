import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import type { TableName } from '#shared/labels/tables/table.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { EXIT, type CommandResult } from './exitCodes.ts';
import { QUICK_RULES } from './exportCommand.ts';
import { openInput } from './openInput.ts';
import { removeLeftovers, temporaryName } from './leftovers.ts';
import { hasErrors } from '#shared/problems/hasErrors.ts';
import { printProblems } from './print.ts';
import type { OnProgress } from './progress.ts';
import { ReadLog } from './sequences/readLog.ts';
import { loadDuckdb, openDuckdb, type OpenDuckdb } from './tables/duckdb.ts';
import { exportTables, planExport } from './tables/exportTables.ts';
import { openTables } from './tables/openTables.ts';
import { PartMaker } from './tables/partMaker.ts';
import { oneMaker } from './tables/partMakers.ts';
import { readQuery } from './tables/readQuery.ts';
import { resultLines, type ResultForm } from './tables/resultLines.ts';
import { isTableFolder, TableFolder } from './tables/tableFolder.ts';

const MEMORY_MEGABYTES = 384;
const LEFTOVER = 'boxwright-query-';

export interface QueryCommandOptions {
  readonly form: ResultForm;
  /** For findings; unless given, those that look at no clouds. */
  readonly rules?: readonly Rule[] | undefined;
  /** Takes the result, line by line. */
  readonly write: (line: string) => void;
  /** Takes what could not be read: the result is without it. */
  readonly say: (line: string) => void;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `boxwright query`: a SELECT over the tables of a folder of labels, or of one that `export` wrote. Of labels, the tables
 * that it names are made in a folder for the time of the query.
 */
export async function queryCommand(
  typed: string,
  sql: string,
  options: QueryCommandOptions,
): Promise<CommandResult> {
  const duckdb = await loadDuckdb();
  const { path } = await openInput(typed);
  const temporary = await temporaryFolder();
  const settings = { memoryMegabytes: MEMORY_MEGABYTES, temporary: join(temporary, 'spill') };
  const open = await openDuckdb(duckdb, settings);
  try {
    const connection = await open.connect();
    const tables = await readQuery(connection, sql);
    const isExport = await isTableFolder(path);
    const folder = isExport ? path : join(temporary, 'tables');
    const problems =
      isExport || tables.length === 0 ? [] : await makeTables(typed, tables, folder, open, options);
    await openTables(connection, folder);
    await runQuery(connection, sql, options);
    for (const line of printProblems(problems)) options.say(line);
    return { exitCode: hasErrors(problems) ? EXIT.findings : EXIT.ok, output: '' };
  } finally {
    open.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Of runs that were killed nothing stays. */
async function temporaryFolder(): Promise<string> {
  // Those of other people cannot be removed, and need not be.
  await removeLeftovers(tmpdir(), LEFTOVER).catch(() => undefined);
  const folder = join(tmpdir(), temporaryName(LEFTOVER, randomUUID().slice(0, 8)));
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

async function makeTables(
  typed: string,
  tables: readonly TableName[],
  folder: string,
  open: OpenDuckdb,
  { rules = QUICK_RULES, onProgress, signal }: QueryCommandOptions,
): Promise<readonly Problem[]> {
  const log = new ReadLog(nodeFileSystem);
  const plan = await planExport([typed], { tables, fileSystem: log.fileSystem });
  const out = await TableFolder.open(folder);
  const settings = { tables, rules: rules.map(({ id }) => id) };
  const maker = new PartMaker({ open, settings, log, temporary: out.temporaryFor('rows') });
  try {
    const options = { makers: oneMaker(maker, out), out, tables, onProgress, signal };
    return (await exportTables(plan, options)).problems;
  } finally {
    await out.close();
  }
}

async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  { form, write, signal }: QueryCommandOptions,
): Promise<void> {
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    for await (const line of resultLines(await connection.stream(sql), form)) write(line);
  } catch (cause) {
    signal?.throwIfAborted();
    // The places in the text that follow are for terminals of a width of their own.
    const message = cause instanceof Error ? (cause.message.split('\n\nLINE ')[0] ?? '') : String(cause);
    const params = { message: message.replaceAll(/\s+/g, ' ') };
    throw new ProblemError({ code: 'query.failed', severity: 'error', params }, { cause });
  } finally {
    signal?.removeEventListener('abort', interrupt);
  }
}
