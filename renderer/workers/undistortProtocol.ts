import type { UndistortedView } from '#shared/camera/undistortedView.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';

/** What the worker that undistorts images can be asked. Bitmaps are moved both ways; who receives one closes it. */
export interface UndistortCalls {
  undistort: {
    input: { bitmap: ImageBitmap; intrinsics: Intrinsics };
    output: { bitmap: ImageBitmap; view: UndistortedView };
  };
}
