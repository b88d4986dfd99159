import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { SCENE_FRAMES } from '#electron/testing/smallScene.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { HostEvent } from '#shared/host/contract.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

/** Folders that go away while they are open, that cannot be read, and that bear awkward names. */

const [FRAME, OTHER] = SCENE_FRAMES;
const context = { signal: new AbortController().signal };

async function openScene(overrides: Parameters<typeof createTestHost>[0] = {}, cloud = FRAME as string) {
  const { host, scene, root } = await createTestHost(overrides);
  onTestFinished(() => host.dispose());
  if (cloud !== FRAME) await rename(join(scene, FRAME), join(scene, cloud));
  const { services } = host;
  const { datasetId, dataset } = await services['dataset.open']({ path: scene }, context);
  const sequence = { datasetId, sequenceId: dataset.sequences[0]?.id ?? '' };
  const save = async (frameId: string, sidecar: Sidecar, expected: string | null = null) =>
    services['labels.save']({ ...sequence, frameId, expected, sidecar }, context);
  const load = (frameId: string) => services['labels.load']({ ...sequence, frameId }, context);
  return { host, services, scene, root, dataset, sequence, save, load };
}

async function importedSidecar(load: (frameId: string) => Promise<object>): Promise<Sidecar> {
  const labels = await load(FRAME);
  if (!('sidecar' in labels)) throw new Error('the scene has imported labels');
  return labels.sidecar as Sidecar;
}

const failureOf = async (call: Promise<unknown>) =>
  toHostFailure(await call.catch((error: unknown) => error));

describe('a folder that goes away', () => {
  test('says so on every call, and works again once it is back', async () => {
    const { host, scene, services, sequence, save, load } = await openScene();
    const sidecar = await importedSidecar(load);
    await rename(scene, `${scene}-unplugged`);
    const reason = { params: { reason: 'folderGone' } };
    expect(await failureOf(save(FRAME, sidecar))).toMatchObject({
      problem: { code: 'save.failed', ...reason },
    });
    expect(await load(OTHER)).toMatchObject({
      state: 'unreadable',
      problem: { code: 'folder.unreadable', path: scene, ...reason },
    });
    const index = await services['labels.index'](sequence, context);
    expect(index.problems).toMatchObject([{ code: 'folder.unreadable', ...reason }]);
    const { tracks } = index;
    const saveTracks = services['tracks.save']({ ...sequence, expected: null, tracks }, context);
    expect(await failureOf(saveTracks)).toMatchObject({ problem: { code: 'save.failed', ...reason } });
    expect(await failureOf(host.dataFile(sequence.datasetId, FRAME))).toMatchObject({ code: 'not-found' });
    expect(await failureOf(services['dataset.open']({ path: scene }, context))).toMatchObject({
      code: 'not-found',
    });
    await rename(`${scene}-unplugged`, scene);
    await save(FRAME, sidecar);
    expect(await load(FRAME)).toMatchObject({ state: 'stored' });
  });

  test.each(['gone', 'an empty mount point'])(
    'has its labels saved elsewhere while it is %s, with what is known of it',
    async (state) => {
      const { scene, root, services, sequence, save, load } = await openScene();
      const { datasetId } = sequence;
      await save(FRAME, await importedSidecar(load));
      const sidecar = await importedSidecar(load);
      const { tracks } = await services['labels.index'](sequence, context);
      const before = await readFile(join(scene, `${FRAME}.labels.json`), 'utf8');
      await rename(scene, `${scene}-unplugged`);
      if (state !== 'gone') await mkdir(scene);
      const labels = join(root, 'labels');
      await mkdir(labels);
      await services['dataset.setLabelRoot']({ datasetId, path: labels, isNow: true }, context);
      await services['tracks.save']({ ...sequence, expected: null, tracks }, context);
      const { revision } = await save(FRAME, sidecar);
      const written = await readFile(join(labels, `${FRAME}.labels.json`), 'utf8');
      expect(JSON.parse(written)).toMatchObject({ objects: sidecar.objects, sources: sidecar.sources });
      expect(sidecar.sources.length).toBeGreaterThan(0);

      await rm(scene, { recursive: true, force: true });
      await rename(`${scene}-unplugged`, scene);
      expect(await load(FRAME)).toMatchObject({ state: 'stored', revision });
      expect(await readFile(join(scene, `${FRAME}.labels.json`), 'utf8')).toBe(before);
      await save(FRAME, { ...sidecar, objects: [] }, revision);
      expect(await load(FRAME)).toMatchObject({ sidecar: { objects: [], sources: sidecar.sources } });
    },
  );

  test('is not made again where a drive was, empty', async () => {
    const { scene, save, load } = await openScene();
    const sidecar = await importedSidecar(load);
    await rm(scene, { recursive: true });
    await mkdir(scene);
    const failure = await failureOf(save(FRAME, sidecar));
    expect(failure).toMatchObject({ problem: { code: 'save.failed', params: { reason: 'folderGone' } } });
    expect(await readdir(scene)).toEqual([]);
  });
});

describe('opening', () => {
  test('a folder without permission is an error that names it', async () => {
    const { fileSystem } = createFaultyFileSystem({ step: 'readFolder', error: 'EACCES' });
    const failure = await failureOf(openScene({ fileSystem }));
    expect(failure).toMatchObject({ problem: { code: 'folder.unreadable', params: { reason: 'EACCES' } } });
  });

  test('a folder in it without permission costs only itself', async () => {
    const { fileSystem } = createFaultyFileSystem({
      step: 'readFolder',
      error: 'EACCES',
      on: (path) => path.endsWith('label'),
    });
    const { dataset } = await openScene({ fileSystem });
    expect(dataset.sequences[0]?.frames).toHaveLength(3);
    expect(dataset.problems).toContainEqual({
      code: 'folder.unreadable',
      severity: 'error',
      path: 'label',
      params: { reason: 'EACCES' },
    });
  });

  test('tells how far it has come', async () => {
    let nowMs = 0;
    const { host, services, scene } = await openScene({ nowMs: () => (nowMs += 200) });
    const events: HostEvent[] = [];
    onTestFinished(host.subscribe((event) => events.push(event)));
    await services['dataset.open']({ path: scene }, context);
    expect(events.length).toBeGreaterThan(0);
    expect(events).toContainEqual({
      type: 'dataset.opening',
      path: scene,
      files: expect.any(Number) as number,
    });
  });

  test('that is cancelled stops in the middle and leaves nothing open', async () => {
    const abort = new AbortController();
    const read: string[] = [];
    const { host, scene } = await createTestHost({
      fileSystem: {
        ...nodeFileSystem,
        readFolder: async (path) => {
          read.push(path);
          abort.abort();
          return nodeFileSystem.readFolder(path);
        },
      },
    });
    const opening = host.services['dataset.open']({ path: scene }, { signal: abort.signal });
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
    expect(read).toEqual([scene]);
    expect(await host.services['recents.list']({}, context)).toEqual([]);
  });

  test('names that clash or cannot be written elsewhere are told, some at least', async () => {
    const { services, scene } = await openScene();
    for (let n = 0; n < 210; n += 1) await writeFile(join(scene, 'lidar', `nul.${n}.pcd`), '');
    const { dataset } = await services['dataset.open']({ path: scene }, context);
    const told = dataset.problems.filter(({ code }) => code === 'name.notPortable');
    expect(told).toHaveLength(201);
    expect(told.at(-1)?.params).toMatchObject({ count: 10 });
    expect(dataset.sequences[0]?.frames).toHaveLength(213);
  });
});

describe('names', () => {
  test.skipIf(process.platform === 'win32').each([
    ['Chinese', 'lidar/点云 一.pcd'],
    ['emoji', 'lidar/\u{1F697} \u{1F3FD}.pcd'],
    ['spaces', 'lidar/ a b .pcd'],
    ['a reserved name', 'lidar/CON.pcd'],
    ['percent signs', 'lidar/%2e%2e.pcd'],
    ['colons and quotes', 'lidar/a:b"c\'.pcd'],
  ])('with %s are opened, labelled and handed out', async (_what, cloud) => {
    const { host, scene, sequence, save, load } = await openScene({}, cloud);
    const absent = await load(cloud);
    expect(absent.state).toBe('absent');
    await rename(join(scene, 'label/000001.json'), join(scene, 'label', `${cloud.slice(6, -4)}.json`));
    expect(await host.dataFile(sequence.datasetId, cloud)).toBe(join(scene, cloud));
    const { services } = host;
    await services['dataset.open']({ path: scene }, context);
    const labels = await load(cloud);
    if (!('sidecar' in labels)) throw new Error(labels.state);
    await save(cloud, labels.sidecar);
    expect(await load(cloud)).toMatchObject({ state: 'stored' });
    expect(await readdir(join(scene, 'lidar'))).toContain(`${cloud.slice(6)}.labels.json`);
  });

  test.skipIf(process.platform === 'win32')(
    'decomposed, of folders too, are labelled where they are',
    async () => {
      const { host, root } = await openScene();
      const scene = join(root, 'e\u0301');
      await rename(join(root, 'scene'), scene);
      const inner = join(scene, 'o\u0308');
      await mkdir(inner);
      for (const name of ['lidar', 'label', 'camera', 'calib'])
        await rename(join(scene, name), join(inner, name));
      const { datasetId, dataset } = await host.services['dataset.open']({ path: scene }, context);
      const frameId = '\u00f6/lidar/000001.pcd';
      const where = { datasetId, sequenceId: dataset.sequences[0]?.id ?? '', frameId };
      const labels = await host.services['labels.load'](where, context);
      if (!('sidecar' in labels)) throw new Error(labels.state);
      await host.services['labels.save']({ ...where, expected: null, sidecar: labels.sidecar }, context);
      expect(await readdir(join(inner, 'lidar'))).toContain('000001.pcd.labels.json');
    },
  );

  test.skipIf(process.platform === 'win32')(
    'too long for a label file say so when they are saved',
    async () => {
      const cloud = `lidar/${'x'.repeat(246)}.pcd`;
      const { dataset, save, load } = await openScene({}, cloud);
      expect(dataset.problems).toContainEqual(
        expect.objectContaining({ code: 'name.notPortable', path: cloud }),
      );
      const { frame, ...rest } = await otherSidecar();
      expect((await load(cloud)).state).toBe('absent');
      const index = dataset.sequences[0]?.frames.findIndex(({ id }) => id === cloud) ?? 0;
      const sidecar = { ...rest, frame: { ...frame, id: cloud, index } };
      const failure = await failureOf(save(cloud, sidecar));
      expect(failure).toMatchObject({ problem: { code: 'save.failed', params: { reason: 'nameTooLong' } } });
    },
  );
});

async function otherSidecar(): Promise<Sidecar> {
  const { load } = await openScene();
  return importedSidecar(load);
}
