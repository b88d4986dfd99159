import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { buildCloud, type PointCloud } from '../cloud.ts';
import { seededRandom } from '../random.ts';
import { enterSolid } from './convexSolid.ts';
import { streetScene, type StreetScene } from './streetScene.ts';
import type { StreetThing } from './streetThings.ts';

export interface SyntheticLabel {
  readonly className: string;
  readonly cuboid: Cuboid;
  /** Points that came back from it. */
  readonly points: number;
}

export interface SyntheticSweep {
  readonly cloud: PointCloud;
  readonly labels: readonly SyntheticLabel[];
  readonly sensor: Vec3;
}

/** One turn of a lidar in a street of its own for each seed; so many beams and steps as sensors have, or as given. */
export function syntheticSweep(seed: number, size: { beams?: number; steps?: number } = {}): SyntheticSweep {
  const random = seededRandom(seed * 7919 + 13);
  const lidar = lidarOf(random, size);
  const scene = streetScene(seed);
  const sensor: Vec3 = [0, 0, scene.terrain(0, 0) + 1.5 + 0.8 * random()];
  const rays = castAll(lidar, scene, sensor);
  const noise = 0.006 + 0.018 * random();
  const lost = 0.1 * random();
  const points: Vec3[] = [];
  const hits = new Uint32Array(scene.things.length);
  for (let ray = 0; ray < rays.distance.length; ray++) {
    const thing = rays.thing[ray]!;
    const returned = thing < 0 ? 0.95 : rays.returned[ray]!;
    const isBack = random() < returned * (1 - lost) && rays.distance[ray]! < lidar.range;
    const off = noise * (random() + random() + random() - 1.5) * 2 + rays.rough[ray]! * (random() - 0.3);
    if (!isBack) continue;
    const range = rays.distance[ray]! + off;
    const [dx, dy, dz] = lidar.direction(ray);
    points.push([sensor[0] + dx * range, sensor[1] + dy * range, sensor[2] + dz * range]);
    if (thing >= 0) hits[thing]! += 1;
  }
  const column = (axis: 0 | 1 | 2): Float32Array => Float32Array.from(points, (point) => point[axis]);
  const labels = scene.things.flatMap((thing, i): SyntheticLabel[] =>
    thing.className === undefined
      ? []
      : [{ className: thing.className, cuboid: cuboidOf(thing, scene), points: hits[i]! }],
  );
  return { cloud: buildCloud({ x: column(0), y: column(1), z: column(2) }), labels, sensor };
}

interface Lidar {
  readonly beams: number;
  readonly steps: number;
  readonly range: number;
  readonly direction: (ray: number) => Vec3;
}

function lidarOf(random: () => number, size: { beams?: number; steps?: number }): Lidar {
  const beams = size.beams ?? [16, 32, 64, 64, 64, 128][Math.floor(random() * 6)]!;
  const steps = size.steps ?? Math.round(1000 + 1000 * random());
  const [low, high] = beams === 16 ? [-15, 15] : [-25 + 3 * random(), 3 + 10 * random()];
  // Tilted by up to 2°, as mounted.
  const tilt = ((random() - 0.5) * 4 * Math.PI) / 180;
  const heading = random() * 2 * Math.PI;
  const direction = (ray: number): Vec3 => {
    const azimuth = (2 * Math.PI * Math.floor(ray / beams)) / steps;
    // Closer together near the horizon, as most sensors have them.
    const share = (ray % beams) / (beams - 1);
    const spread = beams > 32 ? low + (high - low) * (1 - (1 - share) ** 1.5) : low + (high - low) * share;
    const elevation = (spread * Math.PI) / 180 + tilt * Math.cos(azimuth - heading);
    const flat = Math.cos(elevation);
    return [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(elevation)];
  };
  return { beams, steps, range: beams === 16 ? 70 : 110, direction };
}

interface Rays {
  readonly distance: Float64Array;
  /** −1: the ground. */
  readonly thing: Int16Array;
  readonly returned: Float32Array;
  readonly rough: Float32Array;
}

function castAll(lidar: Lidar, { things, terrain }: StreetScene, sensor: Vec3): Rays {
  const count = lidar.beams * lidar.steps;
  const rays: Rays = {
    distance: new Float64Array(count).fill(Infinity),
    thing: new Int16Array(count).fill(-1),
    returned: new Float32Array(count),
    rough: new Float32Array(count),
  };
  for (let ray = 0; ray < count; ray++) {
    rays.distance[ray] = groundDistance(terrain, sensor, lidar.direction(ray));
  }
  things.forEach((thing, index) => {
    const base = terrain(thing.x, thing.y);
    const apart = Math.hypot(thing.x, thing.y);
    const radius = Math.hypot(thing.size[0], thing.size[1]) / 2;
    const half = apart > radius ? Math.asin(radius / apart) : Math.PI;
    const middle = Math.atan2(thing.y, thing.x);
    const first = Math.ceil(((middle - half) * lidar.steps) / (2 * Math.PI));
    const last = Math.floor(((middle + half) * lidar.steps) / (2 * Math.PI));
    const [cos, sin] = [Math.cos(thing.yaw), Math.sin(thing.yaw)];
    const ox = -thing.x * cos - thing.y * sin;
    const oy = thing.x * sin - thing.y * cos;
    for (let step = first; step <= last; step++) {
      const wrapped = ((step % lidar.steps) + lidar.steps) % lidar.steps;
      for (let ray = wrapped * lidar.beams; ray < (wrapped + 1) * lidar.beams; ray++) {
        const [dx, dy, dz] = lidar.direction(ray);
        const u = dx * cos + dy * sin;
        const v = dy * cos - dx * sin;
        for (const { solid, returned, rough } of thing.parts) {
          const distance = enterSolid(solid, ox, oy, sensor[2] - base, u, v, dz);
          if (distance < rays.distance[ray]!) {
            rays.distance[ray] = distance;
            rays.thing[ray] = index;
            rays.returned[ray] = returned;
            rays.rough[ray] = rough;
          }
        }
      }
    }
  });
  return rays;
}

/** By repeated aiming: the ground is nearly level. Infinity where the ray does not come down. */
function groundDistance(terrain: (x: number, y: number) => number, sensor: Vec3, d: Vec3): number {
  let distance = 0;
  for (let i = 0; i < 6; i++) {
    const x = sensor[0] + d[0] * distance;
    const y = sensor[1] + d[1] * distance;
    distance = (terrain(x, y) - sensor[2]) / d[2];
    if (!(distance > 0 && distance < 300)) return Infinity;
  }
  return distance;
}

function cuboidOf({ x, y, yaw, size }: StreetThing, { terrain }: StreetScene): Cuboid {
  return { centre: [x, y, terrain(x, y) + size[2] / 2], size, rotation: fromYaw(yaw) };
}
