import type { Object3D } from 'three';
import { subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { GroundHeight } from '#renderer/editor/tools/groundHit.ts';
import { parseHex } from '../color/oklab.ts';
import { OVERVIEW_LAYER } from '../layers/overviewLayer.ts';
import type { SceneTheme } from '../sceneTheme.ts';
import type { DistanceOrigin } from '#shared/pointcloud/distanceOrigin.ts';
import type { ViewUniforms } from './segmentMaterial.ts';
import { packSegments, Segments, type Segment } from './segments.ts';

export const RING_STEP = 10;
const RINGS = 10;
const SEGMENTS_PER_RING = 96;
/** Above the ground's own points, so that these do not cut the line into pieces. */
const LIFT = 0.03;
export const AXIS_METRES = 3;

/** Circles of 10 m to 100 m around the sensor, draped over the ground, and the x and y axes at their middle. */
export class RangeRings {
  readonly objects: readonly Object3D[];
  readonly #segments: Segments;
  readonly #theme: SceneTheme;

  constructor(view: ViewUniforms, theme: SceneTheme, renderOrder: number) {
    this.#theme = theme;
    this.#segments = new Segments(view, [{ depth: 'front', opacity: 1, widen: 0 }], renderOrder);
    this.objects = this.#segments.objects;
    for (const object of this.objects) object.layers.set(OVERVIEW_LAYER);
  }

  /** `origin`: of the cloud, label frame. */
  set(centre: DistanceOrigin, groundHeight: GroundHeight, origin: Vec3): void {
    const place = (x: number, y: number): Vec3 =>
      subtract([centre.x + x, centre.y + y, groundHeight(centre.x + x, centre.y + y) + LIFT], origin);
    const guide = parseHex(this.#theme.guide);
    const rings = Array.from({ length: RINGS }, (_, i) => (i + 1) * RING_STEP).flatMap((radius) =>
      circle(radius, place).map(([from, to]): Segment => ({
        from,
        to,
        color: [...guide, this.#theme.guideOpacity],
        width: 1,
      })),
    );
    const axis = (x: number, y: number): Segment => ({
      from: place(0, 0),
      to: place(x, y),
      color: [...guide, this.#theme.guideOpacity * 4],
      width: 1.5,
    });
    this.#segments.set([packSegments([...rings, axis(AXIS_METRES, 0), axis(0, AXIS_METRES)])]);
  }

  get gpuBytes(): number {
    return this.#segments.gpuBytes;
  }

  dispose(): void {
    this.#segments.dispose();
  }
}

function circle(radius: number, place: (x: number, y: number) => Vec3): (readonly [Vec3, Vec3])[] {
  const points = Array.from({ length: SEGMENTS_PER_RING + 1 }, (_, i) => {
    const angle = (i / SEGMENTS_PER_RING) * 2 * Math.PI;
    return place(radius * Math.cos(angle), radius * Math.sin(angle));
  });
  return points.slice(1).map((to, i) => [points[i]!, to]);
}
