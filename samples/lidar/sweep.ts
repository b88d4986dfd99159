import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import { apply } from '#shared/geometry/matrix3.ts';
import { composeTransforms } from '#shared/geometry/rigidTransform.ts';
import { hashGaussian, hashUnit } from '../random.ts';
import { paintAt } from '../render/shade.ts';
import { LIDAR } from '../rig.ts';
import { roundTo } from '../rounding.ts';
import { castRay, hitObjectId } from '../scene/castRay.ts';
import { createHit, type Hit } from '../scene/hit.ts';
import type { World } from '../scene/world.ts';

/** One turn of the lidar as columns; lidar frame, metres. */
export interface Sweep {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  readonly z: Float32Array<ArrayBuffer>;
  /** 0…255; retro-reflectors saturate. */
  readonly intensity: Uint8Array<ArrayBuffer>;
  /** 0 is the lowest beam. */
  readonly ring: Uint16Array<ArrayBuffer>;
  /** Which object each point lies on: truth, never written to the clouds. */
  readonly objectIds: Int16Array;
}

/** Deviation of the range in metres; no error exceeds {@link LARGEST_RANGE_ERROR}. */
const RANGE_DEVIATION = 0.013;
/** The bound of {@link hashGaussian}, and the millimetre that coordinates are rounded to. */
export const LARGEST_RANGE_ERROR = RANGE_DEVIATION * 3.47 + 0.001;
/** One return in so many is lost for no reason. */
const LOST_ANYWAY = 0.012;
/** Below this much light coming back a return is likely, then certain, to be missed. */
const FAINT = 0.035;

/** Turns the lidar once, at one instant: the sweep is as if each point had been moved to the sweep's end. */
export function sweepLidar(world: World, frameIndex: number): Sweep {
  const { rings, azimuthSteps, maxRange } = LIDAR;
  const worldFromLidar = composeTransforms(world.worldFromEgo, LIDAR.egoFromLidar);
  const hit = createHit();
  const points: (readonly [point: Vec3, intensity: number, ring: number, objectId: number])[] = [];
  for (let step = 0; step < azimuthSteps; step++) {
    for (let ring = 0; ring < rings; ring++) {
      const beam = beamDirection(step, ring);
      const direction = apply(worldFromLidar.rotation, beam);
      castRay(world.seenByLidar, worldFromLidar.translation, direction, maxRange, hit);
      if (hit.t === Infinity) continue;
      const seed = (frameIndex * azimuthSteps + step) * rings + ring;
      const strength = returnStrength(hit, direction);
      const received = strength / (1 + (hit.t / 40) ** 2);
      if (hashUnit(seed, 1, 0) < LOST_ANYWAY || hashUnit(seed, 2, 0) > received / FAINT) continue;
      const range = hit.t + RANGE_DEVIATION * hashGaussian(seed, 3, 0);
      const intensity = Math.round(150 * strength * (1 + 0.06 * hashGaussian(seed, 4, 0)));
      points.push([
        addScaled([0, 0, 0], beam, range),
        Math.min(255, Math.max(1, intensity)),
        ring,
        hitObjectId(hit),
      ]);
    }
  }
  const coordinate = (axis: 0 | 1 | 2): Float32Array<ArrayBuffer> =>
    Float32Array.from(points, ([point]) => roundTo(point[axis], 3));
  return {
    x: coordinate(0),
    y: coordinate(1),
    z: coordinate(2),
    intensity: Uint8Array.from(points, (point) => point[1]),
    ring: Uint16Array.from(points, (point) => point[2]),
    objectIds: Int16Array.from(points, (point) => point[3]),
  };
}

/** Direction of a beam in the lidar's axes: step 0 looks along +x, and the head turns clockwise seen from above. */
export function beamDirection(step: number, ring: number): Vec3 {
  const azimuth = (-2 * Math.PI * step) / LIDAR.azimuthSteps;
  const spread = LIDAR.highestDegrees - LIDAR.lowestDegrees;
  const elevation = ((LIDAR.lowestDegrees + (spread * ring) / (LIDAR.rings - 1)) * Math.PI) / 180;
  const flat = Math.cos(elevation);
  return [
    roundTo(flat * Math.cos(azimuth), 12),
    roundTo(flat * Math.sin(azimuth), 12),
    roundTo(Math.sin(elevation), 12),
  ];
}

/** Reflectance times a lambertian falloff with incidence; mirrors send most of the light elsewhere. */
function returnStrength(hit: Hit, direction: Vec3): number {
  const { lidar } = paintAt(hit);
  const incidence = Math.abs(hit.nx * direction[0] + hit.ny * direction[1] + hit.nz * direction[2]);
  return lidar * (0.25 + 0.75 * incidence);
}
