import type { UndistortedView } from '#shared/camera/undistortedView.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';

/** Where an image is fetched from; a worker resolves relative addresses against its own script, so it is absolute. */
export interface ImageSource {
  readonly url: string;
  /** Headers that the fetch must carry. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What the worker that undistorts images can be asked. The bitmap is moved; who receives it closes it. */
export interface UndistortCalls {
  undistort: {
    input: { source: ImageSource; intrinsics: Intrinsics };
    output: { bitmap: ImageBitmap; view: UndistortedView };
  };
}
