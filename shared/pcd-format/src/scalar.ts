import type { PcdArray, PcdScalarType } from './types.ts';

interface Scalar {
  readonly bytes: 1 | 2 | 4 | 8;
  /** The letter of the TYPE line. */
  readonly letter: 'I' | 'U' | 'F';
  view(buffer: ArrayBuffer, byteOffset: number, length: number): PcdArray;
}

/** Every scalar type of the format: its size, its TYPE letter and the typed array that holds it. */
export const SCALARS: Readonly<Record<PcdScalarType, Scalar>> = {
  int8: { bytes: 1, letter: 'I', view: (buffer, at, length) => new Int8Array(buffer, at, length) },
  uint8: { bytes: 1, letter: 'U', view: (buffer, at, length) => new Uint8Array(buffer, at, length) },
  int16: { bytes: 2, letter: 'I', view: (buffer, at, length) => new Int16Array(buffer, at, length) },
  uint16: { bytes: 2, letter: 'U', view: (buffer, at, length) => new Uint16Array(buffer, at, length) },
  int32: { bytes: 4, letter: 'I', view: (buffer, at, length) => new Int32Array(buffer, at, length) },
  uint32: { bytes: 4, letter: 'U', view: (buffer, at, length) => new Uint32Array(buffer, at, length) },
  int64: { bytes: 8, letter: 'I', view: (buffer, at, length) => new BigInt64Array(buffer, at, length) },
  uint64: { bytes: 8, letter: 'U', view: (buffer, at, length) => new BigUint64Array(buffer, at, length) },
  float32: { bytes: 4, letter: 'F', view: (buffer, at, length) => new Float32Array(buffer, at, length) },
  float64: { bytes: 8, letter: 'F', view: (buffer, at, length) => new Float64Array(buffer, at, length) },
};

const BY_LETTER_AND_SIZE: ReadonlyMap<string, PcdScalarType> = new Map([
  ['I1', 'int8'],
  ['U1', 'uint8'],
  ['I2', 'int16'],
  ['U2', 'uint16'],
  ['I4', 'int32'],
  ['U4', 'uint32'],
  ['I8', 'int64'],
  ['U8', 'uint64'],
  ['F4', 'float32'],
  ['F8', 'float64'],
]);

/** The scalar type of a TYPE letter and a SIZE, or undefined where the format has none (F2, I3, …). */
export function scalarTypeOf(letter: string, size: number): PcdScalarType | undefined {
  return BY_LETTER_AND_SIZE.get(`${letter.toUpperCase()}${size}`);
}

const BY_ARRAY: Readonly<Record<PcdArray[typeof Symbol.toStringTag], PcdScalarType>> = {
  Int8Array: 'int8',
  Uint8Array: 'uint8',
  Int16Array: 'int16',
  Uint16Array: 'uint16',
  Int32Array: 'int32',
  Uint32Array: 'uint32',
  BigInt64Array: 'int64',
  BigUint64Array: 'uint64',
  Float32Array: 'float32',
  Float64Array: 'float64',
};

/** The scalar type that an array's elements have in a PCD file. */
export function scalarTypeOfArray(values: PcdArray): PcdScalarType {
  return BY_ARRAY[values[Symbol.toStringTag]];
}
