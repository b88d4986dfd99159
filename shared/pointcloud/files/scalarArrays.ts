import type { PcdArray, PcdScalarType } from 'pcd-format';

/** The scalar types of PLY and `.bin` files: those of PCD without 64-bit integers. */
export type CloudScalar = Exclude<PcdScalarType, 'int64' | 'uint64'>;
export type CloudArray = Exclude<PcdArray, BigInt64Array | BigUint64Array>;

interface ScalarArray {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly isFloat: boolean;
  of(buffer: ArrayBuffer): CloudArray;
}

export const SCALAR_ARRAYS: Readonly<Record<CloudScalar, ScalarArray>> = {
  int8: { bytes: 1, isFloat: false, of: (buffer) => new Int8Array(buffer) },
  uint8: { bytes: 1, isFloat: false, of: (buffer) => new Uint8Array(buffer) },
  int16: { bytes: 2, isFloat: false, of: (buffer) => new Int16Array(buffer) },
  uint16: { bytes: 2, isFloat: false, of: (buffer) => new Uint16Array(buffer) },
  int32: { bytes: 4, isFloat: false, of: (buffer) => new Int32Array(buffer) },
  uint32: { bytes: 4, isFloat: false, of: (buffer) => new Uint32Array(buffer) },
  float32: { bytes: 4, isFloat: true, of: (buffer) => new Float32Array(buffer) },
  float64: { bytes: 8, isFloat: true, of: (buffer) => new Float64Array(buffer) },
};
