import type { z } from 'zod';
import { parseJson } from '../../problems/parseJson.ts';
import { ProblemError } from '../../problems/problem.ts';
import { schemaFault } from '../../problems/schemaFault.ts';

/** The JSON of a label file, of the form that a schema says. @throws ProblemError `labels.malformed`, `labels.schema` */
export function parseLabelJson<T>(text: string, path: string, schema: z.ZodType<T>): T {
  const json = parseJson(text, path, { malformed: 'labels.malformed', mismatch: 'labels.schema' });
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const params = { ...schemaFault(parsed.error, json) };
  throw new ProblemError({ code: 'labels.schema', severity: 'error', path, params });
}
