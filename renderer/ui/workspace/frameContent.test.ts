import { describe, expect, test, vi } from 'vitest';
import type { Camera, Intrinsics, Sequence } from '#shared/dataset/dataset.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { FrameId } from '#renderer/editor/document/records.ts';
import type { ImageStore } from '#renderer/images/imageStore.ts';
import type { UndistortedImages } from '#renderer/images/undistortedImages.ts';
import type { CloudService } from '#renderer/workers/cloudService.ts';
import { createFrameContent } from './frameContent.ts';

const CUT_SHORT: Problem = { code: 'cloud.truncated', severity: 'error', path: 'b.pcd' };

const FISHEYE: Intrinsics = {
  model: 'kannala-brandt',
  fx: 400,
  fy: 400,
  cx: 800,
  cy: 450,
  coefficients: [0.02, 0.001, 0, 0],
};
const FRONT: Camera = {
  id: 'front',
  name: 'Front',
  width: 1600,
  height: 900,
  calibration: {
    intrinsics: FISHEYE,
    cameraFromLabel: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
    hash: 'sha256:0',
  },
};

function setUp() {
  const frames = ['a', 'b'].map((id, index) => ({
    id,
    name: id,
    index,
    clouds: [{ sensor: 'lidar', path: `${id}.pcd` }],
    images: [{ sensor: 'front', path: `${id}.jpg` }],
  }));
  const images = {
    keep: vi.fn<ImageStore['keep']>(),
    load: vi.fn<(path: string) => Promise<void>>(),
    sizeOf: vi.fn<ImageStore['sizeOf']>(),
  };
  images.load.mockRejectedValue(new Error('missing'));
  const undistorted = {
    keep: vi.fn<UndistortedImages['keep']>(),
    load: vi.fn<UndistortedImages['load']>(),
  };
  const flat = new Set<string>();
  const clouds = {
    load: vi.fn<(id: string) => Promise<{ problems: readonly Problem[] }>>(),
    prefetch: vi.fn<CloudService['prefetch']>(),
  };
  clouds.load.mockImplementation(async (id) => ({ problems: id === 'b' ? [CUT_SHORT] : [] }));
  const sequence: Sequence = { id: 's', name: 's', lidars: [], cameras: [FRONT], frames };
  // Stand-ins with the methods that are used.
  const content = createFrameContent(sequence, clouds as unknown as CloudService, {
    images: images as unknown as ImageStore,
    undistorted: undistorted as unknown as UndistortedImages,
    isUndistorted: (cameraId) => flat.has(cameraId),
  });
  return { content, images, undistorted, flat, clouds };
}

const signal = new AbortController().signal;

describe('what a frame needs to be shown', () => {
  test('a missing image keeps nothing back; what is wrong with the cloud is told', async () => {
    const { content } = setUp();
    expect(await content.prepare('a' as FrameId, signal)).toEqual([]);
    expect(await content.prepare('b' as FrameId, signal)).toEqual([CUT_SHORT]);
  });

  test('the images on screen stay until the next frame has come', async () => {
    const { content, images } = setUp();
    await content.prepare('a' as FrameId, signal);
    await content.prepare('b' as FrameId, signal);
    expect(images.keep.mock.calls).toEqual([[['a.jpg']], [['a.jpg', 'b.jpg']]]);
  });

  test('prefetching asks for clouds and images alike', () => {
    const { content, images, clouds } = setUp();
    content.prefetch(['b' as FrameId]);
    expect(clouds.prefetch).toHaveBeenCalledWith(['b']);
    expect(images.load).toHaveBeenCalledWith('b.jpg', expect.any(AbortSignal));
  });

  test('of cameras that are shown undistorted the images are undistorted, those to come as well', async () => {
    const { content, images, undistorted, flat } = setUp();
    await content.prepare('a' as FrameId, signal);
    expect(undistorted.load).not.toHaveBeenCalled();
    flat.add('front');
    await content.prepare('a' as FrameId, signal);
    expect(undistorted.load.mock.calls).toEqual([['a.jpg', FISHEYE]]);
    content.prefetch(['b' as FrameId]);
    expect(undistorted.load).toHaveBeenLastCalledWith('b.jpg', FISHEYE);
    expect(undistorted.keep.mock.lastCall).toEqual(images.keep.mock.lastCall);
  });

  test('images of another size than the dataset says are told once for each camera', async () => {
    const { content, images } = setUp();
    images.sizeOf.mockReturnValue({ width: 1600, height: 900 });
    expect(await content.prepare('a' as FrameId, signal)).toEqual([]);
    images.sizeOf.mockReturnValue({ width: 1242, height: 375 });
    expect(await content.prepare('a' as FrameId, signal)).toEqual([
      {
        code: 'image.size',
        severity: 'warning',
        path: 'a.jpg',
        params: { camera: 'Front', found: '1242 × 375', expected: '1600 × 900' },
      },
    ]);
    expect(await content.prepare('b' as FrameId, signal)).toEqual([CUT_SHORT]);
  });
});
