import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { openFolder } from './openInput.ts';
import { withImageSizes } from './withImageSizes.ts';

function images(number: number) {
  return [
    { sensor: 'front', path: `front/${number}.png` },
    { sensor: 'rear', path: `rear/${number}.png` },
  ];
}

test('only cameras whose size nobody states get that of their first image that can be read', async () => {
  const path = await temporaryFolder();
  const put = async (name: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), bytes);
  };
  await put('front/0.png', Buffer.from('broken'));
  await put('front/1.png', PNG.sync.write(new PNG({ width: 31, height: 17 })));
  const sequence = {
    cameras: [{ id: 'front' }, { id: 'rear' }, { id: 'side', width: 5, height: 6 }],
    frames: [0, 1].map((index) => ({ images: images(index) })),
  };
  const [sized] = await withImageSizes([sequence], await openFolder({ kind: 'folder', path }));
  expect(sized!.cameras).toEqual([
    { id: 'front', width: 31, height: 17 },
    { id: 'rear' },
    { id: 'side', width: 5, height: 6 },
  ]);
});
