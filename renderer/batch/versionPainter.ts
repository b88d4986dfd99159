import type { FrameId } from '#renderer/editor/document/records.ts';
import { CanvasSheet } from '#renderer/scene/overlay/canvasSheet.ts';
import type { SceneTheme } from '#renderer/scene/sceneTheme.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Batch } from './batch.ts';
import { CellView } from './cellView.ts';
import { paintImageCell } from './imageCell.ts';
import { paintCell } from './paintCell.ts';

/** One of two versions of a cuboid, and what both are looked at through: the same for both, so that they compare. */
export interface ShownVersion {
  readonly frameId: FrameId;
  readonly cuboid: Cuboid;
  /** The other version, drawn thin. */
  readonly ghost: Cuboid | undefined;
  /** Encloses both. */
  readonly look: Cuboid;
  readonly color: string;
}

export interface VersionPainterOptions {
  readonly canvas: HTMLCanvasElement;
  readonly batch: Batch;
  readonly shown: ShownVersion;
  readonly row: 'top' | 'image';
  readonly theme: SceneTheme;
  /** Said where no camera sees it. */
  readonly unseen: string;
}

/** One picture of a version: from above among its points, or on the image that shows it best. For looking only. */
export class VersionPainter {
  readonly #options: VersionPainterOptions;
  readonly #sheet: CanvasSheet;
  readonly #stop: () => void;

  constructor(options: VersionPainterOptions) {
    this.#options = options;
    const { canvas, batch, shown, row } = options;
    this.#sheet = new CanvasSheet(canvas, (context, width, height) =>
      row === 'top' ? this.#drawTop(context, width, height) : this.#drawImage(context, width, height),
    );
    this.#stop = batch.subscribe(shown.frameId, this.#sheet.invalidate);
  }

  dispose(): void {
    this.#stop();
    this.#sheet.dispose();
  }

  #drawTop(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { batch, theme, shown } = this.#options;
    const { frameId, look, cuboid, ghost, color } = shown;
    context.fillStyle = theme.ground;
    context.fillRect(0, 0, width, height);
    const crop = batch.crops.get(frameId);
    const view = new CellView(`version-${frameId}`, 'top', look, width, height);
    paintCell(context, view, { crop, cuboid, ghost, color, isDashed: false, tool: undefined, theme });
  }

  #drawImage(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { batch, unseen, canvas, shown } = this.#options;
    const { frameId, look, cuboid, ghost, color } = shown;
    const best = batch.bestImage(frameId, look, width / height);
    if (best === undefined) {
      context.fillStyle = TEXT_COLOR;
      context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
      context.textAlign = 'center';
      context.fillText(unseen, width / 2, height / 2, width - 16);
      return;
    }
    batch.imageCrops.want(new Map([[frameId, best.wanted]]));
    const crop = batch.imageCrops.get(frameId);
    if (crop?.cameraId !== best.wanted.cameraId) return;
    paintImageCell(context, width, height, { crop, view: best.view, cuboid, ghost, color, isDashed: false });
  }
}

/** On black, in both themes. */
const TEXT_COLOR = '#AEB9C7';
