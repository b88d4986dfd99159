import { expect, test } from 'vitest';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { createCloudService } from './createCloudService.ts';
import { FakeWorker } from './testing/fakeWorker.ts';

test('each file is read with its own lidar: format, columns and pose', async () => {
  const sequence: Sequence = {
    id: 's',
    name: 's',
    lidars: [
      { id: 'top', name: 'top', labelFromLidar: pose(), binColumns: ['x', 'y', 'z', 'intensity', 'ring'] },
      { id: 'side', name: 'side', labelFromLidar: { ...pose(), translation: [0, 0, 2] } },
    ],
    cameras: [],
    frames: [
      {
        id: 'f',
        name: 'f',
        index: 0,
        clouds: [
          { sensor: 'top', path: 'top/f.pcd.bin' },
          { sensor: 'side', path: 'side/f.PLY' },
        ],
        images: [],
      },
    ],
  };
  const files: Readonly<Record<string, Uint8Array>> = {
    'top/f.pcd.bin': new Uint8Array(Float32Array.of(1, 2, 3, 40, 7, 2, 3, 4, 50, 8).buffer),
    'side/f.PLY': new TextEncoder().encode(
      'ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nend_header\n9 9 9\n',
    ),
  };
  const service = createCloudService({
    host: { bytesUrl: (datasetId, path) => `http://host/${datasetId}/${path}`, bytesHeaders: {} },
    datasetId: 'd',
    sequence,
    createWorker: () => new FakeWorker(async ({ path }) => once(files[path]!)),
  });
  const { pack, problems } = await service.load('f');
  service.dispose();
  expect(problems).toEqual([]);
  expect(pack.count).toBe(3);
  expect(pack.bounds).toEqual({ min: [1, 2, 3], max: [9, 9, 11] });
});

function pose(): Sequence['lidars'][number]['labelFromLidar'] {
  return { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
