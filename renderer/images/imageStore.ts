import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { BitmapCache } from './bitmapCache.ts';

export interface LoadedImage {
  readonly bitmap: ImageBitmap;
  readonly width: number;
  readonly height: number;
}

export type ImageSize = Pick<LoadedImage, 'width' | 'height'>;

export interface ImageStoreOptions {
  /** Fetches the bytes of a file of the dataset. */
  fetchFile(path: string, signal: AbortSignal): Promise<Response>;
  decode?(blob: Blob): Promise<ImageBitmap>;
  /** Decoded pixels kept, 4 bytes each; images on screen count but are never dropped. */
  budgetBytes?: number;
}

const DEFAULT_BUDGET_BYTES = 256 * 2 ** 20;

/** Decoded images by path: each is fetched once, the least recently wanted are closed when the budget is passed. */
export class ImageStore {
  readonly #options: ImageStoreOptions;
  readonly #images: BitmapCache<LoadedImage>;
  /** Of every image that was here once: labels are written after images may have gone. */
  readonly #sizes = new Map<string, ImageSize>();
  readonly #problems = new Map<string, Problem>();
  readonly #pending = new Map<string, Promise<LoadedImage>>();
  readonly #abort = new AbortController();

  constructor(options: ImageStoreOptions) {
    this.#options = options;
    this.#images = new BitmapCache(options.budgetBytes ?? DEFAULT_BUDGET_BYTES);
  }

  get bytesHeld(): number {
    return this.#images.bytesHeld;
  }

  /** The image if it is here already. */
  peek(path: string): LoadedImage | undefined {
    return this.#images.peek(path);
  }

  /** In pixels, of an image that is here or was. */
  sizeOf(path: string): ImageSize | undefined {
    return this.#sizes.get(path);
  }

  /** Why the last attempt to load the image failed. */
  problemOf(path: string): Problem | undefined {
    return this.#problems.get(path);
  }

  /** Rejects with a {@link ProblemError} that names the file and the reason. */
  load(path: string): Promise<LoadedImage> {
    const held = this.#images.get(path);
    if (held !== undefined) return Promise.resolve(held);
    const running = this.#pending.get(path);
    if (running !== undefined) return running;
    const started = this.#fetchAndDecode(path).finally(() => this.#pending.delete(path));
    this.#pending.set(path, started);
    return started;
  }

  /** These are being shown: they stay whatever the budget says. */
  keep(paths: Iterable<string>): void {
    this.#images.keep(paths);
  }

  dispose(): void {
    this.#abort.abort();
    this.#images.clear();
  }

  async #fetchAndDecode(path: string): Promise<LoadedImage> {
    try {
      const response = await this.#options.fetchFile(path, this.#abort.signal);
      if (!response.ok) {
        throw problem(response.status === 404 ? 'image.missing' : 'file.unreadable', path);
      }
      const blob = await response.blob();
      if (blob.size === 0) throw problem('file.empty', path);
      const bitmap = await this.#decode(blob, path);
      const image = { bitmap, width: bitmap.width, height: bitmap.height };
      if (this.#abort.signal.aborted) bitmap.close();
      else this.#put(path, image);
      return image;
    } catch (error) {
      const known = error instanceof ProblemError ? error : problem('file.unreadable', path, error);
      this.#problems.set(path, known.problem);
      throw known;
    }
  }

  async #decode(blob: Blob, path: string): Promise<ImageBitmap> {
    try {
      return await (this.#options.decode ?? createImageBitmap)(blob);
    } catch (error) {
      throw problem('image.corrupt', path, error);
    }
  }

  #put(path: string, image: LoadedImage): void {
    this.#problems.delete(path);
    this.#sizes.set(path, { width: image.width, height: image.height });
    this.#images.put(path, image);
  }
}

function problem(code: Problem['code'], path: string, cause?: unknown): ProblemError {
  return new ProblemError({ code, severity: 'error', path }, { cause });
}
