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

/** An image on its way, and for how many callers. */
interface Pending {
  readonly image: Promise<LoadedImage>;
  readonly abort: AbortController;
  waiting: number;
}

const DEFAULT_BUDGET_BYTES = 256 * 2 ** 20;

/** Decoded images by path: each is fetched once, the least recently wanted are closed when the budget is passed. */
export class ImageStore {
  readonly #options: ImageStoreOptions;
  readonly #images: BitmapCache<LoadedImage>;
  /** Of every image that was here once: labels are written after images may have gone. */
  readonly #sizes = new Map<string, ImageSize>();
  readonly #problems = new Map<string, Problem>();
  readonly #pending = new Map<string, Pending>();
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

  /**
   * Rejects with a {@link ProblemError} that names the file and the reason, or when aborted. An image is no longer
   * fetched once all who wanted it have given it up.
   */
  load(path: string, signal?: AbortSignal): Promise<LoadedImage> {
    const held = this.#images.get(path);
    if (held !== undefined) return Promise.resolve(held);
    const pending = this.#pending.get(path) ?? this.#start(path);
    pending.waiting += 1;
    if (signal === undefined) return pending.image;
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal.reason);
        pending.waiting -= 1;
        if (pending.waiting > 0 || this.#pending.get(path) !== pending) return;
        this.#pending.delete(path);
        pending.abort.abort();
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      pending.image.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
    });
  }

  /** These are being shown: they stay whatever the budget says. */
  keep(paths: Iterable<string>): void {
    this.#images.keep(paths);
  }

  dispose(): void {
    this.#abort.abort();
    this.#images.clear();
  }

  #start(path: string): Pending {
    const abort = new AbortController();
    const image = this.#fetchAndDecode(path, AbortSignal.any([abort.signal, this.#abort.signal])).finally(
      () => {
        if (this.#pending.get(path)?.abort === abort) this.#pending.delete(path);
      },
    );
    // Given up by everybody, its end is nobody's error.
    image.catch(() => undefined);
    const pending: Pending = { image, abort, waiting: 0 };
    this.#pending.set(path, pending);
    return pending;
  }

  async #fetchAndDecode(path: string, signal: AbortSignal): Promise<LoadedImage> {
    try {
      const response = await this.#options.fetchFile(path, signal);
      if (!response.ok) {
        throw problem(response.status === 404 ? 'image.missing' : 'file.unreadable', path);
      }
      const blob = await response.blob();
      if (blob.size === 0) throw problem('file.empty', path);
      const bitmap = await this.#decode(blob, path);
      const image = { bitmap, width: bitmap.width, height: bitmap.height };
      if (signal.aborted) bitmap.close();
      else this.#put(path, image);
      return image;
    } catch (error) {
      signal.throwIfAborted();
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
