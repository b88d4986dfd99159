import { BufferAttribute, Group, Points, type BufferGeometry } from 'three';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import { betweenOrigins } from '#shared/pointcloud/aggregate/partTransforms.ts';
import type { CloudPack } from '#shared/pointcloud/pack.ts';
import type { PlacedFrame } from '#renderer/editor/session/aggregatedFrame.ts';
import { timeColor, type TimeStops } from '../color/timeRamp.ts';
import { NUMBERS_PER_PART, OtherFrameMaterial } from './otherFrameMaterial.ts';
import { tileGeometry } from './tileGeometry.ts';
import type { PointMaterial } from './pointMaterial.ts';

/** One frame's points on the GPU: 10 bytes each. */
interface DrawnFrame {
  readonly object: Group;
  readonly geometries: readonly BufferGeometry[];
  readonly parts: Uint16Array<ArrayBuffer>;
  /** What `parts` is a copy of. */
  source: PlacedFrame['parts'];
  row: number;
  color: Vec3;
}

/**
 * The points of other frames, drawn in the label frame of the one on screen. Each frame's are uploaded once, as they lie
 * in its own label frame; going on to another frame, or moving an object, changes a small texture of transforms.
 */
export class OtherFrames {
  readonly object = new Group();
  readonly #material: OtherFrameMaterial;
  readonly #stops: TimeStops;
  readonly #drawn = new Map<CloudPack, DrawnFrame>();

  constructor(points: PointMaterial, stops: TimeStops) {
    this.#material = new OtherFrameMaterial(points);
    this.#stops = stops;
  }

  get pointCount(): number {
    return [...this.#drawn.keys()].reduce((sum, { count }) => sum + count, 0);
  }

  get gpuBytes(): number {
    const frames = [...this.#drawn].reduce(
      (sum, [{ data }, { parts }]) => sum + data.byteLength + parts.byteLength,
      0,
    );
    return frames + this.#material.gpuBytes;
  }

  /** Draws these, and frees what is drawn of others; `origin`: of the cloud on screen, label frame. */
  set(frames: readonly PlacedFrame[], origin: Vec3): void {
    const packs = new Set(frames.map(({ pack }) => pack));
    for (const [pack, drawn] of this.#drawn) if (!packs.has(pack)) this.#remove(pack, drawn);
    const parts = Math.max(1, ...frames.map(({ transforms }) => transforms.length));
    const data = new Float32Array(Math.max(1, frames.length) * parts * NUMBERS_PER_PART);
    frames.forEach((frame, row) => {
      const drawn = this.#drawn.get(frame.pack) ?? this.#add(frame.pack);
      drawn.row = row;
      drawn.color = timeColor(this.#stops, frame.time);
      setParts(drawn, frame.parts);
      frame.transforms.forEach((transform, part) => {
        const { rotation: r, translation: t } = betweenOrigins(transform, frame.pack.origin, origin);
        const rows = [r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]];
        data.set(rows, (row * parts + part) * NUMBERS_PER_PART);
      });
    });
    this.#material.setParts(data, parts, Math.max(1, frames.length));
  }

  /** Draws about this share of the points, evenly; returns how many. */
  setShare(share: number): number {
    let sum = 0;
    for (const [{ tiles }, { geometries }] of this.#drawn) {
      geometries.forEach((geometry, tile) => {
        const part = Math.ceil(tiles[tile]!.count * share);
        geometry.setDrawRange(0, part);
        sum += part;
      });
    }
    return sum;
  }

  dispose(): void {
    for (const [pack, drawn] of this.#drawn) this.#remove(pack, drawn);
    this.#material.dispose();
  }

  #add(pack: CloudPack): DrawnFrame {
    const object = new Group();
    const parts = new Uint16Array(pack.count);
    const geometries = pack.tiles.map((tile) => {
      const geometry = tileGeometry(pack.data, tile);
      const { start, count } = tile;
      geometry.setAttribute('part', new BufferAttribute(parts.subarray(start, start + count), 1));
      const points = new Points(geometry, this.#material.material);
      points.position.set(...tile.offset);
      points.scale.set(...tile.step);
      // Where it is drawn only the shader knows.
      points.frustumCulled = false;
      points.onBeforeRender = () => this.#material.aim(drawn.row, drawn.color);
      object.add(points);
      return geometry;
    });
    const drawn: DrawnFrame = { object, geometries, parts, source: undefined, row: 0, color: [1, 1, 1] };
    this.#drawn.set(pack, drawn);
    this.object.add(object);
    return drawn;
  }

  #remove(pack: CloudPack, { object, geometries }: DrawnFrame): void {
    for (const geometry of geometries) geometry.dispose();
    object.removeFromParent();
    this.#drawn.delete(pack);
  }
}

/** In the buffers that there are: attributes of a geometry that is on the GPU cannot be replaced without a leak. */
function setParts(drawn: DrawnFrame, parts: PlacedFrame['parts']): void {
  if (parts === drawn.source) return;
  drawn.source = parts;
  if (parts === undefined) drawn.parts.fill(0);
  else drawn.parts.set(parts);
  for (const geometry of drawn.geometries) geometry.getAttribute('part').needsUpdate = true;
}
