import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { TABLE_NAMES, type TableName } from '#shared/labels/tables/table.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { quoted } from './duckdb.ts';

/**
 * Of all functions that stand for a table, those that read nothing and change nothing. Others read files, list folders,
 * run SQL out of a text, or switch on a log in a file, all of it inside a SELECT.
 */
const HARMLESS = new Set(['range', 'generate_series', 'unnest', 'json_each', 'json_tree']);

const parsedSchema = z.union([
  z.looseObject({ error: z.literal(true), error_type: z.string(), error_message: z.string() }),
  z.looseObject({ error: z.literal(false), statements: z.array(z.unknown()) }),
]);

/**
 * Which of our tables a query reads. DuckDB itself parses it, without running it.
 *
 * @throws ProblemError `query.refused` where it is more than one statement, or does anything but read; `query.failed`
 *   where it is no SQL
 */
export async function readQuery(connection: DuckDBConnection, sql: string): Promise<readonly TableName[]> {
  const reader = await connection.runAndReadAll(`SELECT json_serialize_sql(${quoted(sql)})`);
  const parsed = parsedSchema.parse(JSON.parse(String(reader.getRows()[0]?.[0])));
  if (parsed.error) {
    const code = parsed.error_type === 'not implemented' ? 'query.refused' : 'query.failed';
    const params = { message: parsed.error_message };
    throw new ProblemError({ code, severity: 'error', params });
  }
  if (parsed.statements.length !== 1) throw new ProblemError({ code: 'query.refused', severity: 'error' });
  const found: Mentioned = { tables: new Set(), functions: new Set() };
  collect(parsed.statements, found);
  const refused = [...found.functions].find((name) => !HARMLESS.has(name));
  if (refused !== undefined) {
    const params = { message: `${refused}()` };
    throw new ProblemError({ code: 'query.refused', severity: 'error', params });
  }
  return TABLE_NAMES.filter((name) => found.tables.has(name));
}

interface Mentioned {
  readonly tables: Set<string>;
  /** Only those that stand for a table. */
  readonly functions: Set<string>;
}

function collect(node: unknown, found: Mentioned): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, table_name: table, function: called } = node as Readonly<Record<string, unknown>>;
  if (type === 'BASE_TABLE') found.tables.add(String(table).toLowerCase());
  if (type === 'TABLE_FUNCTION') {
    const name: unknown = Reflect.get(Object(called), 'function_name');
    found.functions.add(String(name).toLowerCase());
  }
  for (const inner of Object.values(node)) collect(inner, found);
}
