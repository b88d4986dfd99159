import type { UndistortedView } from '#shared/camera/undistortedView.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';
import { WorkerClient, type WorkerPort } from '#renderer/workers/workerClient.ts';
import type { ImageSource, UndistortCalls } from '#renderer/workers/undistortProtocol.ts';
import { BitmapCache } from './bitmapCache.ts';
import type { LoadedImage } from './imageStore.ts';

/** An image with its lens undone, and the pinhole that it is shown through. */
export interface UndistortedImage extends LoadedImage {
  readonly view: UndistortedView;
  /** Of the lens that was undone. */
  readonly intrinsics: Intrinsics;
}

export interface UndistortedImagesOptions {
  createWorker(): WorkerPort<UndistortCalls>;
  /** Where the original of a path is fetched from. */
  sourceOf(path: string): ImageSource;
  /** As of an {@link ImageStore}. */
  budgetBytes?: number;
}

const DEFAULT_BUDGET_BYTES = 96 * 2 ** 20;

/** Undistorted images by path: each is made once, in a worker that is started when the first one is wanted. */
export class UndistortedImages {
  readonly #options: UndistortedImagesOptions;
  readonly #images: BitmapCache<UndistortedImage>;
  readonly #pending = new Map<string, { intrinsics: Intrinsics; image: Promise<UndistortedImage> }>();
  #client: WorkerClient<UndistortCalls> | undefined;
  #isDisposed = false;

  constructor(options: UndistortedImagesOptions) {
    this.#options = options;
    this.#images = new BitmapCache(options.budgetBytes ?? DEFAULT_BUDGET_BYTES);
  }

  get bytesHeld(): number {
    return this.#images.bytesHeld;
  }

  /** The image if it is here already, and with this very lens undone. */
  peek(path: string, intrinsics: Intrinsics): UndistortedImage | undefined {
    const held = this.#images.peek(path);
    return held?.intrinsics === intrinsics ? held : undefined;
  }

  /** Rejects where it cannot be had: the original is not there, or the worker is gone. */
  load(path: string, intrinsics: Intrinsics): Promise<UndistortedImage> {
    const held = this.#images.get(path);
    if (held?.intrinsics === intrinsics) return Promise.resolve(held);
    const running = this.#pending.get(path);
    if (running?.intrinsics === intrinsics) return running.image;
    const image = this.#make(path, intrinsics).finally(() => {
      if (this.#pending.get(path)?.image === image) this.#pending.delete(path);
    });
    this.#pending.set(path, { intrinsics, image });
    return image;
  }

  /** These are being shown: they stay whatever the budget says. */
  keep(paths: Iterable<string>): void {
    this.#images.keep(paths);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#client?.terminate();
    this.#images.clear();
  }

  async #make(path: string, intrinsics: Intrinsics): Promise<UndistortedImage> {
    if (this.#isDisposed) throw new Error('the dataset is closed');
    const input = { source: this.#options.sourceOf(path), intrinsics };
    const { bitmap, view } = await this.#worker().call('undistort', input);
    const image = { bitmap, width: view.width, height: view.height, view, intrinsics };
    // What was asked for later, with another lens, is not to be overwritten by this.
    const isWanted = (this.#pending.get(path)?.intrinsics ?? intrinsics) === intrinsics;
    if (this.#isDisposed || !isWanted) bitmap.close();
    else this.#images.put(path, image);
    return image;
  }

  #worker(): WorkerClient<UndistortCalls> {
    this.#client ??= new WorkerClient(this.#options.createWorker(), () => (this.#client = undefined));
    return this.#client;
  }
}
