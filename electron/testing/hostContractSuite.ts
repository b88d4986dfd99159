import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FileAnswer, FileRequest } from '#electron/services/fileAnswer.ts';
import { createFileRoutes } from '#electron/services/fileRoutes.ts';
import type { Host } from '#electron/services/hostServices.ts';
import { nodeFileSystem } from '#electron/services/nodeFileSystem.ts';
import { revisionOf } from '#electron/services/revision.ts';
import type { HostClient, HostEvent, MethodInput } from '#shared/host/contract.ts';
import type { HostErrorCode } from '#shared/host/hostError.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { correctionSuite } from './correctionSuite.ts';
import { labelRootSuite } from './labelRootSuite.ts';
import { versionSuite } from './versionSuite.ts';
import { writeKittiSplit } from './kittiSplit.ts';
import { SCENE_FRAMES } from './smallScene.ts';
import { createTestHost } from './testHost.ts';

/** A client on the far side of some transport, and the way to the bytes beside it. */
export interface ConnectedClient {
  readonly client: HostClient;
  readonly fetchBytes: (url: string, headers: Readonly<Record<string, string>>) => Promise<Response>;
}

/** Puts a host behind a transport; what must be closed afterwards is registered with `onTestFinished`. */
export type Connect = (
  host: Host,
  files: (request: FileRequest) => Promise<FileAnswer>,
) => Promise<ConnectedClient>;

const [LABELLED, UNLABELLED, DAMAGED] = SCENE_FRAMES;

/** What every host does, whatever carries the calls. */
export function hostContractSuite(name: string, connect: Connect): void {
  const start = async () => {
    const { host, ...places } = await createTestHost();
    onTestFinished(() => host.dispose());
    const files = createFileRoutes({
      fileSystem: nodeFileSystem,
      dataFile: host.dataFile,
      uiFile: () => Promise.reject(new Error('no UI in this suite')),
    });
    return { ...(await connect(host, files)), ...places };
  };
  const openScene = async () => {
    const connected = await start();
    const { datasetId, dataset } = await connected.client.call('dataset.open', { path: connected.scene });
    const sequenceId = dataset.sequences[0]?.id ?? '';
    const frame = (frameId: string) => ({ datasetId, sequenceId, frameId });
    return { ...connected, datasetId, sequenceId, frame };
  };
  describe(`host contract over ${name}`, () => {
    test('says who hosts', async () => {
      const { client } = await start();
      expect(await client.call('host.info', {})).toMatchObject({
        version: '0.0.0-test',
        capabilities: { pickFolder: 'browse' },
      });
    });

    test('counts what was set today', async () => {
      const { client } = await start();
      await client.call('tally.today', { add: 3 });
      const { count, endsAt } = await client.call('tally.today', { add: -1 });
      expect(count).toBe(2);
      expect(endsAt).toBeGreaterThan(Date.now());
    });

    test('keeps settings', async () => {
      const { client } = await start();
      await client.call('settings.change', { author: 'Li Wei', pointSize: 3 });
      expect(await client.call('settings.get', {})).toMatchObject({
        author: 'Li Wei',
        pointSize: 3,
        theme: 'dark',
      });
    });

    test('opens a dataset and remembers it', async () => {
      const { client, scene } = await start();
      const { dataset, writable, isSample, path } = await client.call('dataset.open', { path: scene });
      expect({ layout: dataset.layout, writable, isSample, path }).toEqual({
        layout: 'sustechpoints',
        writable: true,
        isSample: false,
        path: scene,
      });
      expect(await client.call('recents.list', {})).toMatchObject([
        { path: scene, frames: 3, facts: { cameras: 0, writable: true } },
      ]);
      expect(await client.call('recents.remove', { path: scene })).toEqual([]);
    });

    test.each<[string, (places: { root: string; outside: string }) => string, HostErrorCode]>([
      ['a folder outside the granted roots', ({ outside }) => outside, 'denied'],
      ['a folder that is not there and outside', ({ outside }) => join(outside, 'nothing'), 'denied'],
      ['a folder that is not there', ({ root }) => join(root, 'nothing'), 'not-found'],
      ['a relative path', () => 'scene', 'denied'],
      ['a folder without data', ({ root }) => join(root, 'scene', 'calib'), 'problem'],
    ])('refuses to open %s', async (_what, path, code) => {
      const { client, ...places } = await start();
      await expect(client.call('dataset.open', { path: path(places) })).rejects.toMatchObject({
        failure: { code },
      });
    });

    test('lists folders with their layouts, and nothing above the root', async () => {
      const { client, root, scene } = await start();
      const listing = await client.call('folders.list', {});
      expect(listing).toEqual({
        path: root,
        entries: [{ name: 'scene', path: scene, layout: 'sustechpoints' }],
      });
      expect((await client.call('folders.list', { path: scene })).parent).toBe(root);
    });

    test('has no folder dialog and no file manager here', async () => {
      const { client, frame } = await openScene();
      const { datasetId, frameId } = frame(LABELLED);
      await expect(client.call('folders.pick', {})).rejects.toMatchObject({
        failure: { code: 'unsupported' },
      });
      const reveal = client.call('folders.reveal', { datasetId, path: frameId });
      await expect(reveal).rejects.toMatchObject({ failure: { code: 'unsupported' } });
    });

    test('prepares a copy of the sample drive that may be opened', async () => {
      const { client } = await start();
      const { path } = await client.call('samples.prepare', {});
      expect(await readFile(join(path, 'lidar', '1.pcd'), 'utf8')).toBe('cloud');
      await client.call('samples.prepare', {});
      expect((await client.call('folders.list', { path })).path).toBe(path);
    });

    test('indexes the labels of a sequence', async () => {
      const { client, frame } = await openScene();
      const index = await client.call('labels.index', frame(''));
      expect(index.frames.map(({ state, objects }) => [state, objects])).toEqual([
        ['imported', 1],
        ['absent', 0],
        ['unreadable', 0],
      ]);
      expect(index.tracksRevision).toBeNull();
      expect(index.tracks.tracks).toMatchObject([{ class: 'Car', sourceId: '7', number: 7 }]);
      expect(index.problems).toMatchObject([{ code: 'labels.malformed', path: 'label/000003.json' }]);
    });

    test('saves imported labels as a sidecar and loads it again', async () => {
      const { client, frame, scene } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const { revision } = await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
      const bytes = await readFile(join(scene, `${LABELLED}.labels.json`));
      expect(revisionOf(bytes)).toBe(revision);
      const loaded = await client.call('labels.load', frame(LABELLED));
      expect(loaded).toMatchObject({ state: 'stored', revision, sidecar: { objects: sidecar.objects } });
    });

    test('hands out the calibrations of single images with the labels of their frame', async () => {
      const { client, root } = await start();
      const path = join(root, 'kitti');
      await writeKittiSplit(path, { '1': 700, '2': 700, '3': 650 });
      const { datasetId, dataset } = await client.call('dataset.open', { path });
      const [sequence] = dataset.sequences;
      const frame = (stem: string) => ({
        datasetId,
        sequenceId: sequence!.id,
        frameId: `velodyne/${stem}.bin`,
      });
      expect((await client.call('labels.load', frame('1'))).imageCalibrations).toEqual([]);
      const { imageCalibrations } = await client.call('labels.load', frame('3'));
      const { hash, ...usual } = sequence!.cameras[0]!.calibration!;
      expect(imageCalibrations).toEqual([
        {
          ...usual,
          camera: 'image_2',
          intrinsics: { ...usual.intrinsics, fx: 650, fy: 650 },
          path: 'calib/3.txt',
          hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        },
      ]);
      expect(imageCalibrations[0]!.hash).not.toBe(hash);

      const sidecar = await importedSidecar(client, frame('3'));
      await client.call('labels.save', { ...frame('3'), expected: null, sidecar });
      const { sources } = JSON.parse(
        await readFile(join(path, 'velodyne/3.bin.labels.json'), 'utf8'),
      ) as Sidecar;
      expect(sources).toContainEqual(expect.objectContaining({ role: 'calibration', path: 'calib/3.txt' }));
    });

    test('records the sources of labels and reports the ones that change', async () => {
      const { client, frame, scene } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const saved = await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
      expect(await client.call('labels.checkSources', frame(LABELLED))).toEqual({ problems: [] });
      await writeFile(join(scene, LABELLED), 'another cloud');
      const changed = { problems: [{ code: 'source.changed', path: LABELLED }] };
      expect(await client.call('labels.checkSources', frame(LABELLED))).toMatchObject(changed);
      // Saving again does not pretend that the labels were made from the new cloud.
      await client.call('labels.save', { ...frame(LABELLED), expected: saved.revision, sidecar });
      expect(await client.call('labels.checkSources', frame(LABELLED))).toMatchObject(changed);
    });

    test('never overwrites what somebody else wrote', async () => {
      const { client, frame, scene } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const { revision } = await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
      const path = join(scene, `${LABELLED}.labels.json`);
      const theirs = (await readFile(path, 'utf8')).replace('"confirmed"', '"draft"');
      await writeFile(path, theirs);
      for (const expected of [null, revision]) {
        const save = client.call('labels.save', { ...frame(LABELLED), expected, sidecar });
        await expect(save).rejects.toMatchObject({
          failure: { code: 'conflict', problem: { code: 'save.conflict' } },
        });
      }
      expect(await readFile(path, 'utf8')).toBe(theirs);
    });

    test('shows labels that cannot be read as such and never writes over them', async () => {
      const { client, frame, scene } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const damaged = { ...sidecar, frame: { ...sidecar.frame, id: DAMAGED, index: 2 } };
      expect(await client.call('labels.load', frame(DAMAGED))).toMatchObject({ state: 'unreadable' });
      const save = client.call('labels.save', { ...frame(DAMAGED), expected: null, sidecar: damaged });
      await expect(save).rejects.toMatchObject({
        failure: { code: 'read-only', problem: { code: 'labels.malformed' } },
      });
      await expect(readFile(join(scene, `${DAMAGED}.labels.json`))).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test('writes nothing in a sequence whose tracks cannot be read', async () => {
      const { client, frame, scene } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const { tracks } = await client.call('labels.index', frame(''));
      await writeFile(join(scene, 'tracks.json'), '{"format": "boxwright-tr');
      expect(await client.call('labels.index', frame(''))).toMatchObject({
        readOnly: { code: 'labels.malformed' },
      });
      const save = client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
      await expect(save).rejects.toMatchObject({ failure: { code: 'read-only' } });
      const saveTracks = client.call('tracks.save', { ...frame(''), expected: null, tracks });
      await expect(saveTracks).rejects.toMatchObject({ failure: { code: 'read-only' } });
    });

    test('saves tracks', async () => {
      const { client, frame } = await openScene();
      const { tracks } = await client.call('labels.index', frame(''));
      const { revision } = await client.call('tracks.save', { ...frame(''), expected: null, tracks });
      expect(await client.call('labels.index', frame(''))).toMatchObject({
        tracksRevision: revision,
        tracks,
      });
    });

    test('refuses labels of another frame', async () => {
      const { client, frame } = await openScene();
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const save = client.call('labels.save', { ...frame(UNLABELLED), expected: null, sidecar });
      await expect(save).rejects.toMatchObject({ failure: { code: 'invalid-request' } });
    });

    test('answers not-found for what is not there', async () => {
      const { client, frame } = await openScene();
      const where = frame('lidar/nothing.pcd');
      await expect(client.call('labels.load', where)).rejects.toMatchObject({
        failure: { code: 'not-found' },
      });
      const index = client.call('labels.index', { ...where, sequenceId: 'nothing' });
      await expect(index).rejects.toMatchObject({ failure: { code: 'not-found' } });
    });

    test('stays open until it was closed as often as it was opened', async () => {
      const { client, scene, datasetId, frame } = await openScene();
      await client.call('dataset.open', { path: scene });
      await client.call('dataset.close', { datasetId });
      await client.call('labels.index', frame(''));
      await client.call('dataset.close', { datasetId });
      await expect(client.call('labels.index', frame(''))).rejects.toMatchObject({
        failure: { code: 'not-open' },
      });
    });

    test('hands out the bytes of the dataset’s files, whole and in part', async () => {
      const { client, fetchBytes, datasetId, scene } = await openScene();
      const url = client.bytesUrl(datasetId, LABELLED);
      const file = await readFile(join(scene, LABELLED));
      const whole = await fetchBytes(url, client.bytesHeaders);
      expect(Buffer.from(await whole.arrayBuffer())).toEqual(file);
      expect(whole.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/);
      const part = await fetchBytes(url, { ...client.bytesHeaders, Range: 'bytes=3-9' });
      expect(part.status).toBe(206);
      expect(part.headers.get('content-range')).toBe(`bytes 3-9/${file.length}`);
      expect(Buffer.from(await part.arrayBuffer())).toEqual(file.subarray(3, 10));
      const beyond = await fetchBytes(url, { ...client.bytesHeaders, Range: `bytes=${file.length}-` });
      expect(beyond.status).toBe(416);
    });

    test.each([
      'label/000001.json',
      'calib',
      'lidar/nothing.pcd',
      '../outside/secret.txt',
      '%2e%2e/outside/secret.txt',
      '',
    ])('hands out no bytes of %j', async (path) => {
      const { client, fetchBytes, datasetId } = await openScene();
      const answer = await fetchBytes(client.bytesUrl(datasetId, path), client.bytesHeaders);
      expect([400, 403, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain('secret');
    });

    test('shows no menus here', async () => {
      const { client } = await start();
      expect((await client.call('host.info', {})).capabilities.nativeMenu).toBe(false);
      await expect(client.call('menu.set', { menus: [] })).rejects.toMatchObject({
        failure: { code: 'unsupported' },
      });
    });

    labelRootSuite(openScene);

    correctionSuite(openScene);

    versionSuite(openScene);

    test('ends a cancelled call at once', async () => {
      const { client, frame } = await openScene();
      const abort = new AbortController();
      const call = client.call('labels.index', frame(''), { signal: abort.signal });
      abort.abort();
      await expect(call).rejects.toMatchObject({ failure: { code: 'cancelled' } });
      const late = client.call('labels.index', frame(''), { signal: abort.signal });
      await expect(late).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    });

    test('tells of label files that others change or remove, not of its own saves', async () => {
      const { client, frame, scene, datasetId, sequenceId } = await openScene();
      const events: HostEvent[] = [];
      onTestFinished(client.subscribe((event) => events.push(event)));
      const sidecar = await importedSidecar(client, frame(LABELLED));
      const saved = await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
      const path = join(scene, `${LABELLED}.labels.json`);
      const theirs = (await readFile(path, 'utf8')).replace('"confirmed"', '"draft"');
      // Long enough for a report of our own save to arrive, were there one.
      await new Promise((resolve) => setTimeout(resolve, 400));
      await writeFile(path, theirs);
      const where = { type: 'labels.changed', datasetId, sequenceId, frameId: LABELLED };
      await vi.waitFor(() => expect(events).toEqual([{ ...where, revision: revisionOf(theirs) }]), 3000);
      await rm(path);
      await vi.waitFor(() => expect(events.at(-1)).toEqual({ ...where, revision: null }), 3000);
      expect(saved.revision).not.toBe(revisionOf(theirs));
    });
  });
}

async function importedSidecar(client: HostClient, frame: MethodInput<'labels.load'>): Promise<Sidecar> {
  const labels = await client.call('labels.load', frame);
  if (labels.state !== 'imported') throw new Error(`expected imported labels, got ${labels.state}`);
  return labels.sidecar;
}
