import type { DatasetFolder } from '#shared/dataset/fileTree.ts';
import { imageSizeIn } from './imageHeader.ts';

/** A sequence as far as it matters here. */
interface Sized {
  readonly cameras: readonly SizedCamera[];
  readonly frames: readonly {
    readonly images: readonly { readonly sensor: string; readonly path: string }[];
  }[];
}

interface SizedCamera {
  readonly id: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * Gives cameras whose images' size nobody states the size of their first image: formats cut 2D boxes at the border, and
 * write the size down.
 */
export async function withImageSizes<S extends Sized>(
  sequences: readonly S[],
  folder: DatasetFolder,
): Promise<S[]> {
  const present = new Set(await folder.list());
  const sized: S[] = [];
  for (const sequence of sequences) {
    const cameras: SizedCamera[] = [];
    for (const camera of sequence.cameras) cameras.push(await withSize(camera, sequence, folder, present));
    sized.push({ ...sequence, cameras });
  }
  return sized;
}

async function withSize(
  camera: SizedCamera,
  { frames }: Sized,
  folder: DatasetFolder,
  present: ReadonlySet<string>,
): Promise<SizedCamera> {
  if (camera.width !== undefined && camera.height !== undefined) return camera;
  for (const { images } of frames) {
    const image = images.find(({ sensor, path }) => sensor === camera.id && present.has(path));
    const size = image && (await imageSizeIn(folder, image.path));
    if (size !== undefined) return { ...camera, ...size };
  }
  return camera;
}
