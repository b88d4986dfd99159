import { v5 as uuidV5 } from 'uuid';
import { cuboidContains, labelFromBox, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromMatrix3, multiply } from '#shared/geometry/quaternion.ts';
import { composeTransforms, invertTransform, transformPoint } from '#shared/geometry/rigidTransform.ts';
import type { Rectangle } from '#shared/labels/sidecar.ts';
import { distance, length } from '#shared/geometry/vec3.ts';
import { LARGEST_RANGE_ERROR, type Sweep } from './lidar/sweep.ts';
import type { RenderedImage } from './render/renderImage.ts';
import { CAMERAS, LIDAR } from './rig.ts';
import { roundTo } from './rounding.ts';
import type { SampleClass } from './scene/actors.ts';
import type { SceneObject, World } from './scene/world.ts';

/** What a perfect tagger would write, and what only the generator can know. */
export interface TruthObject {
  readonly trackId: string;
  readonly number: number;
  readonly class: SampleClass;
  readonly motion: 'moving' | 'parked';
  /** Lidar frame. */
  readonly cuboid: Cuboid;
  /** Lidar returns that came from this object. */
  readonly hits: number;
  /** Points of the cloud inside the cuboid, faces included: its own, and the ground that it stands on. */
  readonly points: number;
  /** Camera id → what can be seen of it there: bounds over the middles of its visible pixels, and how many there are. */
  readonly visible: Readonly<Record<string, Rectangle & { readonly pixels: number }>>;
}

export interface TruthFrame {
  readonly frame: string;
  readonly objects: readonly TruthObject[];
}

const MARGIN = roundTo(LARGEST_RANGE_ERROR, 3);
const TRACK_NAMESPACE = '6f1b7a52-51c4-4c0e-9d1c-0c7d2b3f8a11';

/** Every object with at least one lidar return, in the order of track numbers. */
export function truthOf(
  frame: string,
  world: World,
  sweep: Sweep,
  images: ReadonlyMap<string, RenderedImage>,
): TruthFrame {
  const hits = new Map<number, number>();
  for (const id of sweep.objectIds) hits.set(id, (hits.get(id) ?? 0) + 1);
  const objects = world.objects
    .filter(({ id }) => hits.has(id))
    .map((object): TruthObject => {
      const cuboid = cuboidInLidar(world, object);
      return {
        trackId: uuidV5(`track ${object.id}`, TRACK_NAMESPACE),
        number: object.id,
        class: object.actor.class,
        motion: object.actor.motion,
        cuboid,
        hits: hits.get(object.id)!,
        points: countInside(cuboid, sweep),
        visible: visibleIn(object.id, images),
      };
    });
  return { frame, objects };
}

/**
 * The object's own box, grown by the largest range error on all sides but the bottom: like a tagger's box it holds
 * every return, and it takes in no more of the ground than it must. Six decimals of a metre, nine of a quaternion.
 */
function cuboidInLidar(world: World, { cuboidWorld }: SceneObject): Cuboid {
  const [sizeX, sizeY, sizeZ] = cuboidWorld.size;
  const grown = labelFromBox(cuboidWorld, [0, 0, MARGIN / 2]);
  const lidarFromWorld = invertTransform(composeTransforms(world.worldFromEgo, LIDAR.egoFromLidar));
  const centre = transformPoint(lidarFromWorld, grown);
  const rotation = multiply(fromMatrix3(lidarFromWorld.rotation), cuboidWorld.rotation);
  const sign = rotation[3] < 0 ? -1 : 1;
  return {
    centre: [roundTo(centre[0], 6), roundTo(centre[1], 6), roundTo(centre[2], 6)],
    size: [roundTo(sizeX + 2 * MARGIN, 6), roundTo(sizeY + 2 * MARGIN, 6), roundTo(sizeZ + MARGIN, 6)],
    rotation: [
      roundTo(sign * rotation[0], 9),
      roundTo(sign * rotation[1], 9),
      roundTo(sign * rotation[2], 9),
      roundTo(sign * rotation[3], 9),
    ],
  };
}

function countInside(cuboid: Cuboid, sweep: Sweep): number {
  const reach = length(cuboid.size) / 2;
  let inside = 0;
  for (let i = 0; i < sweep.x.length; i++) {
    const point = [sweep.x[i]!, sweep.y[i]!, sweep.z[i]!] as const;
    if (distance(point, cuboid.centre) <= reach && cuboidContains(cuboid, point)) inside++;
  }
  return inside;
}

function visibleIn(id: number, images: ReadonlyMap<string, RenderedImage>): TruthObject['visible'] {
  const visible: Record<string, Rectangle & { pixels: number }> = {};
  for (const camera of CAMERAS) {
    const image = images.get(camera.id);
    const bounds = image && boundsOf(id, image);
    if (bounds !== undefined) visible[camera.id] = bounds;
  }
  return visible;
}

function boundsOf(id: number, image: RenderedImage): (Rectangle & { pixels: number }) | undefined {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity, pixels: 0 };
  image.objectIds.forEach((seen, pixel) => {
    if (seen !== id) return;
    const u = pixel % image.width;
    const v = (pixel - u) / image.width;
    bounds.left = Math.min(bounds.left, u);
    bounds.right = Math.max(bounds.right, u);
    bounds.top = Math.min(bounds.top, v);
    bounds.bottom = Math.max(bounds.bottom, v);
    bounds.pixels++;
  });
  return bounds.pixels === 0 ? undefined : bounds;
}
