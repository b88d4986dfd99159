import { readFileSync } from 'node:fs';

/** What an independent reader found in a field of a PCD file. */
export interface ReferenceField {
  readonly name: string;
  readonly padding?: true;
  readonly count: number;
  readonly dtype: string;
  /** Absent for whole numbers. */
  readonly nan?: number;
  readonly inf?: number;
  /** Of the finite values; absent when there are none. */
  readonly min?: number;
  readonly max?: number;
  /** `nan` where the sum went beyond float64. */
  readonly mean?: number | 'nan';
}

export interface ReadableReference {
  readonly ok: true;
  readonly n: number;
  readonly header: {
    readonly version: string | null;
    readonly fields: readonly string[];
    readonly width: number;
    readonly height: number;
    readonly points: number;
    readonly viewpoint: readonly string[] | null;
    readonly data: string;
    readonly data_offset: number;
  };
  readonly fields: readonly ReferenceField[];
  /** Absent where the file has no x y z. */
  readonly xyz?: { readonly sha256_xyz_f32_file_order: string };
}

interface Reference {
  readonly file: string;
  readonly numpy_reader: ReadableReference | { readonly ok: false; readonly error: string };
}

/** The files that the independent reader could read, each with what it found, and those that it could not. */
export function pcdReferences(root: string): {
  readonly readable: readonly { readonly file: string; readonly expected: ReadableReference }[];
  readonly unreadable: readonly { readonly file: string }[];
} {
  const references: Reference[] = JSON.parse(readFileSync(`${root}/oracle/pcd_summary.json`, 'utf8'));
  return {
    readable: references.flatMap(({ file, numpy_reader }) =>
      numpy_reader.ok ? { file, expected: numpy_reader } : [],
    ),
    unreadable: references.filter(({ numpy_reader }) => !numpy_reader.ok),
  };
}
