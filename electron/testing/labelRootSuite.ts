import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { HostClient, HostEvent, MethodInput } from '#shared/host/contract.ts';
import { HostError, type HostErrorCode } from '#shared/host/hostError.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { namesIn } from './namesIn.ts';
import { SCENE_FRAMES, writeSmallScene } from './smallScene.ts';

export interface OpenScene {
  readonly client: HostClient;
  readonly scene: string;
  readonly root: string;
  readonly outside: string;
  readonly datasetId: string;
  readonly frame: (frameId: string) => MethodInput<'labels.load'>;
}

const [LABELLED, UNLABELLED] = SCENE_FRAMES;

/** Labels that are kept in another folder than the data, and answers about the data. */
export function labelRootSuite(openScene: () => Promise<OpenScene>): void {
  /** Opens the scene with its labels kept in `labels`, a folder in the root. */
  const openWithLabelRoot = async (prepare: (open: OpenScene) => Promise<void> = async () => undefined) => {
    const open = await openScene();
    await prepare(open);
    const labels = join(open.root, 'labels');
    await mkdir(labels, { recursive: true });
    await open.client.call('dataset.setLabelRoot', { datasetId: open.datasetId, path: labels });
    const again = await open.client.call('dataset.open', { path: open.scene });
    return { ...open, again, labels };
  };

  test('keeps labels beside the data unless told otherwise', async () => {
    const { client, scene } = await openScene();
    const { labelRoot } = await client.call('dataset.open', { path: scene });
    expect(labelRoot).toEqual({ path: scene, isDataFolder: true });
  });

  test('keeps labels in a folder of its own, from the next opening on', async () => {
    const { client, scene, datasetId, frame } = await openScene();
    const { labelRoot } = await client.call('dataset.setLabelRoot', { datasetId });
    expect(labelRoot).toMatchObject({ isDataFolder: false });
    expect(labelRoot.path).toMatch(/labels[\\/]scene-[0-9a-f]{8}$/);
    expect((await client.call('dataset.open', { path: scene })).labelRoot).toEqual(labelRoot);
    const before = await namesIn(scene);
    const sidecar = await loadedSidecar(client, frame(LABELLED));
    await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    const { tracks } = await client.call('labels.index', frame(''));
    await client.call('tracks.save', { ...frame(''), expected: null, tracks });
    expect(await namesIn(scene)).toEqual(before);
    const written = await namesIn(labelRoot.path);
    expect(written).toEqual(['lidar', `${LABELLED}.labels.json`, 'tracks.json']);
    const index = await client.call('labels.index', frame(''));
    expect(index.frames.map(({ state }) => state)).toEqual(['stored', 'absent', 'unreadable']);
    expect(index.tracksRevision).not.toBeNull();
  });

  test('edits that start from labels among the data are saved to the label root', async () => {
    const sidecarOf = (folder: string) => join(folder, `${LABELLED}.labels.json`);
    const { client, frame, scene, labels } = await openWithLabelRoot(async ({ client: first, frame: at }) => {
      const sidecar = await loadedSidecar(first, at(LABELLED));
      await first.call('labels.save', {
        ...at(LABELLED),
        expected: null,
        sidecar: { ...sidecar, mark: 'data' },
      });
      const { tracks } = await first.call('labels.index', at(''));
      await first.call('tracks.save', { ...at(''), expected: null, tracks: { ...tracks, mark: 'data' } });
    });
    const theirs = await readFile(sidecarOf(scene), 'utf8');
    const index = await client.call('labels.index', frame(''));
    expect(index).toMatchObject({ tracksRevision: null, tracks: { mark: 'data' } });
    expect(index.frames.map(({ state, objects }) => [state, objects])).toEqual([
      ['imported', 1],
      ['absent', 0],
      ['unreadable', 0],
    ]);
    const sidecar = await loadedSidecar(client, frame(LABELLED));
    expect(sidecar['mark']).toBe('data');
    const edited = { ...sidecar, mark: 'label root' };
    const { revision } = await client.call('labels.save', {
      ...frame(LABELLED),
      expected: null,
      sidecar: edited,
    });
    expect(await client.call('labels.load', frame(LABELLED))).toMatchObject({ state: 'stored', revision });
    expect(JSON.parse(await readFile(sidecarOf(labels), 'utf8'))).toMatchObject({
      mark: 'label root',
      sources: sidecar.sources,
    });
    expect(await readFile(sidecarOf(scene), 'utf8')).toBe(theirs);
    // What was saved once is not taken for new again.
    const stale = client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    await expect(stale).rejects.toMatchObject({ failure: { code: 'conflict' } });
  });

  test('labels among the data that cannot be read are not hidden by new ones', async () => {
    const { client, frame, labels } = await openWithLabelRoot(({ scene }) =>
      writeFile(join(scene, `${UNLABELLED}.labels.json`), '{'),
    );
    expect(await client.call('labels.load', frame(UNLABELLED))).toMatchObject({ state: 'unreadable' });
    const other = await loadedSidecar(client, frame(LABELLED));
    const sidecar = { ...other, frame: { ...other.frame, id: UNLABELLED, index: 1 } };
    const save = client.call('labels.save', { ...frame(UNLABELLED), expected: null, sidecar });
    await expect(save).rejects.toMatchObject({ failure: { code: 'read-only' } });
    expect(await namesIn(labels)).toEqual([]);
  });

  test('tells of label files that others change in the label root, once there is a folder for them', async () => {
    const { client, frame, labels, datasetId } = await openWithLabelRoot();
    const events: HostEvent[] = [];
    onTestFinished(client.subscribe((event) => events.push(event)));
    const sidecar = await loadedSidecar(client, frame(LABELLED));
    await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    await writeFile(join(labels, `${UNLABELLED}.labels.json`), '{}');
    const { sequenceId } = frame('');
    const event = { type: 'labels.changed', datasetId, sequenceId, frameId: UNLABELLED };
    await vi.waitFor(() => expect(events).toMatchObject([event]), 3000);
  });

  test('takes effect at once where the work could not be saved otherwise', async () => {
    const { client, scene, datasetId, frame } = await openScene();
    const sidecar = await loadedSidecar(client, frame(LABELLED));
    const { revision } = await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    const before = await namesIn(scene);
    const { labelRoot } = await client.call('dataset.setLabelRoot', { datasetId, isNow: true });
    await client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    expect(await namesIn(scene)).toEqual(before);
    expect(await namesIn(labelRoot.path)).toContain(`${LABELLED}.labels.json`);
    // What lies there already is not overwritten by whoever does not know it.
    const again = client.call('labels.save', {
      ...frame(LABELLED),
      expected: null,
      sidecar: { ...sidecar, objects: [] },
    });
    await expect(again).rejects.toMatchObject({ failure: { code: 'conflict' } });
    expect(await client.call('labels.load', frame(LABELLED))).toMatchObject({ state: 'stored', revision });
  });

  test('a label root that has gone is reported, and nothing is written elsewhere', async () => {
    const { client, frame, scene, labels, datasetId } = await openWithLabelRoot();
    const sidecar = await loadedSidecar(client, frame(LABELLED));
    await rm(labels, { recursive: true });
    const save = () => client.call('labels.save', { ...frame(LABELLED), expected: null, sidecar });
    const notSaved = { failure: { problem: { code: 'save.failed', params: { reason: 'folderGone' } } } };
    await expect(save()).rejects.toMatchObject(notSaved);
    const { labelRoot, writable, dataset } = await client.call('dataset.open', { path: scene });
    expect([labelRoot.path, writable]).toEqual([labels, false]);
    expect(dataset.problems).toMatchObject([{ code: 'folder.unreadable', path: labels }]);
    await expect(save()).rejects.toMatchObject(notSaved);
    const index = await client.call('labels.index', frame(''));
    expect(index).toMatchObject({ readOnly: { code: 'folder.unreadable' }, problems: [{ path: labels }] });
    expect(index.frames.every(({ state }) => state === 'unreadable')).toBe(true);
    expect(await readdir(join(scene, 'lidar'))).toHaveLength(SCENE_FRAMES.length);
    // Back beside the data.
    await client.call('dataset.setLabelRoot', { datasetId, path: scene });
    expect((await client.call('dataset.open', { path: scene })).writable).toBe(true);
  });

  test.each<[string, (open: OpenScene) => Promise<string>, HostErrorCode, ProblemReason]>([
    ['outside the granted roots', async ({ outside }) => outside, 'denied', 'notOpened'],
    ['that is not there', async ({ root }) => join(root, 'nothing'), 'not-found', 'folderGone'],
    ['that is a file', async ({ scene }) => join(scene, LABELLED), 'invalid-request', 'notFolder'],
    [
      'in another dataset',
      async (open) => join(await openAnother(open), 'lidar'),
      'invalid-request',
      'partOfDataset',
    ],
    ['of another dataset', async (open) => usedByAnother(open), 'invalid-request', 'keepsLabelsOf'],
  ])('refuses a label root %s, and says why', async (_what, path, code, reason) => {
    const open = await openScene();
    const chosen = await path(open);
    const isAnothers = reason === 'partOfDataset' || reason === 'keepsLabelsOf';
    const params = { reason, ...(isAnothers ? { other: join(open.root, 'another') } : {}) };
    await expect(
      open.client.call('dataset.setLabelRoot', { datasetId: open.datasetId, path: chosen }),
    ).rejects.toMatchObject({
      failure: { code, problem: { code: 'labelRoot.refused', severity: 'error', path: chosen, params } },
    });
  });

  test('keeps answers beside the labels, and asks no more', async () => {
    const { client, root } = await openScene();
    const path = join(root, 'bare');
    await mkdir(path);
    // Either four or five columns.
    await writeFile(join(path, '1.bin'), new Uint8Array(new Float32Array(20).fill(1).buffer));
    const first = await client.call('dataset.open', { path });
    const question = first.dataset.questions.find(({ id }) => id === 'binColumns');
    if (question === undefined) throw new Error('the columns of the file are not asked for');
    expect(question.isAnswered).toBe(false);
    const answer = question.options.find((option) => option !== question.chosen) ?? '';
    const { datasetId } = first;
    await client.call('dataset.answer', { datasetId, answers: { binColumns: answer } });
    const again = await client.call('dataset.open', { path });
    expect(again.dataset.questions).toContainEqual({ ...question, chosen: answer, isAnswered: true });
    expect(JSON.parse(await readFile(join(path, 'dataset.json'), 'utf8'))).toEqual({
      format: 'boxwright-dataset',
      version: 1,
      choices: { binColumns: answer },
    });
    // A label root of its own takes the answers along.
    const { labelRoot } = await client.call('dataset.setLabelRoot', { datasetId });
    await client.call('dataset.open', { path });
    await client.call('dataset.answer', { datasetId, answers: { binColumns: question.chosen } });
    const third = await client.call('dataset.open', { path });
    expect(third.dataset.questions).toContainEqual({ ...question, isAnswered: true });
    expect(await namesIn(labelRoot.path)).toEqual(['dataset.json']);
  });

  test('refuses answers to what is not asked', async () => {
    const { client, datasetId, scene } = await openScene();
    for (const id of ['binColumns', 'nothing', 'constructor']) {
      const answers = Object.fromEntries([[id, 'x y z']]);
      const call = client.call('dataset.answer', { datasetId, answers });
      await expect(call).rejects.toMatchObject({ failure: { code: 'invalid-request' } });
    }
    await client.call('dataset.answer', { datasetId, answers: {} });
    expect(await readdir(scene)).not.toContain('dataset.json');
  });
}

async function openAnother({ client, root }: OpenScene): Promise<string> {
  const path = join(root, 'another');
  await writeSmallScene(path);
  await client.call('dataset.open', { path });
  return path;
}

async function usedByAnother(open: OpenScene): Promise<string> {
  const { datasetId } = await open.client.call('dataset.open', { path: await openAnother(open) });
  const path = join(open.root, 'labels');
  await mkdir(path);
  return (await open.client.call('dataset.setLabelRoot', { datasetId, path })).labelRoot.path;
}

async function loadedSidecar(client: HostClient, frame: MethodInput<'labels.load'>): Promise<Sidecar> {
  const labels = await client.call('labels.load', frame);
  if (!('sidecar' in labels))
    throw new HostError({ code: 'internal', message: `no labels: ${labels.state}` });
  return labels.sidecar;
}
