import { Mesh, type Object3D } from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { packQuads, QuadBuffer } from './quadBuffer.ts';
import { createSegmentMaterial, type SegmentPass, type ViewUniforms } from './segmentMaterial.ts';

export interface Segment {
  readonly from: Vec3;
  readonly to: Vec3;
  /** sRGB, 0…1, with opacity. */
  readonly color: readonly [r: number, g: number, b: number, a: number];
  /** CSS pixels. */
  readonly width: number;
  readonly isDashed?: boolean;
  /** Two pixels in six. */
  readonly isDotted?: boolean;
  /**
   * Of a longer line's part: how far along that line it begins, metres. Its dashes then go on from part to part, however
   * short these are on the screen; without it each has its own, in pixels.
   */
  readonly along?: number;
}

/** How the style of dots is told from that of dashes: the length of both together, in tens of pixels. */
const DOTS = 0.6;

const LAYOUT = { start: 3, end: 3, color: 4, style: 3 };

/** Segments as the GPU takes them; positions are given relative to `origin`'s place in the scene. */
export function packSegments(segments: readonly Segment[]): Float32Array {
  return packQuads(
    segments.map(({ from, to, color, width, isDashed, isDotted, along }) => [
      ...from,
      ...to,
      ...color,
      width,
      isDotted === true ? DOTS : isDashed === true ? 1 : 0,
      along ?? -1,
    ]),
  );
}

/** Line segments in the scene, drawn in one or several passes (casing, line, hidden part) from one buffer. */
export class Segments {
  readonly objects: readonly Object3D[];
  readonly #buffer: QuadBuffer;
  readonly #meshes: readonly Mesh[];

  /** Passes are drawn in the order given, from `renderOrder` on. */
  constructor(view: ViewUniforms, passes: readonly SegmentPass[], renderOrder: number) {
    this.#buffer = new QuadBuffer(LAYOUT, 256, (geometry) => {
      for (const mesh of this.#meshes) mesh.geometry = geometry;
    });
    this.#meshes = passes.map((pass, i) => {
      const mesh = new Mesh(this.#buffer.geometry, createSegmentMaterial(view, pass));
      mesh.frustumCulled = false;
      mesh.renderOrder = renderOrder + i;
      return mesh;
    });
    this.objects = this.#meshes;
  }

  /** Replaces all segments by those that {@link packSegments} packed. */
  set(packed: readonly Float32Array[]): void {
    this.#buffer.write(packed);
    for (const mesh of this.#meshes) mesh.visible = packed.length > 0;
  }

  get gpuBytes(): number {
    return this.#buffer.byteLength;
  }

  dispose(): void {
    this.#buffer.dispose();
    for (const { material } of this.#meshes) {
      for (const one of Array.isArray(material) ? material : [material]) one.dispose();
    }
  }
}
