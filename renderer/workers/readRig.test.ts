import { expect, test } from 'vitest';
import type { RgbaImage } from '#shared/camera/doctor/greyImage.ts';
import { readRig, type RigSource } from './readRig.ts';
import { blockFile, openFrom, requestFor } from './testing/fakeFiles.ts';

const STANDS_AT = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 2] } as const;

const BOXES = [
  {
    camera: 'front',
    cuboid: { centre: [9, 0, 0], size: [4, 2, 2], rotation: [0, 0, 0, 1] },
    rectangle: { left: 1, top: 2, right: 3, bottom: 4 },
  },
] as const;

function rigOf(...paths: string[]): RigSource {
  const { sweeps } = requestFor('1', ...paths);
  return {
    sequence: 'drive',
    cameras: [{ id: 'front' }],
    moments: [
      {
        sweeps: sweeps.map(({ url, path, format }) => ({ url, path, format, labelFromLidar: STANDS_AT })),
        images: ['front', 'left', 'rear'].map((camera) => ({ camera, url: `http://host/${camera}.jpg` })),
        calibrations: new Map(),
        boxes: BOXES,
      },
    ],
    headers: {},
  };
}

/** Half of it white, half of it black; of the rear camera there is none, of the left one a placeholder. */
const openImage = ({ camera }: { readonly camera: string }): Promise<RgbaImage> => {
  if (camera === 'rear') return Promise.reject(new Error('HTTP 404'));
  const side = camera === 'left' ? 1 : 64;
  const data = new Uint8Array(side * side * 4).fill(255, 0, side * side * 2);
  return Promise.resolve({ width: side, height: side, data });
};

test('clouds come in the label frame, images as their brightness, and what cannot be read is left out', async () => {
  const files = openFrom({ 'a.pcd': blockFile() });
  const { moments } = await readRig(rigOf('a.pcd', 'missing.pcd'), files, openImage);
  expect(moments).toHaveLength(1);
  const [{ clouds, images, boxes }] = moments as [(typeof moments)[0]];
  expect(boxes).toBe(BOXES);
  expect(clouds.map(({ points, origin }) => [points.length, origin])).toEqual([[1800 * 3, [0, 0, 2]]]);
  // The ground, as high as the lidar stands.
  expect(clouds[0]!.points.filter((_, i) => i % 3 === 2).filter((z) => z === 2)).toHaveLength(1600);
  expect([...images.keys()]).toEqual(['front']);
  const { grey, ...size } = images.get('front')!;
  expect(size).toEqual({ fullWidth: 64, fullHeight: 64, width: 64, height: 64, block: 1 });
  expect([grey[0], grey.at(-1)]).toEqual([255, 0]);
});

test('a frame without a cloud tells nothing', async () => {
  expect((await readRig(rigOf('missing.pcd'), openFrom({}), openImage)).moments).toEqual([]);
});
