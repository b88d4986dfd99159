import { FieldMerge } from './fieldMerge.ts';
import { compareSides, part, type Side, type ThreeWay } from './threeWay.ts';

export interface MergedJson {
  readonly merged: unknown;
  /** Places of what both sides changed (`ontology.classes`), in no order. */
  readonly conflicts: readonly string[];
}

/**
 * Any JSON, key by key through nested objects; lists and plain values as a whole. For files whose parts have no ids,
 * such as `dataset.json`.
 */
export function mergeJson(values: ThreeWay<unknown>, prefer: Side = 'ours'): MergedJson {
  const fields = new FieldMerge(prefer);
  return { merged: mergeValue('', values, fields), conflicts: fields.conflicts };
}

function mergeValue(place: string, values: ThreeWay<unknown>, fields: FieldMerge): unknown {
  const { base, ours, theirs } = values;
  if (!isRecord(ours) || !isRecord(theirs) || compareSides(values) !== 'conflict')
    return fields.field(place, values);
  const records = { base: isRecord(base) ? base : undefined, ours, theirs };
  const merged: Record<string, unknown> = {};
  for (const key of new Set([ours, theirs, records.base ?? {}].flatMap((record) => Object.keys(record)))) {
    const inner = part(records, (record) => (Object.hasOwn(record, key) ? record[key] : undefined));
    const value = mergeValue(place === '' ? key : `${place}.${key}`, inner, fields);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
