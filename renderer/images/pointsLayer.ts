import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { LabelledPoints, ShownPoints } from '#shared/pointcloud/shownPoints.ts';
import type { ToneKind } from '#shared/pointcloud/tonePoints.ts';
import type { FoundPoint } from '#renderer/editor/tools/view.ts';
import { buildRamp, RAMP_STOPS } from '#renderer/scene/color/ramp.ts';
import type { CameraPoints } from '#renderer/workers/protocol.ts';
import { imageFromPanel, type Extent, type ImageViewport } from './imageViewport.ts';
import { isSeen, nearestPoint } from './nearestPoint.ts';
import { paintPoints, pointSide, type PointStyle } from './paintPoints.ts';
import { ownColors, type OwnedColors, type OwnedPoints } from './ownedPoints.ts';
import type { SeenPointStore } from './seenPointStore.ts';

/** How points are shown on images. */
export interface PointsLook {
  /** What their colour stands for. */
  readonly tone: ToneKind;
  /** CSS pixels. */
  readonly size: number;
  /** Undefined: all. Which lie in cuboids is known here without asking. */
  readonly shown: Omit<ShownPoints, 'labelled'> | undefined;
  readonly labelled: LabelledPoints['keeps'] | undefined;
}

/** Where a panel has its points from. */
export interface PointSources {
  readonly seen: SeenPointStore;
  readonly owned: OwnedPoints;
}

/** How far from the pointer a point may be to be found, CSS pixels. */
const REACH = 8;

/** On photographs, the ramp of the dark theme in both themes. */
const ramp = new Uint32Array(buildRamp(RAMP_STOPS.dark).buffer);

/**
 * The lidar points of the frame over one camera's image. Drawn once into a bitmap of its own, which lies over the image
 * until the image moves, so that a drag of a cuboid draws no point.
 */
export class PointsLayer {
  readonly #sources: PointSources;
  readonly #stop: () => void;
  readonly #onChange: () => void;
  #look: PointsLook | undefined;
  #target: { readonly frameId: string; readonly camera: CameraView } | undefined;
  #request = new AbortController();
  #seen: CameraPoints | undefined;
  /** Colours from the cuboids, and what they were made of. */
  #own:
    | { readonly seen: CameraPoints; readonly owned: OwnedColors; readonly colors: Uint32Array }
    | undefined;
  #canvas: OffscreenCanvas | undefined;
  /** What the bitmap shows. */
  #drawn: readonly unknown[] = [];

  /** `onChange`: there is something else to be drawn. */
  constructor(sources: PointSources, onChange: () => void) {
    this.#sources = sources;
    this.#onChange = onChange;
    this.#stop = sources.owned.store.subscribe(() => {
      if (this.#seen !== undefined) onChange();
    });
  }

  /** Points of a frame, as a camera sees them; undefined where nobody knows how it sees. */
  show(frameId: string | undefined, camera: CameraView | undefined): void {
    this.#target = frameId === undefined || camera === undefined ? undefined : { frameId, camera };
    this.#update();
  }

  /** Undefined: no points. */
  setLook(look: PointsLook | undefined): void {
    const before = this.#look;
    this.#look = look;
    if (look === undefined) {
      this.#canvas = undefined;
      this.#own = undefined;
      this.#drawn = [];
    }
    const isSameSet = (before === undefined) === (look === undefined) && before?.shown === look?.shown;
    if (!isSameSet) this.#update();
  }

  /** The point that is shown next to a place in the panel. */
  pointAt(position: Pixel, viewport: ImageViewport): FoundPoint | undefined {
    if (this.#seen === undefined) return undefined;
    return nearestPoint(this.#seen, imageFromPanel(viewport, position), REACH / viewport.scale);
  }

  /** Does the camera see this point of the cloud? Undefined where that is not known. */
  sees(index: number): boolean | undefined {
    return this.#seen && isSeen(this.#seen, index);
  }

  /** `panel` and `viewport` in CSS pixels, of which each is `pixelRatio` of the canvas. */
  draw(context: CanvasRenderingContext2D, panel: Extent, viewport: ImageViewport, pixelRatio: number): void {
    if (this.#seen === undefined || this.#look === undefined || this.#target === undefined) return;
    const { tone, size, labelled } = this.#look;
    const side = pointSide(size, pixelRatio, this.#seen.count, this.#target.camera, viewport.scale);
    const bitmap = this.#bitmap(
      this.#seen,
      { tone, own: this.#ownColors(this.#seen), keeps: labelled, side, ramp },
      panel,
      viewport,
      pixelRatio,
    );
    context.drawImage(bitmap, 0, 0, bitmap.width / pixelRatio, bitmap.height / pixelRatio);
  }

  dispose(): void {
    this.#stop();
    this.#request.abort();
  }

  #update(): void {
    this.#request.abort();
    this.#seen = undefined;
    this.#onChange();
    if (this.#look === undefined || this.#target === undefined) return;
    const request = new AbortController();
    this.#request = request;
    this.#sources.seen.load({ ...this.#target, shown: this.#look.shown }, request.signal).then(
      (seen) => {
        if (request.signal.aborted) return;
        this.#seen = seen;
        this.#onChange();
      },
      // Aborted: something else is shown by now.
      () => undefined,
    );
  }

  #ownColors(seen: CameraPoints): Uint32Array | undefined {
    const owned = this.#sources.owned.store.getState();
    if (owned === undefined || owned.frameId !== this.#target?.frameId) return undefined;
    if (this.#own?.seen !== seen || this.#own.owned !== owned)
      this.#own = { seen, owned, colors: ownColors(seen.indices, owned) };
    return this.#own.colors;
  }

  #bitmap(
    seen: CameraPoints,
    style: PointStyle,
    panel: Extent,
    { scale, offsetX, offsetY }: ImageViewport,
    ratio: number,
  ): OffscreenCanvas {
    const width = Math.max(1, Math.round(panel.width * ratio));
    const height = Math.max(1, Math.round(panel.height * ratio));
    const canvas = (this.#canvas ??= new OffscreenCanvas(width, height));
    const drawn = [
      seen,
      style.own,
      style.keeps,
      style.tone,
      style.side,
      width,
      height,
      scale,
      offsetX,
      offsetY,
      ratio,
    ];
    if (drawn.every((value, i) => value === this.#drawn[i])) return canvas;
    this.#drawn = drawn;
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    const image = new ImageData(width, height);
    // The middle of a panel's pixel is half a pixel from its corner, which CSS counts from.
    const inCanvas = { scale: scale * ratio, offsetX: offsetX * ratio - 0.5, offsetY: offsetY * ratio - 0.5 };
    paintPoints(new Uint32Array(image.data.buffer), { width, height }, seen, style, inCanvas);
    context?.putImageData(image, 0, 0);
    return canvas;
  }
}
