/** The scalar types a PCD field can have: TYPE I, U or F with SIZE 1, 2, 4 or 8 (F: 4 or 8). */
export type PcdScalarType =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'float32'
  | 'float64';

export type PcdArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** One entry of FIELDS. Padding (`_`) is listed too, because it takes room in a row, but never becomes a column. */
export interface PcdField {
  readonly name: string;
  readonly type: PcdScalarType;
  /** Elements per point, at least 1. */
  readonly count: number;
  /** Byte offset of the first element in a binary row. */
  readonly offset: number;
}

export type PcdEncoding = 'ascii' | 'binary' | 'binary_compressed';

/** What was odd in a file that could be read all the same. `details` says where. */
export interface PcdWarning {
  readonly code: PcdWarningCode;
  /** In English, for logs; programs go by `code` and `details`. */
  readonly message: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export type PcdWarningCode =
  /** VERSION is missing or not .5, .6 or .7; read as 0.7 */
  | 'version'
  /** a header line with a key that PCD does not know; ignored */
  | 'unknown-key'
  /** characters after a number (`WIDTH 11145###`); ignored */
  | 'junk-after-number'
  /** VIEWPOINT is not seven numbers; replaced by the identity */
  | 'viewpoint'
  /** a second field of the same name; renamed to `name#2` */
  | 'duplicate-field'
  /** a field with COUNT 0; dropped */
  | 'empty-field'
  /** no POINTS line; WIDTH × HEIGHT used */
  | 'points-missing'
  /** POINTS is not WIDTH × HEIGHT; the count that the body holds is used */
  | 'points-mismatch'
  /** the body ends early and the caller wanted the points that are complete; only with `truncated: 'keep'` */
  | 'truncated';

export interface PcdHeader {
  /** As written, for example `0.7` or `.7`; empty when missing. */
  readonly version: string;
  /** In file order, padding included, COUNT 0 fields left out. */
  readonly fields: readonly PcdField[];
  readonly width: number;
  readonly height: number;
  /** Sensor pose: tx ty tz (metres) qw qx qy qz. */
  readonly viewpoint: readonly number[];
  readonly points: number;
  readonly encoding: PcdEncoding;
  /** Bytes of one point in a binary body, padding included. */
  readonly rowBytes: number;
  /** Bytes of the header, including the newline after DATA: the offset of the body. */
  readonly byteLength: number;
  readonly warnings: readonly PcdWarning[];
}

export interface PcdColumn {
  readonly field: PcdField;
  /** `points * field.count` elements; the elements of one point are consecutive. */
  readonly values: PcdArray;
}

export interface PcdCloud {
  readonly header: PcdHeader;
  /** By field name, in file order. All columns of a cloud are views on one buffer. */
  readonly columns: ReadonlyMap<string, PcdColumn>;
  /** Of every column; fewer than `header.points` where some were dropped. */
  readonly points: number;
  /**
   * With `nonFinite: 'drop'` the row of each point in the file, rising; undefined where none was dropped. In an organised
   * cloud (`header.height` above 1) row r is column r % width of line ⌊r ÷ width⌋.
   */
  readonly rows: Uint32Array | undefined;
}

/**
 * - `header`: not a PCD file, or its header contradicts itself
 * - `truncated`: the body ends early; `details.expected` and `details.actual` count points
 * - `corrupt`: the body is not what the header promises; `details.line` (ascii) counts from 1 over the whole file
 * - `unsupported`: a legal file of a kind this package does not read, or values it cannot write
 * - `too-large`: more memory than `details.limit` bytes would be needed
 */
export type PcdErrorCode = 'header' | 'truncated' | 'corrupt' | 'unsupported' | 'too-large';

/** The only error that decoding and encoding throw on their own account. */
export class PcdError extends Error {
  readonly code: PcdErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
  /** The byte of the file at which it shows: of a line in the header its first; undefined when writing. */
  readonly offset: number | undefined;

  constructor(
    code: PcdErrorCode,
    message: string,
    details: Record<string, string | number> = {},
    offset?: number,
  ) {
    super(message);
    this.name = 'PcdError';
    this.code = code;
    this.details = details;
    this.offset = offset;
  }

  /** The same error at a place in the file, unless it knows its own. */
  at(offset: number): PcdError {
    return this.offset === undefined
      ? new PcdError(this.code, this.message, { ...this.details }, offset)
      : this;
  }
}
