import type { Camera, DataFile } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { ImageSize, ImageStore } from '#renderer/images/imageStore.ts';

/** Finds images that are not as large as the dataset says of their camera; tells it once for each camera. */
export class ImageSizeCheck {
  readonly #unsaid: Map<string, Camera>;
  readonly #images: Pick<ImageStore, 'sizeOf'>;

  constructor(cameras: readonly Camera[], images: Pick<ImageStore, 'sizeOf'>) {
    this.#unsaid = new Map(cameras.map((camera) => [camera.id, camera]));
    this.#images = images;
  }

  problemsOf(files: readonly DataFile[]): readonly Problem[] {
    return files.flatMap(({ sensor, path }): Problem[] => {
      const camera = this.#unsaid.get(sensor);
      const found = this.#images.sizeOf(path);
      if (camera?.width === undefined || camera.height === undefined || found === undefined) return [];
      const expected = { width: camera.width, height: camera.height };
      if (found.width === expected.width && found.height === expected.height) return [];
      this.#unsaid.delete(sensor);
      const params = { camera: camera.name, found: textOf(found), expected: textOf(expected) };
      return [{ code: 'image.size', severity: 'warning', path, params }];
    });
  }
}

/** `1242 × 375`. */
function textOf({ width, height }: ImageSize): string {
  return `${width} × ${height}`;
}
