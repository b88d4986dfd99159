import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { SCENE_FRAMES } from '#electron/testing/smallScene.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { HostEvent } from '#shared/host/contract.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const [LINKED, OTHER] = SCENE_FRAMES;
const context = { signal: new AbortController().signal };

async function openScene(prepare: (scene: string, outside: string) => Promise<void>) {
  const { host, scene, outside } = await createTestHost();
  onTestFinished(() => host.dispose());
  await prepare(scene, outside);
  const { datasetId, dataset } = await host.services['dataset.open']({ path: scene }, context);
  const sequenceId = dataset.sequences[0]?.id ?? '';
  return { host, scene, dataset, sequence: { datasetId, sequenceId } };
}

const linkSidecarOutside = (scene: string, outside: string) =>
  symlink(join(outside, 'secret.txt'), join(scene, `${LINKED}.labels.json`));

describe('one bad file does not cost the others', () => {
  test('a sidecar that is a link to a place outside', async () => {
    const { host, sequence } = await openScene(linkSidecarOutside);
    const { frames } = await host.services['labels.index'](sequence, context);
    expect(frames.map(({ state }) => state)).toEqual(['unreadable', 'absent', 'unreadable']);
    const where = { ...sequence, frameId: LINKED };
    expect(await host.services['labels.load'](where, context)).toMatchObject({
      problem: { path: `${LINKED}.labels.json`, params: { reason: 'outsideFolder' } },
    });
  });

  test('others’ changes are still told', async () => {
    const { host, scene } = await openScene(linkSidecarOutside);
    const events: HostEvent[] = [];
    onTestFinished(host.subscribe((event) => events.push(event)));
    await writeFile(join(scene, `${OTHER}.labels.json`), '{}');
    await vi.waitFor(() => expect(events).toMatchObject([{ frameId: OTHER }]), 3000);
  });

  test.skipIf(process.platform === 'win32')('a name with a line break', async () => {
    const { host, sequence, dataset } = await openScene((scene) =>
      writeFile(join(scene, 'lidar', 'a\nb.pcd'), 'cloud'),
    );
    const params = { reason: 'badPath' };
    expect(dataset.problems).toContainEqual(
      expect.objectContaining({ code: 'file.skipped', path: 'lidar/a\nb.pcd', params }),
    );
    const { frames } = await host.services['labels.index'](sequence, context);
    expect(frames).toHaveLength(SCENE_FRAMES.length);
  });
});

test('a folder in which nothing may be read is not called empty', async () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
  const { host, scene } = await createTestHost({
    fileSystem: {
      ...nodeFileSystem,
      readFolder: async (path) => {
        if (path !== scene) throw denied;
        return [{ name: 'lidar', kind: 'folder' }];
      },
    },
  });
  const problem = { code: 'folder.unreadable', path: 'lidar', params: { reason: 'EACCES' } };
  await expect(host.services['dataset.open']({ path: scene }, context)).rejects.toMatchObject({ problem });
});
