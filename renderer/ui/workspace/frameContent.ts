import type { Sequence } from '#shared/dataset/dataset.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { FrameContent } from '#renderer/editor/ports.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';

/** Brings clouds and images of frames together, so that a frame comes on screen whole. */
export function createFrameContent(
  sequence: Sequence,
  clouds: CloudService,
  images: ImageStore,
): FrameContent {
  const pathsOf = new Map<string, readonly string[]>(
    sequence.frames.map((frame) => [frame.id, frame.images.map(({ path }) => path)]),
  );
  let shown: readonly string[] = [];
  return {
    async prepare(frameId, signal) {
      const paths = pathsOf.get(frameId) ?? [];
      // The frame before is still on screen until this one has come.
      images.keep([...shown, ...paths]);
      const [cloud] = await Promise.all([clouds.load(frameId, signal), loadAll(images, paths)]);
      signal.throwIfAborted();
      shown = paths;
      // What is wrong with an image is said in that camera's place.
      return cloud.problems;
    },
    prefetch(frameIds: readonly FrameId[]) {
      clouds.prefetch(frameIds);
      for (const frameId of frameIds) void loadAll(images, pathsOf.get(frameId) ?? []);
    },
  };
}

/** Resolves when every image is there or is known not to come. */
async function loadAll(images: ImageStore, paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => images.load(path)));
}
