import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestHost } from '#electron/testing/testHost.ts';
import { toHostFailure } from '#shared/host/failure.ts';

const context = { signal: new AbortController().signal };
const LIDAR = { id: 'lidar' };

/** Two sequences in one folder: each has its tracks in a folder of its own that nobody has made yet. */
async function openTwoSequences() {
  const { host, root } = await createTestHost();
  onTestFinished(() => host.dispose());
  const { services } = host;
  const folder = join(root, 'two');
  const sequences = ['a', 'b'].map((id) => ({
    id,
    lidars: [LIDAR],
    frames: [{ clouds: { lidar: `clouds/${id}.pcd` } }],
  }));
  const manifest = { format: 'boxwright-dataset', version: 1, labelFrame: 'lidar', sequences };
  await mkdir(join(folder, 'clouds'), { recursive: true });
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(manifest));
  for (const id of ['a', 'b']) await writeFile(join(folder, `clouds/${id}.pcd`), 'cloud');
  const { datasetId } = await services['dataset.open']({ path: folder }, context);
  const sequence = { datasetId, sequenceId: 'a' };
  const { tracks } = await services['labels.index'](sequence, context);
  const save = () => services['tracks.save']({ ...sequence, expected: null, tracks }, context);
  return { folder, save };
}

describe('tracks whose folder nobody has made yet', () => {
  test('are saved in it', async () => {
    const { folder, save } = await openTwoSequences();
    await save();
    expect(JSON.parse(await readFile(join(folder, 'a/tracks.json'), 'utf8'))).toMatchObject({
      sequence: 'a',
    });
  });

  test('are not saved where the data have gone', async () => {
    const { folder, save } = await openTwoSequences();
    await rm(join(folder, 'clouds'), { recursive: true });
    const failure = toHostFailure(await save().catch((error: unknown) => error));
    expect(failure).toMatchObject({ problem: { code: 'save.failed', params: { reason: 'folderGone' } } });
  });
});
