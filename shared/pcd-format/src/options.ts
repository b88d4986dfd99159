import type { PcdKernels } from './kernels.ts';

export interface DecodeOptions {
  /** Only these columns (names as in the header, case-sensitive); a name the file lacks is simply not there. */
  readonly fields?: readonly string[];
  /**
   * Gives the memory for the columns: called at most once per decode, with the bytes needed. The buffer may be larger
   * and need not be zeroed. All columns are views on it, so it must not be lent again while the cloud is in use.
   */
  readonly lend?: (byteLength: number) => ArrayBuffer;
  /**
   * What to do with a body that ends early: `refuse` it (`truncated`), or `keep` the points that are complete and warn how
   * many are missing. No point of a compressed body is complete before its end. Default `refuse`.
   */
  readonly truncated?: 'refuse' | 'keep';
  /** Compiled loops that do the same faster; without them it is done in TypeScript. */
  readonly kernels?: PcdKernels | undefined;
  /**
   * What to do with points of which a coordinate (`x`, `y` or `z`, small or capital, of type F) is NaN or infinite, as
   * organised clouds have them where a beam came back from nothing: `keep` them (the default), so that point i is row i
   * of the file, or `drop` them from every column; `PcdCloud.rows` then says which row each point was.
   */
  readonly nonFinite?: 'keep' | 'drop';
  /** Fail with `too-large` rather than ask for more memory than this. Default 2 GiB. */
  readonly maxBytes?: number;
  /** Looked at between blocks and chunks; decoding then throws `reason`. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown };
  readonly onProgress?: (pointsDone: number, points: number) => void;
}
