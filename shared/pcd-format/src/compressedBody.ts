import { alignTo8, allocateColumns, columnBytes, obtainBuffer, selectFields } from './columns.ts';
import { GrowingBytes } from './growingBytes.ts';
import { LZF_MAX_RATIO, lzfDecompress } from './lzf.ts';
import { lzfDecompressByKernel } from './lzfKernel.ts';
import { SCALARS } from './scalar.ts';
import { PcdError } from './types.ts';
import type { Body } from './body.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdField, PcdHeader } from './types.ts';

/** Compressed and raw size, two little-endian uint32, stand before the LZF stream. */
const SIZE_BYTES = 8;

/**
 * DATA binary_compressed: one LZF stream of planes, one per field in header order, padding included. It has to be
 * complete before it can be read. The planes are decompressed straight into the cloud's buffer, where most columns are
 * then mere views; only a plane that begins off its type's alignment is moved.
 */
export class CompressedBody implements Body {
  readonly windowBytes = Infinity;
  readonly #header: PcdHeader;
  readonly #options: DecodeOptions;
  readonly #collected: GrowingBytes;
  #columns: readonly PcdColumn[] | undefined;
  #pointsDone = 0;

  constructor(header: PcdHeader, options: DecodeOptions) {
    this.#header = header;
    this.#options = options;
    this.#collected = takeSpare(options);
    if (header.points === 0)
      this.#columns = allocateColumns(selectFields(header.fields, options), 0, options);
  }

  get pointsDone(): number {
    return this.#pointsDone;
  }

  push(chunk: Uint8Array): void {
    if (this.#columns !== undefined) return;
    if (this.#collected.length === 0 && this.#decode(chunk)) return;
    this.#collected.append(chunk);
    if (!this.#decode(this.#collected.view())) return;
    this.#collected.clear();
    if (this.#options.kernels !== undefined) this.#options.kernels.spare = this.#collected;
  }

  end(): readonly PcdColumn[] {
    if (this.#columns !== undefined) return this.#columns;
    const actualBytes = this.#collected.length;
    throw new PcdError(
      'truncated',
      'The compressed data end early',
      { expected: this.#header.points, actual: 0, actualBytes },
      this.#header.byteLength + actualBytes,
    );
  }

  /** Decodes a complete body; false while bytes are missing. */
  #decode(body: Uint8Array): boolean {
    if (body.length < SIZE_BYTES) return false;
    const sizes = new DataView(body.buffer, body.byteOffset, SIZE_BYTES);
    const compressed = sizes.getUint32(0, true);
    const raw = sizes.getUint32(4, true);
    const points = this.#pointsIn(raw);
    const { byteLength } = this.#header;
    if (raw > compressed * LZF_MAX_RATIO) {
      const details = { reason: 'impossible-ratio', compressed, raw };
      throw new PcdError('corrupt', `${compressed} compressed bytes cannot hold ${raw}`, details, byteLength);
    }
    if (body.length < SIZE_BYTES + compressed) return false;
    const stream = body.subarray(SIZE_BYTES, SIZE_BYTES + compressed);
    this.#columns = decompressColumns(stream, raw, points, this.#header, this.#options);
    this.#pointsDone = points;
    return true;
  }

  /** The points that `raw` bytes hold: POINTS or, where the two differ, WIDTH × HEIGHT. */
  #pointsIn(raw: number): number {
    const { points, width, height, rowBytes, byteLength } = this.#header;
    for (const candidate of [points, width * height])
      if (candidate > 0 && raw === candidate * rowBytes) return candidate;
    throw new PcdError(
      'corrupt',
      `${raw} uncompressed bytes where the header promises ${points * rowBytes}`,
      { reason: 'raw-size', expectedBytes: points * rowBytes, actualBytes: raw },
      byteLength + SIZE_BYTES / 2,
    );
  }
}

/** Two streams that are decoded in turns must not collect in the same place, so whoever takes it leaves none behind. */
function takeSpare({ kernels }: DecodeOptions): GrowingBytes {
  const spare = kernels?.spare;
  if (kernels === undefined || spare === undefined) return new GrowingBytes();
  kernels.spare = undefined;
  return spare;
}

function decompressColumns(
  stream: Uint8Array,
  raw: number,
  points: number,
  header: PcdHeader,
  options: DecodeOptions,
): readonly PcdColumn[] {
  const fields = selectFields(header.fields, options);
  const isAligned = ({ offset, type }: PcdField): boolean => (points * offset) % SCALARS[type].bytes === 0;
  let total = alignTo8(raw);
  const starts = fields.map((field) => {
    if (isAligned(field)) return points * field.offset;
    const start = total;
    total = alignTo8(start + columnBytes(field, points));
    return start;
  });
  const buffer = obtainBuffer(total, options);
  const planes = new Uint8Array(buffer, 0, raw);
  try {
    if (options.kernels === undefined) lzfDecompress(stream, planes);
    else lzfDecompressByKernel(options.kernels, stream, planes);
  } catch (error) {
    if (!(error instanceof PcdError)) throw error;
    throw error.at(header.byteLength + SIZE_BYTES + Number(error.details['byte']));
  }
  return fields.map((field, index) => {
    const start = starts[index]!;
    if (!isAligned(field)) {
      const plane = planes.subarray(
        points * field.offset,
        points * field.offset + columnBytes(field, points),
      );
      new Uint8Array(buffer, start).set(plane);
    }
    return { field, values: SCALARS[field.type].view(buffer, start, points * field.count) };
  });
}
