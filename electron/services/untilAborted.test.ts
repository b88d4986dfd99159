import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestHost } from '#electron/testing/testHost.ts';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import type { FileSystem } from './fileSystem.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';
import { untilAborted } from './untilAborted.ts';

const FRAMES = 400;

function calibration(focal: number): string {
  const lens = `${focal} 0 300 0 0 ${focal} 100 0 0 0 1 0`;
  return `P2: ${lens}\nR0_rect: 1 0 0 0 1 0 0 0 1\nTr_velo_to_cam: 0 -1 0 0 0 0 -1 0 1 0 0 0\n`;
}

/** A KITTI split in which every frame is calibrated anew. */
async function writeSplit(folder: string): Promise<void> {
  for (const inner of ['velodyne', 'image_2', 'calib']) await mkdir(join(folder, inner), { recursive: true });
  for (let n = 0; n < FRAMES; n += 1) {
    const name = String(n).padStart(6, '0');
    await writeFile(join(folder, 'velodyne', `${name}.bin`), '');
    await writeFile(join(folder, 'image_2', `${name}.png`), '');
    await writeFile(join(folder, 'calib', `${name}.txt`), calibration(700 + n));
  }
}

test('opening that is cancelled while a layout reads stops reading', async () => {
  const abort = new AbortController();
  let reads = 0;
  const readFile: FileSystem['readFile'] = (path, options) => {
    if (path.endsWith('.txt')) reads += 1;
    if (reads === 20) abort.abort();
    return nodeFileSystem.readFile(path, options);
  };
  const { host, root } = await createTestHost({ fileSystem: { ...nodeFileSystem, readFile } });
  onTestFinished(() => host.dispose());
  const path = join(root, 'kitti');
  await writeSplit(path);
  const opening = host.services['dataset.open']({ path }, { signal: abort.signal });
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  const readsAtEnd = reads;
  await new Promise((resolve) => setTimeout(resolve, 50));
  // What was under way side by side may end; of the rest nothing is begun.
  expect(readsAtEnd).toBeLessThan(20 + 64);
  expect(reads).toBe(readsAtEnd);
  const whole = await host.services['dataset.open']({ path }, { signal: new AbortController().signal });
  expect(whole.dataset.sequences[0]?.frames).toHaveLength(FRAMES);
}, 10_000);

test('the folder answers as before until the signal aborts, and then nothing more', async () => {
  const abort = new AbortController();
  const folder = untilAborted(memoryFolder('scene', { 'a.json': '{}', 'b.json': '[]' }), abort.signal);
  expect([folder.name, await folder.list()]).toEqual(['scene', ['a.json', 'b.json']]);
  expect([await folder.readText('a.json'), await folder.size('a.json')]).toEqual(['{}', 2]);
  expect(await folder.sha256('')).toMatch(/^e3b0c442/);
  const late = folder.readText('b.json');
  abort.abort(new Error('cancelled'));
  await expect(late).rejects.toThrow('cancelled');
  for (const read of [folder.list(), folder.readText('a.json'), folder.size('a.json'), folder.sha256('')])
    await expect(read).rejects.toThrow('cancelled');
});

test('a long table ends at the next piece', async () => {
  const abort = new AbortController();
  let pieces = 0;
  const endless = {
    ...memoryFolder('scene', {}),
    readStream: async function* () {
      for (;;) {
        pieces += 1;
        yield new Uint8Array(1);
      }
    },
  };
  const read = async () => {
    for await (const piece of untilAborted(endless, abort.signal).readStream('table.json')) {
      if (pieces === 3) abort.abort(new Error(`cancelled after ${piece.length}`));
    }
  };
  await expect(read()).rejects.toThrow('cancelled');
  expect(pieces).toBe(3);
});
