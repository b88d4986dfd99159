import { z } from 'zod';

/**
 * What a schema says about the order of keys in a file: taken from the schema itself, so that a key added there has its
 * place at once.
 */
export interface KeyOrder {
  /** The known keys of an object, in order, each with the order of what it holds. */
  readonly keys?: ReadonlyMap<string, KeyOrder>;
  /** What every element of an array, or every value of a record, looks like. */
  readonly each?: KeyOrder;
}

const NOTHING_KNOWN: KeyOrder = {};

export function keyOrderOf(schema: z.core.$ZodType): KeyOrder {
  if (schema instanceof z.ZodObject) {
    const keys = Object.entries<z.core.$ZodType>(schema.shape).map(
      ([key, value]) => [key, keyOrderOf(value)] as const,
    );
    return { keys: new Map(keys) };
  }
  if (schema instanceof z.ZodArray) return { each: keyOrderOf(schema.element) };
  if (schema instanceof z.ZodRecord) return { each: keyOrderOf(schema.valueType) };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return keyOrderOf(schema.unwrap());
  return NOTHING_KNOWN;
}
