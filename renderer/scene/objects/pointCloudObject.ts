import {
  BufferAttribute,
  DataTexture,
  FloatType,
  Group,
  NearestFilter,
  Points,
  RedFormat,
  type BufferGeometry,
} from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { distanceOrigin, distanceRange, type DistanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import type { GroundGrid } from '#shared/pointcloud/ground.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';
import type { LoadedCloud } from '#renderer/workers/protocol.ts';
import type { CloudUniforms, PointMaterial } from './pointMaterial.ts';
import { tileGeometry } from './tileGeometry.ts';

/** The attribute of colours, as the shader names it. */
const PAINT = 'paint';

/** One cloud on the GPU: 8 bytes a point, 4 more where they are painted, and a small texture of the ground under it. */
export class PointCloudObject {
  /** Stands at the cloud's origin: place it there or draw everything relative to it. */
  readonly object = new Group();
  /** Label frame, metres. */
  readonly origin: Vec3;
  readonly pointCount: number;
  readonly #packBytes: number;
  readonly uniforms: CloudUniforms;
  readonly #tiles: readonly {
    readonly geometry: BufferGeometry;
    readonly start: number;
    readonly count: number;
  }[];
  #paintBytes = 0;

  constructor({ pack, ground, sensor }: LoadedCloud, material: PointMaterial) {
    this.origin = pack.origin;
    this.pointCount = pack.count;
    this.#packBytes = pack.data.byteLength + ground.heights.byteLength;
    this.uniforms = cloudUniforms(pack, ground, distanceOrigin(pack.bounds, sensor));
    this.#tiles = pack.tiles.map((tile) => {
      const geometry = tileGeometry(pack.data, tile);
      const points = new Points(geometry, material.material);
      points.position.set(...tile.offset);
      points.scale.set(...tile.step);
      this.object.add(points);
      return { geometry, start: tile.start, count: tile.count };
    });
  }

  get gpuBytes(): number {
    return this.#packBytes + this.#paintBytes;
  }

  get isPainted(): boolean {
    return this.#paintBytes > 0;
  }

  /** Colours of the points, four bytes each in the order of the pack; undefined frees those that there are. */
  setPaint(paint: Uint8Array<ArrayBuffer> | undefined): void {
    for (const { geometry, start, count } of this.#tiles) {
      if (geometry.hasAttribute(PAINT)) {
        // Taken off a geometry that is on the GPU, its buffer would stay there. The next frame uploads the rest again.
        geometry.dispose();
        geometry.deleteAttribute(PAINT);
      }
      if (paint === undefined) continue;
      const part = paint.subarray(start * 4, (start + count) * 4);
      geometry.setAttribute(PAINT, new BufferAttribute(part, 4, true));
    }
    this.#paintBytes = paint?.byteLength ?? 0;
  }

  /** Draws at most about `budget` points, evenly over the cloud; returns how many. Tiles are shuffled, so a prefix is a sample. */
  setBudget(budget: number): number {
    const share = Math.min(1, budget / Math.max(1, this.pointCount));
    let drawn = 0;
    for (const { geometry, count } of this.#tiles) {
      const part = Math.ceil(count * share);
      geometry.setDrawRange(0, part);
      drawn += part;
    }
    return drawn;
  }

  /** Frees the GPU's copies; drawing again uploads them again. */
  dispose(): void {
    for (const { geometry } of this.#tiles) geometry.dispose();
    this.uniforms.ground.dispose();
  }
}

function cloudUniforms(pack: CloudPack, ground: GroundGrid, from: DistanceOrigin): CloudUniforms {
  const texture = new DataTexture(ground.heights, ground.columns, ground.rows, RedFormat, FloatType);
  texture.minFilter = NearestFilter;
  texture.magFilter = NearestFilter;
  texture.needsUpdate = true;
  return {
    ground: texture,
    groundFrame: [
      ground.originX - pack.origin[0],
      ground.originY - pack.origin[1],
      ground.originZ - pack.origin[2],
      ground.cellMetres,
    ],
    distanceFrom: [from.x - pack.origin[0], from.y - pack.origin[1]],
    distanceRange: distanceRange(pack.bounds, from),
  };
}
