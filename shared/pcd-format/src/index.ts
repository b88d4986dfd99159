export { decodePcd, decodePcdStream } from './decode.ts';
export { encodePcd } from './encode.ts';
export { parsePcdHeader } from './header.ts';
export { loadPcdKernels } from './kernels.ts';
export { lzfCompress, lzfDecompress } from './lzf.ts';
export { readableStreamChunks } from './readableStreamChunks.ts';
export { PcdError } from './types.ts';
export type { EncodeField, EncodeOptions } from './encodeTypes.ts';
export type { PcdKernels } from './kernels.ts';
export type { DecodeOptions } from './options.ts';
export type { ByteReader, ByteStream } from './readableStreamChunks.ts';
export type {
  PcdArray,
  PcdCloud,
  PcdColumn,
  PcdEncoding,
  PcdErrorCode,
  PcdField,
  PcdHeader,
  PcdScalarType,
  PcdWarning,
  PcdWarningCode,
} from './types.ts';
