import {
  BufferAttribute,
  DynamicDrawUsage,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
} from 'three';

/** What one instance holds: attribute name → number of floats, in memory order. */
export type InstanceLayout = Readonly<Record<string, number>>;

/** The quad that every instance is drawn with: two triangles over corner.x ∈ {0, 1}, corner.y ∈ {−1, 1}. */
const QUAD_CORNERS = new Float32Array([0, -1, 1, -1, 1, 1, 0, 1]);
const QUAD_INDEX = [0, 1, 2, 0, 2, 3];

/**
 * A growing list of instanced quads on the GPU. When it must grow, the whole geometry is replaced and the old one
 * disposed: replacing an attribute of a living geometry would leak its buffer.
 */
export class InstanceBuffer {
  readonly floatsPerInstance: number;
  geometry: InstancedBufferGeometry;
  readonly #layout: InstanceLayout;
  #buffer: InstancedInterleavedBuffer;
  readonly #onReplaced: (geometry: InstancedBufferGeometry) => void;

  /** `onReplaced` is told of each new geometry, so that the meshes that draw it can take it. */
  constructor(
    layout: InstanceLayout,
    capacity: number,
    onReplaced: (geometry: InstancedBufferGeometry) => void,
  ) {
    this.#layout = layout;
    this.#onReplaced = onReplaced;
    this.floatsPerInstance = Object.values(layout).reduce((sum, size) => sum + size, 0);
    [this.geometry, this.#buffer] = this.#allocate(capacity);
  }

  /** Replaces all instances; the parts hold `floatsPerInstance` numbers for each. */
  write(parts: readonly Float32Array[]): void {
    const count = parts.reduce((sum, { length }) => sum + length, 0) / this.floatsPerInstance;
    if (count > this.#buffer.count) {
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
    this.geometry.instanceCount = count;
  }

  get byteLength(): number {
    return this.#buffer.array.byteLength;
  }

  /** Frees the GPU's copy; drawing again uploads it again. */
  dispose(): void {
    this.geometry.dispose();
  }

  #allocate(capacity: number): [InstancedBufferGeometry, InstancedInterleavedBuffer] {
    const geometry = new InstancedBufferGeometry();
    geometry.setIndex(QUAD_INDEX);
    geometry.setAttribute('corner', new BufferAttribute(QUAD_CORNERS, 2));
    const floats = new Float32Array(capacity * this.floatsPerInstance);
    const buffer = new InstancedInterleavedBuffer(floats, this.floatsPerInstance);
    buffer.setUsage(DynamicDrawUsage);
    let offset = 0;
    for (const [name, size] of Object.entries(this.#layout)) {
      geometry.setAttribute(name, new InterleavedBufferAttribute(buffer, size, offset));
      offset += size;
    }
    geometry.instanceCount = 0;
    return [geometry, buffer];
  }
}
