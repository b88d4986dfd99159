import { z } from 'zod';

/**
 * What fits a schema of a value that does not: of objects, records and lists every part that fits, all else left out.
 * Undefined where nothing does.
 */
export function salvage(schema: z.core.$ZodType, value: unknown): unknown {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  if (schema instanceof z.ZodOptional) return salvage(schema.unwrap(), value);
  if (Array.isArray(value)) {
    if (!(schema instanceof z.ZodArray)) return undefined;
    return value.map((item) => salvageWhole(schema.element, item)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (schema instanceof z.ZodObject) return salvageKeys(value, (key) => schema.shape[key]);
  if (schema instanceof z.ZodRecord) return salvageKeys(value, () => schema.valueType);
  return undefined;
}

function salvageKeys(value: object, schemaOf: (key: string) => z.core.$ZodType | undefined): object {
  const kept = Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const schema = key === '__proto__' ? undefined : schemaOf(key);
    const saved = schema && salvage(schema, inner);
    return saved === undefined ? [] : [[key, saved] as const];
  });
  return Object.fromEntries(kept);
}

/** One of many in a list: half of one is none. */
function salvageWhole(schema: z.core.$ZodType, value: unknown): unknown {
  const parsed = z.safeParse(schema, value);
  return parsed.success ? parsed.data : undefined;
}
