import type { z } from 'zod';
import { findJsonValue } from '../problems/findJsonValue.ts';
import { parseJson } from '../problems/parseJson.ts';
import { ProblemError, type Problem } from '../problems/problem.ts';
import { schemaFault } from '../problems/schemaFault.ts';
import { migrate, type Migrations, type RawFile } from './migrations.ts';

export interface LabelFileKind<T> {
  readonly format: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
  readonly migrations: Migrations;
}

/**
 * Parses a file that names its format and version, brings it to the current version and checks it.
 *
 * @throws ProblemError `labels.malformed` (line, column), `labels.version` (format, version), `labels.schema` (where,
 *   reason, line, column).
 */
export function parseLabelFile<T>(text: string, path: string, kind: LabelFileKind<T>): T {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  if (!isRecord(json)) throw schemaError(path, { where: '', reason: 'expectObject' });
  const file = json['format'] === kind.format ? migrate(json, kind.version, kind.migrations) : undefined;
  if (file === undefined) {
    const params = { ...plain('format', json), ...plain('version', json) };
    throw new ProblemError({ code: 'labels.version', severity: 'error', path, params });
  }
  const parsed = kind.schema.safeParse(file);
  if (!parsed.success) {
    const place = findJsonValue(text, parsed.error.issues[0]?.path ?? []);
    throw schemaError(path, { ...schemaFault(parsed.error, file), ...place });
  }
  return parsed.data;
}

export function schemaError(path: string, params: NonNullable<Problem['params']>): ProblemError {
  return new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}

function isRecord(value: unknown): value is RawFile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(key: string, file: RawFile): Record<string, string | number> {
  const value = file[key];
  return typeof value === 'string' || typeof value === 'number' ? { [key]: value } : {};
}

/** @throws ProblemError naming the first key that occurs twice. */
export function requireUnique(
  keys: readonly (string | number)[],
  path: string,
  place: (index: number) => string,
  reason: 'duplicate' | 'duplicateTrack' = 'duplicate',
): void {
  const seen = new Set<string | number>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) throw schemaError(path, { where: place(index), reason });
    seen.add(key);
  }
}
