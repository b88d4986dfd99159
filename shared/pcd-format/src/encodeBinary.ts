import { lzfCompress } from './lzf.ts';
import { SCALARS } from './scalar.ts';
import { PcdError } from './types.ts';
import type { Plane } from './encodeTypes.ts';

const MAX_UINT32 = 2 ** 32 - 1;

/** Interleaved rows, copied byte by byte within an element, so that no NaN payload changes. */
export function binaryBody(planes: readonly Plane[], points: number): Uint8Array {
  const rowBytes = planes.reduce((sum, plane) => sum + elementBytes(plane), 0);
  const body = new Uint8Array(points * rowBytes);
  let offset = 0;
  for (const plane of planes) {
    const source = bytesOf(plane);
    const bytes = elementBytes(plane);
    for (let point = 0, to = offset, from = 0; point < points; point++, to += rowBytes)
      for (let byte = 0; byte < bytes; byte++) body[to + byte] = source[from++]!;
    offset += bytes;
  }
  return body;
}

/** Compressed size, raw size, and one LZF stream of the planes one after the other. */
export function compressedBody(planes: readonly Plane[]): [sizes: Uint8Array, stream: Uint8Array] {
  const raw = new Uint8Array(planes.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const plane of planes) {
    raw.set(bytesOf(plane), at);
    at += plane.values.byteLength;
  }
  const stream = lzfCompress(raw);
  if (Math.max(raw.length, stream.length) > MAX_UINT32)
    throw new PcdError('too-large', 'binary_compressed holds at most 4 GiB', {
      reason: 'uint32-sizes',
      bytes: raw.length,
      limit: MAX_UINT32,
    });
  const sizes = new Uint8Array(8);
  const view = new DataView(sizes.buffer);
  view.setUint32(0, stream.length, true);
  view.setUint32(4, raw.length, true);
  return [sizes, stream];
}

/** Bytes of one point in this plane. */
function elementBytes({ type, count }: Plane): number {
  return SCALARS[type].bytes * count;
}

function bytesOf({ values }: Plane): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
