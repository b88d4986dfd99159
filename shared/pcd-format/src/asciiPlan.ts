import { SCALARS } from './scalar.ts';
import type { PcdArray, PcdColumn, PcdField } from './types.ts';

/** What happens to a token: thrown away, or stored as a float, as a whole number up to 32 bits, or as a BigInt. */
export const SKIP = 0;
export const FLOAT = 1;
export const WHOLE = 2;
export const BIG = 3;

/** A row of text, token by token, in arrays that the row parser can walk without looking at fields. */
export interface AsciiPlan {
  readonly tokens: number;
  /** SKIP, FLOAT, WHOLE or BIG. */
  readonly kinds: Uint8Array;
  /** Where a FLOAT or WHOLE token of row `r` goes: `numbers[t][r * steps[t] + starts[t]]`. */
  readonly numbers: readonly NumberTarget[];
  /** The same for BIG tokens. */
  readonly bigs: readonly BigTarget[];
  readonly starts: Int32Array;
  readonly steps: Int32Array;
  readonly names: readonly string[];
}

type BigTarget = BigInt64Array | BigUint64Array;
type NumberTarget = Exclude<PcdArray, BigTarget>;

const NO_NUMBERS = new Uint8Array(0);
const NO_BIGS = new BigInt64Array(0);

/** @param fields all fields of the file; those without a column are skipped */
export function planRow(fields: readonly PcdField[], columns: readonly PcdColumn[]): AsciiPlan {
  const byField = new Map(columns.map((column) => [column.field, column]));
  const tokens = fields.reduce((sum, { count }) => sum + count, 0);
  const kinds = new Uint8Array(tokens);
  const starts = new Int32Array(tokens);
  const steps = new Int32Array(tokens);
  const numbers: NumberTarget[] = [];
  const bigs: BigTarget[] = [];
  const names: string[] = [];
  for (const field of fields) {
    const values = byField.get(field)?.values;
    const isBig = values instanceof BigInt64Array || values instanceof BigUint64Array;
    for (let element = 0; element < field.count; element++) {
      const token = names.length;
      kinds[token] = values === undefined ? SKIP : kindOf(field);
      starts[token] = element;
      steps[token] = field.count;
      numbers.push(isBig ? NO_NUMBERS : (values ?? NO_NUMBERS));
      bigs.push(isBig ? values : NO_BIGS);
      names.push(field.name);
    }
  }
  return { tokens, kinds, numbers, bigs, starts, steps, names };
}

function kindOf(field: PcdField): number {
  const { letter, bytes } = SCALARS[field.type];
  if (letter === 'F') return FLOAT;
  return bytes === 8 ? BIG : WHOLE;
}
