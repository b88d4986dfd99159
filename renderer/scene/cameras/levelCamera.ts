import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { add, addScaled, dot, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { panOrthographic, type ViewPose, type ViewSize } from './viewPose.ts';

/** An orthographic camera that looks level at one cuboid, and at what is close to it. Label frame, metres. */
export interface LevelCamera {
  readonly kind: 'level';
  readonly target: Vec3;
  /** Half of the visible height. */
  readonly halfHeight: number;
  /** Heading that it looks along. */
  readonly towardsYawRad: number;
  /** How far before and behind the target anything is seen. */
  readonly reach: number;
}

const HALF_HEIGHT = { min: 0.25, max: 50 };
/** The cuboid takes this much of the view, each way. */
const SHARE = 0.6;
/** Beyond the cuboid, before and behind it, this much is seen, too. */
export const SLICE_METRES = 0.4;

export function levelPose({ target, halfHeight, towardsYawRad, reach }: LevelCamera): ViewPose {
  const [cos, sin] = [Math.cos(towardsYawRad), Math.sin(towardsYawRad)];
  const forward: Vec3 = [cos, sin, 0];
  return {
    position: addScaled(target, forward, -reach),
    right: [sin, -cos, 0],
    up: [0, 0, 1],
    forward,
    lens: { kind: 'orthographic', halfHeight, reach: 2 * reach },
  };
}

export function panLevel(camera: LevelCamera, delta: Pixel, size: ViewSize): LevelCamera {
  return { ...camera, target: panOrthographic(camera.target, levelPose(camera), delta, size) };
}

/** Scales the picture by 1 / `factor` about `anchor`. */
export function zoomLevel(camera: LevelCamera, factor: number, anchor: Vec3): LevelCamera {
  const halfHeight = Math.min(HALF_HEIGHT.max, Math.max(HALF_HEIGHT.min, camera.halfHeight * factor));
  const applied = halfHeight / camera.halfHeight;
  const { forward } = levelPose(camera);
  const before = subtract(camera.target, anchor);
  // Along the line of sight it stays: the slice is of the cuboid.
  const across = addScaled(before, forward, -dot(before, forward));
  return { ...camera, halfHeight, target: addScaled(camera.target, across, applied - 1) };
}

/** Looks at all of a cuboid along that heading. */
export function levelAt(cuboid: Cuboid, towardsYawRad: number, size: ViewSize): LevelCamera {
  const camera: LevelCamera = {
    kind: 'level',
    target: cuboid.centre,
    halfHeight: 1,
    towardsYawRad,
    reach: 1,
  };
  const { right, up, forward } = levelPose(camera);
  const corners = cuboidCorners(cuboid).map((corner) => subtract(corner, cuboid.centre));
  const extent = (axis: Vec3): number => Math.max(...corners.map((corner) => Math.abs(dot(corner, axis))));
  const half = Math.max((extent(right) * size.height) / size.width, extent(up)) / SHARE;
  return {
    ...camera,
    halfHeight: Math.min(HALF_HEIGHT.max, Math.max(HALF_HEIGHT.min, half)),
    reach: extent(forward) + SLICE_METRES,
  };
}

/** The same picture with its slice through a cuboid that has changed: nothing moves on screen, the cuboid apart. */
export function sliceAt(camera: LevelCamera, cuboid: Cuboid, size: ViewSize): LevelCamera {
  const { forward } = levelPose(camera);
  const depth = dot(subtract(cuboid.centre, camera.target), forward);
  const { reach } = levelAt(cuboid, camera.towardsYawRad, size);
  return { ...camera, target: add(camera.target, scale(forward, depth)), reach };
}
