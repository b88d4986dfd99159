import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { createLookupGrid } from '#shared/camera/lookupGrid.ts';
import { undistortImage, type Raster, type Undistortion } from '#shared/camera/undistortImage.ts';
import { undistortedView } from '#shared/camera/undistortedView.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';

/** Of so many lenses, those that were wanted last, it is kept what their images are undistorted with: 1 MB for 2 megapixels. */
const LENSES_KEPT = 16;

/** Undistorts images; what all images of a lens share is computed once. */
export class Undistorter {
  readonly #lenses = new Map<string, Undistortion>();

  undistort(image: Raster, intrinsics: Intrinsics): { readonly image: Raster; readonly lens: Undistortion } {
    const lens = this.#lensOf(intrinsics, image.width, image.height);
    return { image: undistortImage(image, lens), lens };
  }

  #lensOf(intrinsics: Intrinsics, width: number, height: number): Undistortion {
    const key = JSON.stringify([intrinsics, width, height]);
    const lens = this.#lenses.get(key) ?? createUndistortion(intrinsics, width, height);
    this.#lenses.delete(key);
    this.#lenses.set(key, lens);
    const [oldest] = this.#lenses.keys();
    if (this.#lenses.size > LENSES_KEPT && oldest !== undefined) this.#lenses.delete(oldest);
    return lens;
  }
}

function createUndistortion(intrinsics: Intrinsics, width: number, height: number): Undistortion {
  const model = createCameraModel(intrinsics);
  const view = undistortedView(model, width, height);
  return { model, view, grid: createLookupGrid(view, model) };
}
