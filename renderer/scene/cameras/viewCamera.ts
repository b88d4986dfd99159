import type { Pixel } from '#shared/camera/cameraModel.ts';
import { add, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { frameOrbit, mixOrbit, orbitAt, orbitBy, orbitPose, panOrbit, zoomOrbit } from './orbitCamera.ts';
import type { OrbitCamera } from './orbitCamera.ts';
import { frameTop, mixTop, panTop, topAt, topPose, zoomTop, type TopCamera } from './topCamera.ts';
import type { ViewPose, ViewSize } from './viewPose.ts';

/** What can be done with either camera; each function answers a new camera and changes nothing. */
export type ViewCamera = OrbitCamera | TopCamera;

export function poseOf(camera: ViewCamera): ViewPose {
  return camera.kind === 'orbit' ? orbitPose(camera) : topPose(camera);
}

/** Moves by a drag of `delta` CSS pixels. The top view keeps its heading: it pans on `orbit`, too. */
export function dragCamera(
  camera: ViewCamera,
  how: 'orbit' | 'pan',
  delta: Pixel,
  size: ViewSize,
): ViewCamera {
  if (camera.kind === 'top') return panTop(camera, delta, size);
  return how === 'orbit' ? orbitBy(camera, delta, size) : panOrbit(camera, delta, size);
}

/** Factors below 1 go nearer; `anchor` (label frame) stays where it is on the screen. */
export function zoomCamera(camera: ViewCamera, factor: number, anchor: Vec3): ViewCamera {
  return camera.kind === 'orbit' ? zoomOrbit(camera, factor, anchor) : zoomTop(camera, factor, anchor);
}

export function frameCamera(
  kind: ViewCamera['kind'],
  bounds: Bounds,
  headingRad: number,
  size: ViewSize,
): ViewCamera {
  return kind === 'orbit' ? frameOrbit(bounds, headingRad, size) : frameTop(bounds, headingRad, size);
}

/** The same camera looking at a sphere of `radius` metres around `point`. */
export function aimCamera(camera: ViewCamera, point: Vec3, radius: number): ViewCamera {
  return camera.kind === 'orbit' ? orbitAt(camera, point, radius) : topAt(camera, point, radius);
}

/** The same camera, as far away in that direction; metres. */
export function moveCamera(camera: ViewCamera, way: Vec3): ViewCamera {
  return { ...camera, target: add(camera.target, way) };
}

/** Between two cameras of one kind, `t` in 0…1; of different kinds: the second. */
export function mixCameras(from: ViewCamera, to: ViewCamera, t: number): ViewCamera {
  if (from.kind === 'orbit' && to.kind === 'orbit') return mixOrbit(from, to, t);
  if (from.kind === 'top' && to.kind === 'top') return mixTop(from, to, t);
  return to;
}
