import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestHost } from '#electron/testing/testHost.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { GrantedRoots } from './grantedRoots.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const context = { signal: new AbortController().signal };

/** Opened in place it must not be written: the file system refuses every write. */
const readOnlyFileSystem = {
  ...nodeFileSystem,
  create: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })),
  isWritable: () => Promise.resolve(false),
};

describeWithReference('a real SUSTechPOINTS scene', (reference) => {
  const scene = join(reference, 'data/sustechpoints/example');

  test('opens in place, read-only, with its labels imported', async () => {
    const roots = new GrantedRoots(nodeFileSystem);
    await roots.grant(scene);
    const { host } = await createTestHost({ roots, fileSystem: readOnlyFileSystem });
    const opened = await host.services['dataset.open']({ path: scene }, context);
    expect(opened).toMatchObject({ writable: false, dataset: { layout: 'sustechpoints' } });
    const [sequence] = opened.dataset.sequences;
    const where = { datasetId: opened.datasetId, sequenceId: sequence?.id ?? '' };
    const index = await host.services['labels.index'](where, context);
    expect(index.frames.map(({ state }) => state)).toEqual(['imported', 'imported']);
    for (const { frameId, objects } of index.frames) {
      const theirs = JSON.parse(
        await readFile(join(scene, `label/${frameId.slice(6, 12)}.json`), 'utf8'),
      ) as unknown[];
      expect(objects).toBe(theirs.length);
    }
    await host.dispose();
  });

  test('a copy is saved beside its clouds and reads back the same', async () => {
    const { host, root } = await createTestHost();
    const copy = join(root, 'copy');
    await cp(scene, copy, { recursive: true });
    const { datasetId, dataset } = await host.services['dataset.open']({ path: copy }, context);
    const [sequence] = dataset.sequences;
    for (const { id: frameId } of sequence?.frames ?? []) {
      const where = { datasetId, sequenceId: sequence?.id ?? '', frameId };
      const labels = await host.services['labels.load'](where, context);
      if (labels.state !== 'imported') throw new Error(labels.state);
      const { sidecar } = labels;
      const { revision } = await host.services['labels.save']({ ...where, expected: null, sidecar }, context);
      const again = await host.services['labels.load'](where, context);
      expect(again).toMatchObject({ state: 'stored', revision, sidecar: { objects: sidecar.objects } });
    }
    expect((await readdir(join(copy, 'lidar'))).filter((name) => name.endsWith('.labels.json'))).toHaveLength(
      2,
    );
    await host.dispose();
  });
});
