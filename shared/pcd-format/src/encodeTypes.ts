import type { PcdArray, PcdEncoding, PcdScalarType } from './types.ts';

export interface EncodeField {
  readonly name: string;
  /** The array's own type decides TYPE and SIZE. */
  readonly values: PcdArray;
  /** Elements per point, default 1; those of one point are consecutive in `values`. */
  readonly count?: number;
}

export interface EncodeOptions {
  readonly encoding: PcdEncoding;
  /** Default: all points in one row. */
  readonly width?: number;
  /** Default 1. */
  readonly height?: number;
  /** tx ty tz (metres) qw qx qy qz. Default: the identity. */
  readonly viewpoint?: readonly number[];
  /** Comment lines after the first line of the file. */
  readonly comments?: readonly string[];
}

/** A field that has been checked, as the body writers take it. */
export interface Plane {
  readonly name: string;
  readonly type: PcdScalarType;
  readonly count: number;
  readonly values: PcdArray;
}
