import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { frameCamera } from '../cameras/viewCamera.ts';
import type { ViewSize } from '../cameras/viewPose.ts';
import { SceneView } from './sceneView.ts';

/** Share of the height that the large view takes. */
export const LARGE_SHARE = 0.7;
/** Line between the views, CSS pixels. */
const GAP = 1;

const NOWHERE: Bounds = { min: [-20, -20, 0], max: [20, 20, 0] };
const SQUARE: ViewSize = { width: 1, height: 1 };

/** The perspective view above, large, and the top view below; or the other way round. */
export class Viewports {
  readonly perspective = new SceneView('perspective', frameCamera('orbit', NOWHERE, 0, SQUARE));
  readonly top = new SceneView('top', frameCamera('top', NOWHERE, 0, SQUARE));
  readonly views: readonly SceneView[] = [this.perspective, this.top];
  #size: ViewSize = SQUARE;
  #isSwapped = false;

  get size(): ViewSize {
    return this.#size;
  }

  get isSwapped(): boolean {
    return this.#isSwapped;
  }

  resize(size: ViewSize): void {
    this.#size = size;
    this.#layOut();
  }

  /** Exchanges the places of the two views; their cameras stay. */
  swap(): void {
    this.#isSwapped = !this.#isSwapped;
    this.#layOut();
  }

  /** The view at a position on the canvas. */
  at(position: Pixel): SceneView | undefined {
    return this.views.find((view) => view.contains(position));
  }

  /** Shows all of `bounds` in both views, looking along `headingRad`. */
  frame(bounds: Bounds, headingRad: number): void {
    this.perspective.camera = frameCamera('orbit', bounds, headingRad, this.perspective.rect);
    this.top.camera = frameCamera('top', bounds, headingRad, this.top.rect);
  }

  #layOut(): void {
    const { width, height } = this.#size;
    const largeHeight = Math.round(height * LARGE_SHARE);
    const large = { left: 0, top: 0, width, height: largeHeight };
    const small = {
      left: 0,
      top: largeHeight + GAP,
      width,
      height: Math.max(1, height - largeHeight - GAP),
    };
    this.perspective.rect = this.#isSwapped ? small : large;
    this.top.rect = this.#isSwapped ? large : small;
  }
}
