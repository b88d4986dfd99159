import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  InterleavedBuffer,
  InterleavedBufferAttribute,
} from 'three';

/** What is known of one quad: attribute name → number of floats, in memory order. */
export type QuadLayout = Readonly<Record<string, number>>;

/** Two triangles over corner.x ∈ {0, 1}, corner.y ∈ {−1, 1}. */
const CORNERS = [0, -1, 1, -1, 1, 1, 0, 1];
const INDEX = [0, 1, 2, 0, 2, 3];
const CORNERS_PER_QUAD = CORNERS.length / 2;

/** Quads as the GPU takes them: what is known of each, once for each of its corners. */
export function packQuads(quads: readonly (readonly number[])[]): Float32Array {
  const floats = quads[0]?.length ?? 0;
  const packed = new Float32Array(quads.length * CORNERS_PER_QUAD * floats);
  quads.forEach((quad, i) => {
    for (let corner = 0; corner < CORNERS_PER_QUAD; corner++)
      packed.set(quad, (i * CORNERS_PER_QUAD + corner) * floats);
  });
  return packed;
}

/**
 * A growing list of quads on the GPU, which are one draw. Not as instances, although these would take a quarter of the
 * memory: graphics cards are slow at instances of four corners, and a processor that stands in for one makes a draw of
 * each. When the list must grow, the whole geometry is replaced and the old one disposed: replacing an attribute of a
 * living geometry would leak its buffer.
 */
export class QuadBuffer {
  geometry: BufferGeometry;
  readonly #layout: QuadLayout;
  readonly #floatsPerCorner: number;
  #buffer: InterleavedBuffer;
  readonly #onReplaced: (geometry: BufferGeometry) => void;

  /** `onReplaced` is told of each new geometry, so that the meshes that draw it can take it. */
  constructor(layout: QuadLayout, capacity: number, onReplaced: (geometry: BufferGeometry) => void) {
    this.#layout = layout;
    this.#onReplaced = onReplaced;
    this.#floatsPerCorner = Object.values(layout).reduce((sum, size) => sum + size, 0);
    [this.geometry, this.#buffer] = this.#allocate(capacity);
  }

  /** Replaces all quads by those that {@link packQuads} packed. */
  write(parts: readonly Float32Array[]): void {
    const floats = parts.reduce((sum, { length }) => sum + length, 0);
    const count = floats / (this.#floatsPerCorner * CORNERS_PER_QUAD);
    if (floats > this.#buffer.array.length) {
      this.geometry.dispose();
      [this.geometry, this.#buffer] = this.#allocate(2 ** Math.ceil(Math.log2(count)));
      this.#onReplaced(this.geometry);
    }
    let offset = 0;
    for (const part of parts) {
      this.#buffer.array.set(part, offset);
      offset += part.length;
    }
    this.#buffer.needsUpdate = true;
    this.geometry.setDrawRange(0, count * INDEX.length);
  }

  get byteLength(): number {
    const { index, attributes } = this.geometry;
    return this.#buffer.array.byteLength + index!.array.byteLength + attributes['corner']!.array.byteLength;
  }

  /** Frees the GPU's copy; drawing again uploads it again. */
  dispose(): void {
    this.geometry.dispose();
  }

  #allocate(capacity: number): [BufferGeometry, InterleavedBuffer] {
    const geometry = new BufferGeometry();
    const corners = new Float32Array(capacity * CORNERS.length);
    const index = new Uint32Array(capacity * INDEX.length);
    for (let quad = 0; quad < capacity; quad++) {
      corners.set(CORNERS, quad * CORNERS.length);
      INDEX.forEach((corner, i) => {
        index[quad * INDEX.length + i] = quad * CORNERS_PER_QUAD + corner;
      });
    }
    geometry.setIndex(new BufferAttribute(index, 1));
    geometry.setAttribute('corner', new BufferAttribute(corners, 2));
    const floats = new Float32Array(capacity * CORNERS_PER_QUAD * this.#floatsPerCorner);
    const buffer = new InterleavedBuffer(floats, this.#floatsPerCorner);
    buffer.setUsage(DynamicDrawUsage);
    let offset = 0;
    for (const [name, size] of Object.entries(this.#layout)) {
      geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, offset));
      offset += size;
    }
    geometry.setDrawRange(0, 0);
    return [geometry, buffer];
  }
}
