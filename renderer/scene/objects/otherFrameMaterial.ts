import { GLSL3, RawShaderMaterial, Vector3, type DataTexture } from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { floatTexture, withData } from './dataTextures.ts';
import type { PointMaterial } from './pointMaterial.ts';
import { POINT_FRAGMENT_SHADER, POINT_VERTEX_SHADER } from './pointShader.ts';

/** Rows of the transform of one part: three texels of four numbers. */
export const NUMBERS_PER_PART = 12;
const TEXELS_PER_PART = 3;

/** How points of other frames look: as those of the frame on screen do, but each moved by its part's transform. */
export class OtherFrameMaterial {
  readonly material: RawShaderMaterial;
  readonly #own: {
    readonly uParts: { value: DataTexture };
    readonly uRow: { value: number };
    readonly uTimeColor: { value: Vector3 };
  };

  /** @param points whose uniforms are shared, so that sizes, filters and colours are set in one place */
  constructor(points: PointMaterial) {
    this.#own = {
      uParts: { value: floatTexture({ data: new Float32Array(4), width: 1, height: 1 }) },
      uRow: { value: 0 },
      uTimeColor: { value: new Vector3() },
    };
    this.material = new RawShaderMaterial({
      glslVersion: GLSL3,
      defines: { OTHER_FRAME: 1 },
      vertexShader: POINT_VERTEX_SHADER,
      fragmentShader: POINT_FRAGMENT_SHADER,
      uniforms: { ...points.shared, ...this.#own },
    });
  }

  /** Transforms, {@link NUMBERS_PER_PART} each: `parts` in each of the `frames` rows. */
  setParts(data: Float32Array, parts: number, frames: number): void {
    const { uParts } = this.#own;
    const next = { data, width: parts * TEXELS_PER_PART, height: frames };
    uParts.value = withData(uParts.value, next, floatTexture);
  }

  /** What is drawn next are the points of this row's frame. */
  aim(row: number, color: Vec3): void {
    this.#own.uRow.value = row;
    this.#own.uTimeColor.value.set(...color);
    // One material for all frames: three would take the uniforms for unchanged.
    this.material.uniformsNeedUpdate = true;
  }

  get gpuBytes(): number {
    return this.#own.uParts.value.image.data!.byteLength;
  }

  dispose(): void {
    this.material.dispose();
    this.#own.uParts.value.dispose();
  }
}
