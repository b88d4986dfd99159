import type { Pixel } from '#shared/camera/cameraModel.ts';
import { wrapAngle } from '#shared/geometry/angle.ts';
import { add, addScaled, cross, dot, lerp, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { boundsCentre, boundsCorners } from './bounds.ts';
import type { ViewPose, ViewSize } from './viewPose.ts';

/** A perspective camera that circles a point. Angles in radians, lengths in metres, label frame, z up. */
export interface OrbitCamera {
  readonly kind: 'orbit';
  readonly target: Vec3;
  readonly distance: number;
  /** Heading of the view direction. */
  readonly azimuthRad: number;
  /** How far above the target's horizon the camera stands. */
  readonly elevationRad: number;
}

const TAN_HALF_FOV = Math.tan((50 * Math.PI) / 360);
const DISTANCE = { min: 0.5, max: 20_000 };
/** A little from below is useful to check floors; straight down would leave the heading undefined. */
const ELEVATION = { min: (-20 * Math.PI) / 180, max: (89.9 * Math.PI) / 180 };
const FRAMING_ELEVATION_RAD = (34 * Math.PI) / 180;
/** Half a turn for a drag over the whole height of the view. */
const ORBIT_PER_HEIGHT_RAD = Math.PI;

export function orbitPose(camera: OrbitCamera): ViewPose {
  const [cosA, sinA] = [Math.cos(camera.azimuthRad), Math.sin(camera.azimuthRad)];
  const [cosE, sinE] = [Math.cos(camera.elevationRad), Math.sin(camera.elevationRad)];
  const forward: Vec3 = [cosA * cosE, sinA * cosE, -sinE];
  const right: Vec3 = [sinA, -cosA, 0];
  return {
    position: addScaled(camera.target, forward, -camera.distance),
    right,
    up: cross(right, forward),
    forward,
    lens: { kind: 'perspective', tanHalfFov: TAN_HALF_FOV },
  };
}

/** The scene follows the pointer: dragging right turns it to the right, dragging down shows more from above. */
export function orbitBy(camera: OrbitCamera, delta: Pixel, size: ViewSize): OrbitCamera {
  const perPixel = ORBIT_PER_HEIGHT_RAD / size.height;
  const elevation = camera.elevationRad + delta[1] * perPixel;
  return {
    ...camera,
    azimuthRad: wrapAngle(camera.azimuthRad - delta[0] * perPixel),
    elevationRad: Math.min(ELEVATION.max, Math.max(ELEVATION.min, elevation)),
  };
}

/**
 * Drags the ground along with the pointer. Moving in the screen's plane instead would lift the target off the ground,
 * and every later orbit would swing around a point in the air.
 */
export function panOrbit(camera: OrbitCamera, delta: Pixel, size: ViewSize): OrbitCamera {
  const pose = orbitPose(camera);
  const metresPerPixel = (2 * camera.distance * TAN_HALF_FOV) / size.height;
  const ahead: Vec3 = [Math.cos(camera.azimuthRad), Math.sin(camera.azimuthRad), 0];
  // A ground seen at a grazing angle is foreshortened; the cap keeps a drag near the horizon controllable.
  const stretch = 1 / Math.max(0.25, Math.abs(Math.sin(camera.elevationRad)));
  const moved = addScaled(camera.target, pose.right, -delta[0] * metresPerPixel);
  return { ...camera, target: addScaled(moved, ahead, delta[1] * metresPerPixel * stretch) };
}

/** Scales the distance to `anchor` by `factor`, so that the anchor stays where it is on the screen. */
export function zoomOrbit(camera: OrbitCamera, factor: number, anchor: Vec3): OrbitCamera {
  const distance = Math.min(DISTANCE.max, Math.max(DISTANCE.min, camera.distance * factor));
  const applied = distance / camera.distance;
  return { ...camera, distance, target: add(anchor, scale(subtract(camera.target, anchor), applied)) };
}

/** From above and behind, with all of `bounds` in view. */
export function frameOrbit(bounds: Bounds, headingRad: number, size: ViewSize): OrbitCamera {
  const camera: OrbitCamera = {
    kind: 'orbit',
    target: boundsCentre(bounds),
    distance: 1,
    azimuthRad: headingRad,
    elevationRad: FRAMING_ELEVATION_RAD,
  };
  return { ...camera, distance: Math.max(DISTANCE.min, distanceToSee(camera, bounds, size)) };
}

/** The least distance at which every corner is inside the four sides of the view. */
function distanceToSee(camera: OrbitCamera, bounds: Bounds, size: ViewSize): number {
  const pose = orbitPose(camera);
  const tanVertical = TAN_HALF_FOV;
  const tanHorizontal = (TAN_HALF_FOV * size.width) / size.height;
  const distances = boundsCorners(bounds).map((corner) => {
    const offset = subtract(corner, camera.target);
    const depth = dot(offset, pose.forward);
    const across = Math.abs(dot(offset, pose.right)) / tanHorizontal;
    const along = Math.abs(dot(offset, pose.up)) / tanVertical;
    return Math.max(across, along) - depth;
  });
  return Math.max(...distances);
}

/** Looks at `point` so that a sphere of `radius` metres fills a good part of the view. */
export function orbitAt(camera: OrbitCamera, point: Vec3, radius: number): OrbitCamera {
  const elevation = Math.min((60 * Math.PI) / 180, Math.max((20 * Math.PI) / 180, camera.elevationRad));
  return { ...camera, target: point, distance: radius / (TAN_HALF_FOV * 0.6), elevationRad: elevation };
}

/** Between two cameras: straight for the target, the short way round for the heading, even in zoom for the distance. */
export function mixOrbit(from: OrbitCamera, to: OrbitCamera, t: number): OrbitCamera {
  return {
    kind: 'orbit',
    target: lerp(from.target, to.target, t),
    distance: from.distance * (to.distance / from.distance) ** t,
    azimuthRad: wrapAngle(from.azimuthRad + wrapAngle(to.azimuthRad - from.azimuthRad) * t),
    elevationRad: from.elevationRad + (to.elevationRad - from.elevationRad) * t,
  };
}
