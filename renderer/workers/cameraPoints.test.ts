import { afterEach, describe, expect, test } from 'vitest';
import type { ImagePixels } from '#shared/camera/cloudPaint.ts';
import type { OpenImage } from './cameraPoints.ts';
import { CloudService } from './cloudService.ts';
import type { CameraData, CameraSight, PaintSource } from './protocol.ts';
import { blockFile, openFrom, requestFor } from './testing/fakeFiles.ts';
import { FakeWorker } from './testing/fakeWorker.ts';

const [WIDTH, HEIGHT] = [640, 400];

/** Stands 8 m in front of the block, 1 m above the ground, and looks along x. */
const sight: CameraSight = {
  intrinsics: { model: 'pinhole', fx: 500, fy: 500, cx: 319.5, cy: 199.5 },
  cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [5, 1, 3] },
};
const camera: CameraData = { ...sight, width: WIDTH, height: HEIGHT };
const never = new AbortController().signal;

const services: CloudService[] = [];
afterEach(() => {
  for (const service of services.splice(0)) service.dispose();
});

function start(openImage?: OpenImage): CloudService {
  const files = { '0.pcd': blockFile(), '1.pcd': blockFile() };
  const service = new CloudService({
    createWorker: () => new FakeWorker(openFrom(files), openImage),
    requestOf: (frameId) => requestFor(frameId, `${frameId}.pcd`),
  });
  services.push(service);
  return service;
}

function source(path: string): PaintSource {
  return { ...sight, url: `http://host/${path}`, path };
}

/** Left half red, right half blue. */
const halves: ImagePixels = {
  width: WIDTH,
  height: HEIGHT,
  data: Uint8ClampedArray.from({ length: WIDTH * HEIGHT * 4 }, (_, i) => {
    const isLeft = (i >> 2) % WIDTH < WIDTH / 2;
    return [isLeft ? 255 : 0, 0, isLeft ? 0 : 255, 255][i % 4]!;
  }),
};

describe('what a camera sees', () => {
  test('has the place, the pixel and the range of each point', async () => {
    const service = start();
    await service.load('0');
    const seen = (await service.projectPoints('0', camera, undefined, never))!;
    expect(seen.count).toBeGreaterThan(200);
    for (let i = 0; i < seen.count; i++) {
      const [x, y, z] = [0, 1, 2].map((axis) => seen.origin[axis]! + seen.positions[3 * i + axis]!) as [
        number,
        number,
        number,
      ];
      const depth = x + 3;
      expect(seen.pixels[2 * i]).toBeCloseTo((500 * (5 - y)) / depth + 319.5, 1);
      expect(seen.pixels[2 * i + 1]).toBeCloseTo((500 * (1 - z)) / depth + 199.5, 1);
      expect(seen.ranges[i]).toBeCloseTo(Math.hypot(depth, 5 - y, 1 - z), 3);
    }
    expect(seen.tones.height).toHaveLength(seen.count);
  });

  test('leaves out what is not shown', async () => {
    const service = start();
    await service.load('0');
    const seen = (await service.projectPoints('0', camera, { slab: { low: 0.2, high: 5 } }, never))!;
    expect(seen.count).toBeGreaterThan(20);
    expect(
      [...seen.positions].filter((_, i) => i % 3 === 2 && seen.origin[2] + seen.positions[i]! < 0.15),
    ).toEqual([]);
  });

  test('is undefined for a frame that is not at hand, and rejects when aborted', async () => {
    const service = start();
    await service.load('0');
    expect(await service.projectPoints('1', camera, undefined, never)).toBeUndefined();
    const abort = new AbortController();
    const asked = service.projectPoints('0', camera, undefined, abort.signal);
    abort.abort(new Error('stepped on'));
    await expect(asked).rejects.toThrow('stepped on');
  });
});

describe('painting', () => {
  test('gives the points that a camera sees its colours, and the others none', async () => {
    const service = start(() => Promise.resolve(halves));
    const { pack } = await service.load('0');
    const colors = (await service.paintPoints('0', [source('a.jpg')], never))!;
    expect(colors).toHaveLength(pack.count * 4);
    const [tile] = pack.tiles;
    let painted = 0;
    for (let place = 0; place < pack.count; place++) {
      const [red, , blue, alpha] = colors.subarray(4 * place, 4 * place + 4);
      if (alpha === 0) continue;
      painted += 1;
      const y = pack.origin[1] + tile!.offset[1] + tile!.step[1] * pack.data[4 * place + 1]!;
      // Left of the axis, which is at y = 5, is to the left in the image; points on the axis may be either.
      const expected = y > 5 ? [255, 0] : [0, 255];
      expect(Math.abs(y - 5) < 0.02 ? expected : [red, blue]).toEqual(expected);
    }
    expect(painted).toBe((await service.projectPoints('0', camera, undefined, never))!.count);
  });

  test('goes on without an image that cannot be had', async () => {
    const service = start(({ path }) =>
      path === 'b.jpg' ? Promise.resolve(halves) : Promise.reject(new Error('no such file')),
    );
    await service.load('0');
    const colors = (await service.paintPoints('0', [source('a.jpg'), source('b.jpg')], never))!;
    expect(colors.some((value) => value > 0)).toBe(true);
    const none = (await service.paintPoints('0', [source('a.jpg')], never))!;
    expect(none.every((value) => value === 0)).toBe(true);
  });

  test('stops when aborted, whatever the image still does', async () => {
    const service = start(() => new Promise(() => undefined));
    await service.load('0');
    const abort = new AbortController();
    const asked = service.paintPoints('0', [source('a.jpg')], abort.signal);
    abort.abort(new Error('stepped on'));
    await expect(asked).rejects.toThrow('stepped on');
  });
});
