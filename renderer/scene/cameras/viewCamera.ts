import type { Pixel } from '#shared/camera/cameraModel.ts';
import { add, type Vec3 } from '#shared/geometry/vec3.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { frameOrbit, mixOrbit, orbitAt, orbitBy, orbitPose, panOrbit, zoomOrbit } from './orbitCamera.ts';
import type { OrbitCamera } from './orbitCamera.ts';
import { levelPose, panLevel, zoomLevel, type LevelCamera } from './levelCamera.ts';
import { frameTop, mixTop, panTop, topAt, topPose, zoomTop, type TopCamera } from './topCamera.ts';
import type { ViewPose, ViewSize } from './viewPose.ts';

/** Cameras that look at the whole scene. */
export type SceneCamera = OrbitCamera | TopCamera;

/** What can be done with any camera; each function answers a new camera and changes nothing. */
export type ViewCamera = SceneCamera | LevelCamera;

export function poseOf(camera: ViewCamera): ViewPose {
  switch (camera.kind) {
    case 'orbit':
      return orbitPose(camera);
    case 'top':
      return topPose(camera);
    case 'level':
      return levelPose(camera);
  }
}

/** Moves by a drag of `delta` CSS pixels. The orthographic views keep their heading: they pan on `orbit`, too. */
export function dragCamera(
  camera: ViewCamera,
  how: 'orbit' | 'pan',
  delta: Pixel,
  size: ViewSize,
): ViewCamera {
  if (camera.kind === 'top') return panTop(camera, delta, size);
  if (camera.kind === 'level') return panLevel(camera, delta, size);
  return how === 'orbit' ? orbitBy(camera, delta, size) : panOrbit(camera, delta, size);
}

/** Factors below 1 go nearer; `anchor` (label frame) stays where it is on the screen. */
export function zoomCamera(camera: ViewCamera, factor: number, anchor: Vec3): ViewCamera {
  switch (camera.kind) {
    case 'orbit':
      return zoomOrbit(camera, factor, anchor);
    case 'top':
      return zoomTop(camera, factor, anchor);
    case 'level':
      return zoomLevel(camera, factor, anchor);
  }
}

export function frameCamera(
  kind: SceneCamera['kind'],
  bounds: Bounds,
  headingRad: number,
  size: ViewSize,
): SceneCamera {
  return kind === 'orbit' ? frameOrbit(bounds, headingRad, size) : frameTop(bounds, headingRad, size);
}

/** The same camera looking at a sphere of `radius` metres around `point`. */
export function aimCamera(camera: SceneCamera, point: Vec3, radius: number): SceneCamera {
  return camera.kind === 'orbit' ? orbitAt(camera, point, radius) : topAt(camera, point, radius);
}

/** The same camera, as far away in that direction; metres. */
export function moveCamera(camera: SceneCamera, way: Vec3): SceneCamera {
  return { ...camera, target: add(camera.target, way) };
}

/** Between two cameras of one kind, `t` in 0…1; of different kinds: the second. */
export function mixCameras(from: ViewCamera, to: ViewCamera, t: number): ViewCamera {
  if (from.kind === 'orbit' && to.kind === 'orbit') return mixOrbit(from, to, t);
  if (from.kind === 'top' && to.kind === 'top') return mixTop(from, to, t);
  return to;
}
