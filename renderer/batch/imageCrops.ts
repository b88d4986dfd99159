import type { Rectangle } from '#shared/geometry/rectangle.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { LoadedImage } from '#renderer/images/imageStore.ts';

/** What is wanted of an image. */
export interface WantedCrop {
  readonly path: string;
  readonly cameraId: string;
  /** Pixels of the image; may reach beyond it. */
  readonly area: Rectangle;
}

/** A piece of an image. */
export interface ImageCrop extends WantedCrop {
  readonly bitmap: ImageBitmap;
  /** Of the piece in its image, pixels. */
  readonly left: number;
  readonly top: number;
  /** Of the whole image, pixels. */
  readonly width: number;
  readonly height: number;
}

/** Longest side of a piece that is kept, pixels: cells are small, images are not. */
const LONGEST = 640;
const MOST_CROPS = 64;

/** Pieces of many images, cut out of one after the other, so that none has to be kept whole. */
export class ImageCrops {
  readonly #load: (path: string) => Promise<LoadedImage>;
  readonly #onCrop: (frameId: FrameId) => void;
  readonly #crops = new Map<FrameId, ImageCrop>();
  readonly #failed = new Set<string>();
  #wanted: ReadonlyMap<FrameId, WantedCrop> = new Map();
  #isRunning = false;

  /** @param onCrop is told when a frame's piece has come */
  constructor(load: (path: string) => Promise<LoadedImage>, onCrop: (frameId: FrameId) => void) {
    this.#load = load;
    this.#onCrop = onCrop;
  }

  get(frameId: FrameId): ImageCrop | undefined {
    return this.#crops.get(frameId);
  }

  /** What is shown, the most urgent first; replaces the last wish. */
  want(crops: ReadonlyMap<FrameId, WantedCrop>): void {
    this.#wanted = crops;
    this.#failed.clear();
    if (!this.#isRunning) void this.#run();
  }

  /** Forgets everything, and wants nothing any more. */
  clear(): void {
    this.#wanted = new Map();
    for (const { bitmap } of this.#crops.values()) bitmap.close();
    this.#crops.clear();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const [frameId, wanted] = next;
      const crop = await this.#cut(wanted).catch(() => undefined);
      if (crop === undefined) this.#failed.add(wanted.path);
      else if (!this.#wanted.has(frameId)) crop.bitmap.close();
      else this.#put(frameId, crop);
    }
    this.#isRunning = false;
  }

  #next(): readonly [FrameId, WantedCrop] | undefined {
    return [...this.#wanted].find(
      ([frameId, wanted]) => !this.#failed.has(wanted.path) && !isCutFrom(this.#crops.get(frameId), wanted),
    );
  }

  async #cut(wanted: WantedCrop): Promise<ImageCrop> {
    const { bitmap: whole, width, height } = await this.#load(wanted.path);
    const left = Math.max(0, Math.floor(wanted.area.left));
    const top = Math.max(0, Math.floor(wanted.area.top));
    const cutWidth = Math.max(1, Math.min(width, Math.ceil(wanted.area.right)) - left);
    const cutHeight = Math.max(1, Math.min(height, Math.ceil(wanted.area.bottom)) - top);
    const shrink = Math.min(1, LONGEST / Math.max(cutWidth, cutHeight));
    const bitmap = await createImageBitmap(whole, left, top, cutWidth, cutHeight, {
      resizeWidth: Math.max(1, Math.round(cutWidth * shrink)),
      resizeHeight: Math.max(1, Math.round(cutHeight * shrink)),
      resizeQuality: 'medium',
    });
    return { ...wanted, bitmap, left, top, width, height };
  }

  #put(frameId: FrameId, crop: ImageCrop): void {
    this.#crops.get(frameId)?.bitmap.close();
    this.#crops.delete(frameId);
    this.#crops.set(frameId, crop);
    const [oldest] = this.#crops;
    if (this.#crops.size > MOST_CROPS && oldest !== undefined) {
      oldest[1].bitmap.close();
      this.#crops.delete(oldest[0]);
    }
    this.#onCrop(frameId);
  }
}

/** An object that moved a little is still in the piece. */
function isCutFrom(crop: ImageCrop | undefined, { path, area }: WantedCrop): boolean {
  if (crop === undefined || crop.path !== path) return false;
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const shift = Math.max(
    Math.abs(crop.area.left + crop.area.right - area.left - area.right) / 2 / Math.max(1, width),
    Math.abs(crop.area.top + crop.area.bottom - area.top - area.bottom) / 2 / Math.max(1, height),
  );
  return shift < 0.2;
}
