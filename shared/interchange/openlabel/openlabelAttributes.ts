import { z } from 'zod';
import { compareCodePoints } from '../../dataset/naturalOrder.ts';
import type { Attributes } from '../../labels/sidecar.ts';

const named = <T extends z.ZodType>(val: T) =>
  z.array(z.looseObject({ name: z.string(), val }).or(z.unknown()));

export const attributesSchema = z.looseObject({
  boolean: named(z.boolean()).optional(),
  num: named(z.number()).optional(),
  text: named(z.string()).optional(),
});

interface Entry<T> {
  readonly name: string;
  readonly val: T;
}

export interface OpenlabelAttributes {
  readonly boolean?: readonly Entry<boolean>[];
  readonly num?: readonly Entry<number>[];
  readonly text?: readonly Entry<string>[];
}

/** OpenLABEL keeps attributes by their kind, each with its name; the names in order. */
export function openlabelAttributes(attributes: Attributes): { attributes?: OpenlabelAttributes } {
  const entries = Object.entries(attributes).sort(([a], [b]) => compareCodePoints(a, b));
  if (entries.length === 0) return {};
  const boolean = entries.flatMap(([name, val]) => (typeof val === 'boolean' ? [{ name, val }] : []));
  const num = entries.flatMap(([name, val]) => (typeof val === 'number' ? [{ name, val }] : []));
  const text = entries.flatMap(([name, val]) => (typeof val === 'string' ? [{ name, val }] : []));
  return {
    attributes: {
      ...(boolean.length === 0 ? {} : { boolean }),
      ...(num.length === 0 ? {} : { num }),
      ...(text.length === 0 ? {} : { text }),
    },
  };
}

/** What is none is passed over. */
export function attributesFrom(value: unknown): Attributes {
  const parsed = attributesSchema.safeParse(value);
  if (!parsed.success) return {};
  const { boolean = [], num = [], text = [] } = parsed.data;
  const found: Attributes = {};
  for (const entry of [...boolean, ...num, ...text]) {
    if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('val' in entry)) continue;
    const { name, val } = entry;
    const isPlain = typeof val === 'string' || typeof val === 'boolean' || Number.isFinite(val);
    if (typeof name === 'string' && name !== '__proto__' && isPlain)
      found[name] = val as string | number | boolean;
  }
  return found;
}
