type Width = 1 | 2 | 4 | 8;

/**
 * Copies every `stride`-th scalar of a file into `target`, from index `to` on, bit for bit: scalars move as integers of
 * their width, so that four loops serve all types.
 * @param width bytes of a scalar
 */
export function gatherScalars(
  source: DataView,
  from: number,
  stride: number,
  isLittleEndian: boolean,
  width: Width,
  target: ArrayBuffer,
  to: number,
  count: number,
): void {
  GATHER[width](source, from, stride, target, to, to + count);
  // The rare order costs a second pass, so that the loops of the usual one decide nothing for each scalar.
  if (!isLittleEndian) reverseBytes(new Uint8Array(target, to * width, count * width), width);
}

type Gather = (
  source: DataView,
  from: number,
  stride: number,
  target: ArrayBuffer,
  to: number,
  end: number,
) => void;

const GATHER: Readonly<Record<Width, Gather>> = {
  1: (source, from, stride, target, to, end) => {
    const values = new Uint8Array(target);
    for (let i = to, at = from; i < end; i++, at += stride) values[i] = source.getUint8(at);
  },
  2: (source, from, stride, target, to, end) => {
    const values = new Uint16Array(target);
    for (let i = to, at = from; i < end; i++, at += stride) values[i] = source.getUint16(at, true);
  },
  4: (source, from, stride, target, to, end) => {
    const values = new Int32Array(target);
    for (let i = to, at = from; i < end; i++, at += stride) values[i] = source.getInt32(at, true);
  },
  8: (source, from, stride, target, to, end) => {
    const values = new Int32Array(target);
    for (let i = to, at = from; i < end; i++, at += stride) {
      values[2 * i] = source.getInt32(at, true);
      values[2 * i + 1] = source.getInt32(at + 4, true);
    }
  },
};

function reverseBytes(bytes: Uint8Array, width: Width): void {
  for (let start = 0; start < bytes.length; start += width) {
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}
