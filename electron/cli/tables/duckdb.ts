import type * as duckdbApi from '@duckdb/node-api';
import { ProblemError } from '#shared/problems/problem.ts';

export type Duckdb = typeof duckdbApi;

export interface DuckdbSettings {
  /** What it uses beyond goes to the disk, or is refused. */
  readonly memoryMegabytes: number;
  /** Where that goes; made when it is needed. */
  readonly temporary: string;
  /** As many as there are processors unless given. */
  readonly threads?: number;
}

/** A database of its own in memory. */
export interface OpenDuckdb {
  readonly duckdb: Duckdb;
  connect(): Promise<duckdbApi.DuckDBConnection>;
  close(): void;
}

/** It asks no network for what it does not have. */
export async function openDuckdb(
  duckdb: Duckdb,
  { memoryMegabytes, temporary, threads }: DuckdbSettings,
): Promise<OpenDuckdb> {
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: temporary,
    ...(threads === undefined ? {} : { threads: String(threads) }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  return {
    duckdb,
    connect: () => instance.connect(),
    close: () => instance.closeSync(),
  };
}

/**
 * Where it is needed, and not before: other commands start without it.
 *
 * @throws ProblemError `duckdb.missing` where there is none for this system
 */
export async function loadDuckdb(): Promise<Duckdb> {
  try {
    return await import('@duckdb/node-api');
  } catch (cause) {
    const params = { system: `${process.platform} ${process.arch}` };
    throw new ProblemError({ code: 'duckdb.missing', severity: 'error', params }, { cause });
  }
}

/** A text as SQL has it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
