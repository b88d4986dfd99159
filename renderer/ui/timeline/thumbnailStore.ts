/** A small picture; sizes in pixels. */
export interface Thumbnail {
  readonly bitmap: ImageBitmap;
  readonly width: number;
  readonly height: number;
}

export interface ThumbnailStoreOptions {
  fetchFile(path: string, signal: AbortSignal): Promise<Response>;
  /** Another one is here. */
  onChange(): void;
  decode?(blob: Blob): Promise<ImageBitmap>;
}

/** Twice as high as they are drawn, for sharp screens, pixels. */
const HEIGHT = 88;
/** At some 50 kilobytes each. */
const MOST_KEPT = 300;
/** A browser opens six connections to one host: clouds and images of frames come first. */
const AT_ONCE = 2;

/** Small pictures by the path of their image; only those that are wanted now are fetched, a few at a time. */
export class ThumbnailStore {
  readonly #options: ThumbnailStoreOptions;
  readonly #kept = new Map<string, Thumbnail>();
  readonly #running = new Map<string, AbortController>();
  /** Images that cannot be had are not asked for again. */
  readonly #failed = new Set<string>();
  #wanted: readonly string[] = [];

  constructor(options: ThumbnailStoreOptions) {
    this.#options = options;
  }

  get kept(): number {
    return this.#kept.size;
  }

  get(path: string): Thumbnail | undefined {
    return this.#kept.get(path);
  }

  /** In this order; what was wanted before and is not any more is given up. */
  want(paths: readonly string[]): void {
    this.#wanted = paths;
    const wanted = new Set(paths);
    for (const [path, abort] of this.#running) if (!wanted.has(path)) abort.abort();
    for (const path of paths) this.#touch(path);
    this.#next();
  }

  dispose(): void {
    this.want([]);
    for (const { bitmap } of this.#kept.values()) bitmap.close();
    this.#kept.clear();
  }

  #next(): void {
    for (const path of this.#wanted) {
      if (this.#running.size >= AT_ONCE) return;
      if (this.#kept.has(path) || this.#running.has(path) || this.#failed.has(path)) continue;
      void this.#fetch(path);
    }
  }

  async #fetch(path: string): Promise<void> {
    const abort = new AbortController();
    this.#running.set(path, abort);
    try {
      const response = await this.#options.fetchFile(path, abort.signal);
      if (!response.ok) throw new Error(`status ${response.status}`);
      const bitmap = await (this.#options.decode ?? decodeSmall)(await response.blob());
      if (abort.signal.aborted) bitmap.close();
      else this.#keep(path, bitmap);
    } catch {
      // The camera's own panel says what is wrong with it.
      if (!abort.signal.aborted) this.#failed.add(path);
    } finally {
      this.#running.delete(path);
      this.#next();
    }
  }

  #keep(path: string, bitmap: ImageBitmap): void {
    this.#kept.set(path, { bitmap, width: bitmap.width, height: bitmap.height });
    for (const [oldest, thumbnail] of this.#kept) {
      if (this.#kept.size <= MOST_KEPT) break;
      thumbnail.bitmap.close();
      this.#kept.delete(oldest);
    }
    this.#options.onChange();
  }

  /** The order of the map is the order in which they are given up. */
  #touch(path: string): void {
    const thumbnail = this.#kept.get(path);
    if (thumbnail === undefined) return;
    this.#kept.delete(path);
    this.#kept.set(path, thumbnail);
  }
}

function decodeSmall(blob: Blob): Promise<ImageBitmap> {
  return createImageBitmap(blob, { resizeHeight: HEIGHT, resizeQuality: 'medium' });
}
