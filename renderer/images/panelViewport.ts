import type { Pixel } from '#shared/camera/cameraModel.ts';
import type { Rectangle } from '#shared/geometry/rectangle.ts';
import {
  closeUpViewport,
  fitViewport,
  panBy,
  panelFromImage,
  zoomAt,
  type Extent,
  type ImageViewport,
} from './imageViewport.ts';

/**
 * What of its image a panel shows: all of it, or a close-up of an area, until the person zooms or pans. When a close-up
 * ends, the panel shows again what it did before.
 */
export class PanelViewport {
  #panel: Extent = { width: 1, height: 1 };
  #image: Extent | undefined;
  #area: Rectangle | undefined;
  /** What the person zoomed and panned to. */
  #own: ImageViewport | undefined;
  #before: ImageViewport | undefined;

  get current(): ImageViewport {
    if (this.#own !== undefined) return this.#own;
    if (this.#image === undefined) return fitViewport({ width: 16, height: 9 }, this.#panel);
    return this.#area === undefined
      ? fitViewport(this.#image, this.#panel)
      : closeUpViewport(this.#area, this.#image, this.#panel);
  }

  setPanel(panel: Extent): void {
    this.#panel = panel;
  }

  setImage(image: Extent | undefined): void {
    this.#image = image;
  }

  /** Begins a close-up of an area (image pixels), lets the one that is on follow it, or ends it (`undefined`). */
  closeUp(area: Rectangle | undefined): void {
    if (this.#area === undefined && area !== undefined) {
      this.#before = this.#own;
      this.#own = undefined;
    } else if (this.#area !== undefined && area === undefined) {
      this.#own = this.#before;
    }
    this.#area = area;
  }

  /** After an edit of what a close-up is of: the picture stays where it is while it shows all of the area. */
  keepInView(area: Rectangle | undefined): void {
    if (this.#area === undefined || area === undefined || !this.#shows(area)) this.closeUp(area);
  }

  zoom(at: Pixel, factor: number): void {
    if (this.#image !== undefined) this.#own = zoomAt(this.current, at, factor, this.#image, this.#panel);
  }

  pan(dx: number, dy: number): void {
    if (this.#image !== undefined) this.#own = panBy(this.current, dx, dy, this.#image, this.#panel);
  }

  #shows({ left, top, right, bottom }: Rectangle): boolean {
    const [x0, y0] = panelFromImage(this.current, [left, top]);
    const [x1, y1] = panelFromImage(this.current, [right, bottom]);
    return x0 >= 0 && y0 >= 0 && x1 <= this.#panel.width && y1 <= this.#panel.height;
  }
}
