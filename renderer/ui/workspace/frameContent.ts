import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { FrameContent } from '#renderer/editor/ports.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { ImageSizeCheck } from './imageSizeCheck.ts';

/** Brings clouds and images of frames together, so that a frame comes on screen whole. */
export function createFrameContent(
  sequence: Sequence,
  clouds: CloudService,
  images: ImageStore,
): FrameContent {
  const frames = new Map<string, Frame>(sequence.frames.map((frame) => [frame.id, frame]));
  const pathsOf = (frameId: FrameId): readonly string[] =>
    frames.get(frameId)?.images.map(({ path }) => path) ?? [];
  const sizes = new ImageSizeCheck(sequence.cameras, images);
  let shown: readonly string[] = [];
  return {
    async prepare(frameId, signal) {
      const paths = pathsOf(frameId);
      // The frame before is still on screen until this one has come.
      images.keep([...shown, ...paths]);
      const [cloud] = await Promise.all([clouds.load(frameId, signal), loadAll(images, paths)]);
      signal.throwIfAborted();
      shown = paths;
      // An image that cannot be had is said in that camera's place.
      return [...cloud.problems, ...sizes.problemsOf(frames.get(frameId)?.images ?? [])];
    },
    prefetch(frameIds: readonly FrameId[]) {
      clouds.prefetch(frameIds);
      for (const frameId of frameIds) void loadAll(images, pathsOf(frameId));
    },
  };
}

/** Resolves when every image is there or is known not to come. */
async function loadAll(images: ImageStore, paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => images.load(path)));
}
