import { expect, test } from 'vitest';
import { readRig, type RigSource } from './readRig.ts';
import { blockFile, openFrom, requestFor } from './testing/fakeFiles.ts';

const STANDS_AT = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 2] } as const;

function rigOf(...paths: string[]): RigSource {
  const { sweeps } = requestFor('1', ...paths);
  return {
    sequence: 'drive',
    cameras: [{ id: 'front' }],
    moments: [
      {
        sweeps: sweeps.map(({ url, path, format }) => ({ url, path, format, labelFromLidar: STANDS_AT })),
        images: ['front', 'rear'].map((camera) => ({ camera, url: `http://host/${camera}.jpg` })),
        calibrations: new Map(),
      },
    ],
    headers: {},
  };
}

const openImage = ({ camera }: { readonly camera: string }) =>
  camera === 'front'
    ? Promise.resolve({ width: 2, height: 1, data: new Uint8Array([255, 255, 255, 255, 0, 0, 0, 255]) })
    : Promise.reject(new Error('HTTP 404'));

test('clouds come in the label frame, images as their brightness, and what cannot be read is left out', async () => {
  const files = openFrom({ 'a.pcd': blockFile() });
  const { moments } = await readRig(rigOf('a.pcd', 'missing.pcd'), files, openImage);
  expect(moments).toHaveLength(1);
  const [{ clouds, images }] = moments as [(typeof moments)[0]];
  expect(clouds.map(({ points, origin }) => [points.length, origin])).toEqual([[1800 * 3, [0, 0, 2]]]);
  // The ground, as high as the lidar stands.
  expect(clouds[0]!.points.filter((_, i) => i % 3 === 2).filter((z) => z === 2)).toHaveLength(1600);
  expect([...images.keys()]).toEqual(['front']);
  expect(images.get('front')).toMatchObject({ fullWidth: 2, fullHeight: 1 });
  expect(images.get('front')!.grey[1]).toBe(0);
});

test('a frame without a cloud tells nothing', async () => {
  expect((await readRig(rigOf('missing.pcd'), openFrom({}), openImage)).moments).toEqual([]);
});
