import type { Pixel } from '#shared/camera/cameraModel.ts';
import { radiansFromDegrees, wrapAngle } from '#shared/geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import { intersectPlane } from '#shared/geometry/ray.ts';
import { type Vec3 } from '#shared/geometry/vec3.ts';
import type { Drag } from './drag.ts';
import { faceCentre, type FaceSide } from './handles.ts';
import type { ToolView } from './view.ts';

const FRONT: FaceSide = { axis: 0, sign: 1 };
const UP: Vec3 = [0, 0, 1];
/** Below about 8° a ray meets the cuboid's level plane too far away to turn by. */
const FLATTEST = Math.sin((8 * Math.PI) / 180);
/** Pixels for a radian, at least: seen along its heading, the front moves hardly any pixel. */
const SLOWEST = 60;
const PROBE = 0.01;
const STEP = radiansFromDegrees(5);

/**
 * Turns a cuboid about its own centre: by the angle around it in its level plane, or, where the plane is seen edge-on
 * as in most camera images, by following the front sideways at the rate at which it moves on screen. With Shift the
 * heading is a whole multiple of 5°.
 */
export function beginRotate(cuboid: Cuboid, view: ToolView, position: Pixel): Drag | undefined {
  const angleTo = anglesAround(cuboid, view, position) ?? sidewaysAngles(cuboid, view);
  const grabbed = angleTo?.(view, position);
  if (angleTo === undefined || grabbed === undefined) return undefined;
  return {
    label: 'rotate',
    to(from, at, { shift }) {
      const reached = angleTo(from, at);
      if (reached === undefined) return undefined;
      const yaw = cuboidYaw(cuboid) + reached - grabbed;
      return turn(cuboid, (shift ? Math.round(yaw / STEP) * STEP : yaw) - cuboidYaw(cuboid));
    },
    readout: (now) => ({
      kind: 'rotate',
      delta: wrapAngle(cuboidYaw(now) - cuboidYaw(cuboid)),
      value: cuboidYaw(now),
    }),
    guide: (now) => [now.centre, faceCentre(now, FRONT)],
  };
}

/** Turned about its own centre, counter-clockwise about +z; pitch and roll stay. */
export function turn(cuboid: Cuboid, angleRad: number): Cuboid {
  return { ...cuboid, rotation: multiply(fromYaw(angleRad), cuboid.rotation) };
}

type AngleTo = (view: ToolView, position: Pixel) => number | undefined;

function anglesAround({ centre }: Cuboid, view: ToolView, position: Pixel): AngleTo | undefined {
  const angleTo: AngleTo = (from, at) => {
    const ray = from.rayAt(at);
    if (ray === undefined || Math.abs(ray.direction[2]) < FLATTEST) return undefined;
    const hit = intersectPlane(ray, centre, UP);
    return hit === undefined ? undefined : Math.atan2(hit[1] - centre[1], hit[0] - centre[0]);
  };
  return angleTo(view, position) === undefined ? undefined : angleTo;
}

function sidewaysAngles(cuboid: Cuboid, view: ToolView): AngleTo | undefined {
  const before = view.project(faceCentre(cuboid, FRONT));
  const after = view.project(faceCentre(turn(cuboid, PROBE), FRONT));
  if (before === undefined || after === undefined) return undefined;
  const rate = (after[0] - before[0]) / PROBE;
  const pixelsPerRadian = (rate < 0 ? -1 : 1) * Math.max(Math.abs(rate), SLOWEST);
  return (_, at) => at[0] / pixelsPerRadian;
}
