import { pcdKernels } from '../../../testing/pcdKernels.ts';
import { decodePcd } from '../src/decode.ts';
import { PcdError } from '../src/types.ts';
import type { DecodeOptions } from '../src/options.ts';
import type { PcdHeader } from '../src/types.ts';

/** What became of a file, to be compared: every byte of every column, or all that the error says. */
export type Outcome =
  | {
      readonly header: PcdHeader;
      readonly points: number;
      readonly rows: Uint32Array | undefined;
      readonly columns: Readonly<Record<string, string>>;
    }
  | { readonly code: string; readonly message: string; readonly details: object; readonly offset?: number };

export function outcomeOf(bytes: Uint8Array, options: DecodeOptions = {}): Outcome {
  try {
    const { header, points, columns, rows } = decodePcd(bytes, options);
    const bytesOf = [...columns].map(([name, { field, values }]): [string, string] => {
      if (values.length !== points * field.count) throw new Error(`${name} has ${values.length} values`);
      const view = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
      return [`${name} ${values.constructor.name}`, view.toString('base64')];
    });
    return { header, points, rows, columns: Object.fromEntries(bytesOf) };
  } catch (error) {
    if (!(error instanceof PcdError)) throw error;
    const { code, message, details, offset } = error;
    return { code, message, details, ...(offset !== undefined && { offset }) };
  }
}

/** The same by the kernels. */
export function outcomeByKernels(bytes: Uint8Array, options: DecodeOptions = {}): Outcome {
  return outcomeOf(bytes, { ...options, kernels: pcdKernels });
}
