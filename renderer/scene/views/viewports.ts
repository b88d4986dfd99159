import type { Pixel } from '#shared/camera/cameraModel.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import type { Bounds } from '#shared/pointcloud/bounds.ts';
import { levelAt, sliceAt, type LevelCamera } from '../cameras/levelCamera.ts';
import { frameCamera, type SceneCamera } from '../cameras/viewCamera.ts';
import type { ViewSize } from '../cameras/viewPose.ts';
import { SceneView, type ViewRect } from './sceneView.ts';

/** Share of the height that the large view takes. */
export const LARGE_SHARE = 0.7;
/** Line between the views, CSS pixels. */
const GAP = 1;

const NOWHERE: Bounds = { min: [-20, -20, 0], max: [20, 20, 0] };
const SQUARE: ViewSize = { width: 1, height: 1 };
const UNSEEN: LevelCamera = { kind: 'level', target: [0, 0, 0], halfHeight: 1, towardsYawRad: 0, reach: 1 };
/** Quarter turns from the cuboid's heading: seen from its right, and from behind, so that left is left as from above. */
const SIDE_YAW = Math.PI / 2;

/**
 * `rows`: the perspective view above, large, or the top view; below, in a row, the other of the two, and the one selected
 * cuboid from its side and from behind. `quarters`: the selected cuboid from above, from its side and from behind; in the
 * fourth quarter the perspective view, unless an image is there. `review`: nothing but a row, of the selected cuboid from
 * above and from its side, and the perspective view; an image is above them.
 */
export type SceneLayout = 'rows' | 'quarters' | 'quartersWithImage' | 'review';

/** The views of the scene, where they lie, and what the level ones look at. */
export class Viewports {
  readonly perspective = new SceneView<SceneCamera>('perspective', frameCamera('orbit', NOWHERE, 0, SQUARE));
  readonly top = new SceneView<SceneCamera>('top', frameCamera('top', NOWHERE, 0, SQUARE));
  readonly side = new SceneView<LevelCamera>('side', UNSEEN);
  readonly rear = new SceneView<LevelCamera>('rear', UNSEEN);
  /** Those that look at the whole scene. */
  readonly overviews = [this.perspective, this.top] as const;
  readonly #all: readonly SceneView[] = [...this.overviews, this.side, this.rear];
  #size: ViewSize = SQUARE;
  #layout: SceneLayout = 'rows';
  #isSwapped = false;
  #isFromOtherSide = false;
  /** What the level views look at. */
  #cuboid: Cuboid | undefined;

  get size(): ViewSize {
    return this.#size;
  }

  get layout(): SceneLayout {
    return this.#layout;
  }

  set layout(layout: SceneLayout) {
    this.#layout = layout;
    this.#layOut();
    this.#aimLevel();
  }

  /** The top view is the large one. */
  get isSwapped(): boolean {
    return this.#isSwapped && this.#layout === 'rows';
  }

  /** The level views show the left side and the front instead of the right side and the rear. */
  get isFromOtherSide(): boolean {
    return this.#isFromOtherSide;
  }

  /** The level views have something to show. */
  get hasLevelViews(): boolean {
    return this.#cuboid !== undefined;
  }

  /** Those that are drawn now. */
  get views(): readonly SceneView[] {
    const views = this.hasLevelViews ? this.#all : this.overviews;
    if (this.#layout === 'review') return views.filter((view) => view !== this.rear);
    return this.#layout === 'quartersWithImage' ? views.filter((view) => view !== this.perspective) : views;
  }

  resize(size: ViewSize): void {
    this.#size = size;
    this.#layOut();
    this.#aimLevel();
  }

  /** Exchanges the places of the two views; their cameras stay. */
  swap(): void {
    this.#isSwapped = !this.#isSwapped;
    this.#layOut();
  }

  /** Looks at the cuboid from its other side. */
  turnRound(): void {
    this.#isFromOtherSide = !this.#isFromOtherSide;
    this.#aimLevel();
  }

  /** The view at a position on the canvas. */
  at(position: Pixel): SceneView | undefined {
    return this.views.find((view) => view.contains(position));
  }

  /** Shows all of `bounds` in both overviews, looking along `headingRad`. */
  frame(bounds: Bounds, headingRad: number): void {
    this.perspective.camera = frameCamera('orbit', bounds, headingRad, this.perspective.rect);
    this.top.camera = frameCamera('top', bounds, headingRad, this.top.rect);
  }

  /** The level views look at another cuboid; undefined: at none. */
  lookAt(cuboid: Cuboid | undefined): void {
    this.#cuboid = cuboid;
    this.#aimLevel();
  }

  /**
   * The cuboid that the level views look at has changed. Where it can still be seen well the picture stays; `held`: the
   * view in which it is being dragged stays in any case, lest it runs away from the pointer.
   */
  follow(cuboid: Cuboid, held: SceneView | undefined): void {
    this.#cuboid = cuboid;
    for (const [view, yawRad] of this.#levelYaws(cuboid)) {
      if (view === held) continue;
      const isTurned = Math.abs(yawRad - view.camera.towardsYawRad) > 1e-9;
      view.camera = isTurned ? levelAt(cuboid, yawRad, view.rect) : sliceAt(view.camera, cuboid, view.rect);
      if (!isTurned && !view.shows(cuboid)) view.camera = levelAt(cuboid, yawRad, view.rect);
    }
  }

  #aimLevel(): void {
    if (this.#cuboid === undefined) return;
    for (const [view, yawRad] of this.#levelYaws(this.#cuboid))
      view.camera = levelAt(this.#cuboid, yawRad, view.rect);
  }

  #levelYaws(cuboid: Cuboid): readonly (readonly [SceneView<LevelCamera>, number])[] {
    const yawRad = cuboidYaw(cuboid) + (this.#isFromOtherSide ? Math.PI : 0);
    return [
      [this.side, yawRad + SIDE_YAW],
      [this.rear, yawRad],
    ];
  }

  #layOut(): void {
    if (this.#layout === 'rows' || this.#layout === 'review') this.#layOutRows();
    else this.#layOutQuarters();
  }

  #layOutQuarters(): void {
    const { width, height } = this.#size;
    const [middle, centre] = [Math.round(width / 2), Math.round(height / 2)];
    const quarter = (column: 0 | 1, row: 0 | 1): ViewRect => {
      const [left, top] = [column * (middle + GAP), row * (centre + GAP)];
      return {
        left,
        top,
        width: Math.max(1, (column === 0 ? middle : width) - left),
        height: Math.max(1, (row === 0 ? centre : height) - top),
      };
    };
    this.top.rect = quarter(0, 0);
    this.perspective.rect = quarter(1, 0);
    this.side.rect = quarter(0, 1);
    this.rear.rect = quarter(1, 1);
  }

  #layOutRows(): void {
    const { width, height } = this.#size;
    const isReview = this.#layout === 'review';
    const largeHeight = isReview ? -GAP : Math.round(height * LARGE_SHARE);
    const large: ViewRect = { left: 0, top: 0, width, height: largeHeight };
    const edges = [0, 1, 2, 3].map((column) => Math.round((column * width) / 3));
    const [first, second, third] = [0, 1, 2].map((column): ViewRect => {
      const left = edges[column]! + (column === 0 ? 0 : GAP);
      return {
        left,
        top: largeHeight + GAP,
        width: Math.max(1, edges[column + 1]! - left),
        height: Math.max(1, height - largeHeight - GAP),
      };
    });
    this.perspective.rect = isReview ? third! : this.#isSwapped ? first! : large;
    this.top.rect = this.#isSwapped && !isReview ? large : first!;
    this.side.rect = second!;
    this.rear.rect = third!;
  }
}
