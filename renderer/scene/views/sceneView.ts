import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Ray } from '#shared/geometry/ray.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { ToolView } from '#renderer/editor/tools/view.ts';
import { poseOf, type ViewCamera } from '../cameras/viewCamera.ts';
import { projectPoint, rayThrough, type ViewPose } from '../cameras/viewPose.ts';

/** A rectangle of the canvas, CSS pixels from its top-left corner. */
export interface ViewRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type SceneViewId = 'perspective' | 'top' | 'side' | 'rear';

/** One viewport: a camera and the part of the canvas that it is drawn in. The editor's tools see it as a view. */
export class SceneView<Camera extends ViewCamera = ViewCamera> implements ToolView {
  readonly id: SceneViewId;
  readonly kind: SceneViewId;
  rect: ViewRect = { left: 0, top: 0, width: 1, height: 1 };
  #camera: Camera;
  #pose: ViewPose;

  constructor(id: SceneViewId, camera: Camera) {
    this.id = id;
    this.kind = id;
    this.#camera = camera;
    this.#pose = poseOf(camera);
  }

  get camera(): Camera {
    return this.#camera;
  }

  set camera(camera: Camera) {
    this.#camera = camera;
    this.#pose = poseOf(camera);
  }

  get pose(): ViewPose {
    return this.#pose;
  }

  project(point: Vec3): Pixel | undefined {
    return projectPoint(this.#pose, this.rect, point);
  }

  rayAt(position: Pixel): Ray {
    return rayThrough(this.#pose, this.rect, position);
  }

  /** How far into the view anything is seen, metres. */
  get reach(): number {
    const { lens } = this.#pose;
    return lens.kind === 'orthographic' ? (lens.reach ?? Infinity) : Infinity;
  }

  /** Is all of the cuboid within the view? */
  shows(cuboid: Cuboid): boolean {
    return cuboidCorners(cuboid).every((corner) => {
      const at = this.project(corner);
      return (
        at !== undefined && at[0] >= 0 && at[1] >= 0 && at[0] <= this.rect.width && at[1] <= this.rect.height
      );
    });
  }

  rightYawRad(): number {
    const [x, y] = this.#pose.right;
    return Math.atan2(y, x);
  }

  /** From the canvas's corner to this view's. */
  toLocal(position: Pixel): Pixel {
    return [position[0] - this.rect.left, position[1] - this.rect.top];
  }

  contains(position: Pixel): boolean {
    const [x, y] = this.toLocal(position);
    return x >= 0 && y >= 0 && x < this.rect.width && y < this.rect.height;
  }
}
