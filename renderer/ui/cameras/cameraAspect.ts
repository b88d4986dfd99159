import type { Camera, DataFile, Sequence } from '#shared/dataset/dataset.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import { frontFirst } from './cameraOrder.ts';

/** Of a camera of which nothing is known yet. */
const USUAL = 4 / 3;
/** Wider than this an image in a column of the usual width is a strip: KITTI's are 3.3 times as wide as high. */
const WIDE = 2.2;

type Sizes = Pick<ImageStore, 'sizeOf'>;

/** Width over height of a camera's images, as the dataset has it, else as this image has it; undefined: not known yet. */
function aspectOf(camera: Camera, files: readonly DataFile[], images: Sizes): number | undefined {
  const file = files.find(({ sensor }) => sensor === camera.id);
  const { width, height } =
    camera.width === undefined || camera.height === undefined
      ? ((file && images.sizeOf(file.path)) ?? {})
      : camera;
  return width === undefined || height === undefined ? undefined : width / height;
}

/** The shape of the cameras' places: learned from the first image of each camera, and the same from then on. */
export class CameraAspects {
  readonly #known = new Map<string, number>();
  readonly #images: Sizes;

  constructor(images: Sizes) {
    this.#images = images;
  }

  /** Width over height; `files`: the images of the frame on screen. */
  of(camera: Camera | undefined, files: readonly DataFile[]): number {
    if (camera === undefined) return USUAL;
    const aspect = this.#known.get(camera.id) ?? aspectOf(camera, files, this.#images);
    if (aspect !== undefined) this.#known.set(camera.id, aspect);
    return aspect ?? USUAL;
  }
}

/** Whether the large camera of a sequence that was just opened needs a wider column for its images to be of use. */
export function hasWideImages({ cameras, frames }: Sequence, images: Sizes): boolean {
  const [large] = frontFirst(cameras);
  return large !== undefined && (aspectOf(large, frames[0]?.images ?? [], images) ?? USUAL) > WIDE;
}
