import { allocateColumns, selectFields } from './columns.ts';
import { GrowingBytes } from './growingBytes.ts';
import { LZF_MAX_RATIO, lzfDecompress } from './lzf.ts';
import { LzfKernel } from './lzfKernel.ts';
import { Planes } from './planes.ts';
import { PcdError } from './types.ts';
import type { Body } from './body.ts';
import type { DecodeOptions } from './options.ts';
import type { PcdColumn, PcdHeader } from './types.ts';

/** Compressed and raw size, two little-endian uint32, stand before the LZF stream. */
const SIZE_BYTES = 8;

/**
 * DATA binary_compressed: one LZF stream of {@link Planes}. In TypeScript it is decompressed when all of it is there, by
 * the kernels as it arrives; no point is complete before its end in either case.
 */
export class CompressedBody implements Body {
  readonly windowBytes: number;
  readonly #header: PcdHeader;
  readonly #options: DecodeOptions;
  readonly #availableBytes: number;
  /** What arrived before decompressing can begin. */
  readonly #collected = new GrowingBytes();
  #stream: { readonly lzf: LzfKernel; readonly planes: Planes; bytesLeft: number } | undefined;
  #arrivedBytes = 0;
  /** Told only when the stream is complete: one that is cut off too is `truncated`, however it arrives. */
  #damage: PcdError | undefined;
  #columns: readonly PcdColumn[] | undefined;
  #pointsDone = 0;

  constructor(header: PcdHeader, options: DecodeOptions, availableBytes: number | undefined) {
    this.#header = header;
    this.#options = options;
    this.#availableBytes = availableBytes ?? Infinity;
    this.windowBytes = options.kernels === undefined ? Infinity : 2 ** 22;
    if (header.points === 0)
      this.#columns = allocateColumns(selectFields(header.fields, options), 0, options);
  }

  get pointsDone(): number {
    return this.#pointsDone;
  }

  push(chunk: Uint8Array): void {
    if (this.#columns !== undefined) return;
    this.#arrivedBytes += chunk.length;
    if (this.#stream !== undefined) this.#decompress(chunk);
    else if (this.#collected.length > 0 || !this.#begin(chunk)) {
      this.#collected.append(chunk);
      if (this.#begin(this.#collected.view())) this.#collected.clear();
    }
  }

  end(): readonly PcdColumn[] {
    if (this.#columns !== undefined) return this.#columns;
    throw new PcdError(
      'truncated',
      'The compressed data end early',
      { expected: this.#header.points, actual: 0, actualBytes: this.#arrivedBytes },
      this.#header.byteLength + this.#arrivedBytes,
    );
  }

  /** Begins with a body of which this has arrived; false while that is too little. */
  #begin(body: Uint8Array): boolean {
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
    if (this.#availableBytes < SIZE_BYTES + compressed) return false;
    const arrived = body.subarray(SIZE_BYTES, SIZE_BYTES + compressed);
    const { kernels } = this.#options;
    // Memory is taken for no more than the bytes that are really there can hold.
    const needed = kernels === undefined ? compressed : raw / LZF_MAX_RATIO;
    if (arrived.length < needed) return false;
    const planes = new Planes(this.#header, points, this.#options);
    if (kernels === undefined) {
      this.#guard(() => lzfDecompress(arrived, planes.bytes));
      this.#finish(planes);
    } else {
      const lzf = new LzfKernel(kernels, compressed, planes.bytes);
      this.#stream = { lzf, planes, bytesLeft: compressed };
      this.#decompress(arrived);
    }
    return true;
  }

  #decompress(chunk: Uint8Array): void {
    const stream = this.#stream!;
    const part = chunk.subarray(0, stream.bytesLeft);
    stream.bytesLeft -= part.length;
    if (this.#damage === undefined) this.#guard(() => stream.lzf.push(part));
    if (stream.bytesLeft === 0) this.#finish(stream.planes);
  }

  #guard(decompress: () => void): void {
    try {
      decompress();
    } catch (error) {
      if (!(error instanceof PcdError)) throw error;
      this.#damage = error.at(this.#header.byteLength + SIZE_BYTES + Number(error.details['byte']));
    }
  }

  #finish(planes: Planes): void {
    if (this.#damage !== undefined) throw this.#damage;
    this.#columns = planes.columns();
    this.#pointsDone = planes.points;
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
