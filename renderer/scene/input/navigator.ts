import type { Pixel } from '#shared/camera/cameraModel.ts';
import { pointOnRay } from '#shared/geometry/ray.ts';
import { distance, type Vec3 } from '#shared/geometry/vec3.ts';
import { groundHit, type GroundHeight } from '#renderer/editor/tools/groundHit.ts';
import type { PointerInput } from '#renderer/editor/tools/view.ts';
import { Flight } from '../cameras/flight.ts';
import {
  aimCamera,
  dragCamera,
  zoomCamera,
  type SceneCamera,
  type ViewCamera,
} from '../cameras/viewCamera.ts';
import type { SceneView } from '../views/sceneView.ts';

export type DragMode = 'orbit' | 'pan';

/** How a drag that no tool took moves the view; undefined: not at all. */
export function dragModeOf(
  view: SceneView,
  { button, modifiers }: Pick<PointerInput, 'button' | 'modifiers'>,
): DragMode | undefined {
  switch (button) {
    case 'left':
      // Shift+drag is kept for selecting many.
      if (modifiers.shift) return undefined;
      return view.id === 'perspective' ? 'orbit' : 'pan';
    case 'right':
      return view.id === 'perspective' && !modifiers.shift ? 'orbit' : 'pan';
    case 'middle':
      return 'pan';
    case 'none':
      return undefined;
  }
}

/** A ground that is farther away than this, in multiples of the camera's own distance, is the horizon. */
const HORIZON_FACTOR = 8;

/** Moves the cameras of the views, at once or in flights of 220 ms. */
export class Navigator {
  readonly #groundHeight: GroundHeight;
  readonly #onMoved: () => void;
  readonly #flights = new Map<SceneView, Flight>();

  /** `onMoved`: a camera moved, or is about to; draw. */
  constructor(groundHeight: GroundHeight, onMoved: () => void) {
    this.#groundHeight = groundHeight;
    this.#onMoved = onMoved;
  }

  drag(view: SceneView, mode: DragMode, delta: Pixel): void {
    this.place(view, dragCamera(view.camera, mode, delta, view.rect));
  }

  /** Goes nearer (`factor` < 1) or farther, keeping what is under the pointer there. */
  zoom(view: SceneView, factor: number, position: Pixel): void {
    this.place(view, zoomCamera(view.camera, factor, this.placeAt(view, position)));
  }

  /** The place of the label frame that a position stands for: on the ground, or where there is none, at the target's distance. */
  placeAt(view: SceneView, position: Pixel): Vec3 {
    const ray = view.rayAt(position);
    const { camera } = view;
    if (camera.kind === 'top') return groundHit(ray, this.#groundHeight) ?? camera.target;
    if (camera.kind === 'level') return pointOnRay(ray, camera.reach);
    const hit = groundHit(ray, this.#groundHeight);
    const isNear = hit !== undefined && distance(hit, ray.origin) < camera.distance * HORIZON_FACTOR;
    return isNear ? hit : pointOnRay(ray, camera.distance);
  }

  /** Flies until a sphere of `radius` metres around `point` fills a good part of the view. */
  flyTo(view: SceneView<SceneCamera>, point: Vec3, radius: number): void {
    this.fly(view, aimCamera(view.camera, point, radius));
  }

  fly(view: SceneView, camera: ViewCamera): void {
    if (prefersReducedMotion()) {
      this.place(view, camera);
      return;
    }
    this.#flights.set(view, new Flight(view.camera, camera, performance.now()));
    this.#onMoved();
  }

  /** Moves a camera there at once. */
  place(view: SceneView, camera: ViewCamera): void {
    this.interrupt(view);
    view.camera = camera;
    this.#onMoved();
  }

  /** Any input ends a flight where it is. */
  interrupt(view: SceneView): void {
    this.#flights.delete(view);
  }

  get isFlying(): boolean {
    return this.#flights.size > 0;
  }

  /** Takes flights to where they are at `now`; true when this moved a camera. */
  advance(now: number): boolean {
    const hasMoved = this.isFlying;
    for (const [view, flight] of this.#flights) {
      view.camera = flight.cameraAt(now);
      if (flight.isOver(now)) this.#flights.delete(view);
    }
    return hasMoved;
  }
}

function prefersReducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
