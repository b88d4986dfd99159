import type { Pixel } from '#shared/camera/cameraModel.ts';
import { wrapAngle } from '#shared/geometry/angle.ts';
import { add, lerp, scale, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { boundsCentre, boundsCorners } from './bounds.ts';
import { panOrthographic, type ViewPose, type ViewSize } from './viewPose.ts';

/** An orthographic camera that looks straight down. Label frame, metres. */
export interface TopCamera {
  readonly kind: 'top';
  readonly target: Vec3;
  /** Half of the visible height, metres. */
  readonly halfHeight: number;
  /** Heading that points up on the screen. */
  readonly upYawRad: number;
}

const HALF_HEIGHT = { min: 0.5, max: 20_000 };
/** Height of the camera above its target; only orders of depth depend on it. */
const ALTITUDE = 1_000;

export function topPose(camera: TopCamera): ViewPose {
  const [cos, sin] = [Math.cos(camera.upYawRad), Math.sin(camera.upYawRad)];
  return {
    position: add(camera.target, [0, 0, ALTITUDE]),
    right: [sin, -cos, 0],
    up: [cos, sin, 0],
    forward: [0, 0, -1],
    lens: { kind: 'orthographic', halfHeight: camera.halfHeight },
  };
}

export function panTop(camera: TopCamera, delta: Pixel, size: ViewSize): TopCamera {
  return { ...camera, target: panOrthographic(camera.target, topPose(camera), delta, size) };
}

/** Scales the picture by 1 / `factor` about `anchor`. */
export function zoomTop(camera: TopCamera, factor: number, anchor: Vec3): TopCamera {
  const halfHeight = Math.min(HALF_HEIGHT.max, Math.max(HALF_HEIGHT.min, camera.halfHeight * factor));
  const applied = halfHeight / camera.halfHeight;
  const level: Vec3 = [anchor[0], anchor[1], camera.target[2]];
  return { ...camera, halfHeight, target: add(level, scale(subtract(camera.target, level), applied)) };
}

/** All of `bounds`, with `headingRad` pointing up. */
export function frameTop(bounds: Bounds, headingRad: number, size: ViewSize): TopCamera {
  const target = boundsCentre(bounds);
  const camera: TopCamera = { kind: 'top', target, halfHeight: 1, upYawRad: headingRad };
  const pose = topPose(camera);
  const aspect = size.width / size.height;
  const halves = boundsCorners(bounds).map(([x, y]) => {
    const [dx, dy] = [x - target[0], y - target[1]];
    const across = Math.abs(dx * pose.right[0] + dy * pose.right[1]) / aspect;
    return Math.max(across, Math.abs(dx * pose.up[0] + dy * pose.up[1]));
  });
  return { ...camera, halfHeight: Math.max(HALF_HEIGHT.min, ...halves) };
}

/** Looks down at `point`, showing about `radius` metres around it. */
export function topAt(camera: TopCamera, point: Vec3, radius: number): TopCamera {
  return { ...camera, target: point, halfHeight: radius / 0.8 };
}

export function mixTop(from: TopCamera, to: TopCamera, t: number): TopCamera {
  return {
    kind: 'top',
    target: lerp(from.target, to.target, t),
    halfHeight: from.halfHeight * (to.halfHeight / from.halfHeight) ** t,
    upYawRad: wrapAngle(from.upYawRad + wrapAngle(to.upYawRad - from.upYawRad) * t),
  };
}
