import { DoubleSide, GLSL3, Mesh, RawShaderMaterial } from 'three';
import type { Fill } from './cuboidShapes.ts';
import { packQuads, QuadBuffer } from './quadBuffer.ts';

const VERTEX = /* glsl */ `
  uniform mat4 modelViewMatrix;
  uniform mat4 projectionMatrix;
  in vec2 corner;
  in vec3 place;
  in vec3 edgeU;
  in vec3 edgeV;
  in vec4 color;
  out vec4 vColor;

  void main() {
    vec3 position = place + edgeU * corner.x + edgeV * (corner.y * 0.5 + 0.5);
    gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
    vColor = color;
  }
`;

const FRAGMENT = /* glsl */ `
  precision mediump float;
  in vec4 vColor;
  out vec4 fragment;
  void main() { fragment = vColor; }
`;

const LAYOUT = { place: 3, edgeU: 3, edgeV: 3, color: 4 };

/** A quad as the GPU takes it. */
export function packFill({ corner, edgeU, edgeV, color }: Fill): Float32Array {
  return packQuads([[...corner, ...edgeU, ...edgeV, ...color]]);
}

/** Translucent quads: the front faces of cuboids. */
export class Fills {
  readonly object: Mesh;
  readonly #buffer: QuadBuffer;
  readonly #material: RawShaderMaterial;

  constructor(renderOrder: number) {
    this.#material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
    });
    this.#buffer = new QuadBuffer(LAYOUT, 64, (geometry) => {
      this.object.geometry = geometry;
    });
    this.object = new Mesh(this.#buffer.geometry, this.#material);
    this.object.frustumCulled = false;
    this.object.renderOrder = renderOrder;
  }

  /** Replaces all quads by those that {@link packFill} packed. */
  set(packed: readonly Float32Array[]): void {
    this.#buffer.write(packed);
    this.object.visible = packed.length > 0;
  }

  get gpuBytes(): number {
    return this.#buffer.byteLength;
  }

  dispose(): void {
    this.#buffer.dispose();
    this.#material.dispose();
  }
}
