import type { DataFile, Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { FrameContent } from '#renderer/editor/ports.ts';
import { distortingLens } from '#renderer/images/displayedImage.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import type { UndistortedImages } from '#renderer/images/undistortedImages.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { ImageSizeCheck } from './imageSizeCheck.ts';

/** The images of frames, and how they are shown. */
export interface ShownImages {
  readonly images: ImageStore;
  readonly undistorted: UndistortedImages;
  isUndistorted(cameraId: string): boolean;
}

/** Brings clouds and images of frames together, so that a frame comes on screen whole. */
export function createFrameContent(
  sequence: Sequence,
  clouds: CloudService,
  shownImages: ShownImages,
): FrameContent {
  const { images, undistorted } = shownImages;
  const frames = new Map<string, Frame>(sequence.frames.map((frame) => [frame.id, frame]));
  const pathsOf = (frameId: FrameId): readonly string[] =>
    frames.get(frameId)?.images.map(({ path }) => path) ?? [];
  const sizes = new ImageSizeCheck(sequence.cameras, images);
  const cameras = new Map(sequence.cameras.map((camera) => [camera.id, camera]));
  /** As it will be shown. A calibration that the image has of its own is not known yet: its panel sees to that. */
  const loadOne = async ({ sensor, path }: DataFile, signal: AbortSignal): Promise<void> => {
    const lens = shownImages.isUndistorted(sensor) && distortingLens(cameras.get(sensor)?.calibration);
    await Promise.allSettled([images.load(path, signal), lens && undistorted.load(path, lens)]);
  };
  /** Resolves when every image is there or is known not to come. */
  const loadAll = async (frame: Frame | undefined, signal: AbortSignal): Promise<void> => {
    await Promise.all((frame?.images ?? []).map((image) => loadOne(image, signal)));
  };
  const wished = new Map<FrameId, AbortController>();
  let shown: readonly string[] = [];
  return {
    async prepare(frameId, signal) {
      const paths = pathsOf(frameId);
      // The frame before is still on screen until this one has come.
      images.keep([...shown, ...paths]);
      undistorted.keep([...shown, ...paths]);
      const [cloud] = await Promise.all([clouds.load(frameId, signal), loadAll(frames.get(frameId), signal)]);
      signal.throwIfAborted();
      shown = paths;
      // An image that cannot be had is said in that camera's place.
      return [...cloud.problems, ...sizes.problemsOf(frames.get(frameId)?.images ?? [])];
    },
    prefetch(frameIds: readonly FrameId[]) {
      clouds.prefetch(frameIds);
      for (const [frameId, abort] of wished) {
        if (frameIds.includes(frameId)) continue;
        abort.abort();
        wished.delete(frameId);
      }
      for (const frameId of frameIds) {
        if (wished.has(frameId)) continue;
        const abort = new AbortController();
        wished.set(frameId, abort);
        void loadAll(frames.get(frameId), abort.signal);
      }
    },
  };
}
