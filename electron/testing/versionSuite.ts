import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { revisionOf } from '#electron/services/revision.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { OpenScene } from './labelRootSuite.ts';
import { SCENE_FRAMES } from './smallScene.ts';

const [LABELLED, UNLABELLED] = SCENE_FRAMES;

/** Earlier versions of label files. */
export function versionSuite(openScene: () => Promise<OpenScene>): void {
  /** Opens the scene and saves its first frame so often, each time with the car a metre further on. */
  const openSaved = async (times: number) => {
    const open = await openScene();
    const { client, frame, scene } = open;
    const labels = await client.call('labels.load', frame(LABELLED));
    if (labels.state !== 'imported') throw new Error(labels.state);
    const revisions: string[] = [];
    for (let i = 0; i < times; i++) {
      const sidecar = movedBy(labels.sidecar, i);
      const expected = revisions.at(-1) ?? null;
      revisions.push((await client.call('labels.save', { ...frame(LABELLED), expected, sidecar })).revision);
    }
    const file = join(scene, `${LABELLED}.labels.json`);
    const folder = join(scene, '.boxwright', 'backups', `${LABELLED}.labels.json`);
    return { ...open, revisions, file, folder };
  };

  test('keeps the versions that saves replace, newest first', async () => {
    const { client, frame, revisions, folder } = await openSaved(4);
    const { versions, problem } = await client.call('versions.list', frame(LABELLED));
    expect(problem).toBeUndefined();
    expect(versions.map(({ revision }) => revision)).toEqual(revisions.slice(0, 3).reverse());
    expect(versions[0]).toMatchObject({ objects: 1, changesSince: { added: 0, removed: 0, changed: 1 } });
    expect((await readdir(folder)).sort()).toEqual(versions.map(({ id }) => id).reverse());
    const { sidecar } = await client.call('versions.load', {
      ...frame(LABELLED),
      versionId: versions[2]!.id,
    });
    expect(sidecar?.objects[0]?.cuboid.centre[0]).toBe(1);
  });

  test('has no earlier versions of what was never replaced', async () => {
    const { client, frame } = await openSaved(1);
    for (const frameId of [LABELLED, UNLABELLED])
      expect(await client.call('versions.list', frame(frameId))).toEqual({ versions: [] });
    const load = client.call('versions.load', {
      ...frame(LABELLED),
      versionId: '../../../outside/secret.txt',
    });
    await expect(load).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });

  test('keeps versions of tracks, and those that another program wrote', async () => {
    const { client, frame, scene } = await openScene();
    const { frameId: _frame, ...sequence } = frame('');
    const { tracks } = await client.call('labels.index', sequence);
    const theirs = JSON.stringify({ ...tracks, generator: { name: 'other', version: '1' } });
    await writeFile(join(scene, 'tracks.json'), theirs);
    await client.call('tracks.save', { ...sequence, expected: revisionOf(theirs), tracks });
    const { versions } = await client.call('versions.list', sequence);
    expect(versions).toMatchObject([{ revision: revisionOf(theirs), objects: 1 }]);
    const loaded = await client.call('versions.load', { ...sequence, versionId: versions[0]!.id });
    expect(loaded.tracks?.generator.name).toBe('other');
  });

  test('a version that was not written as a whole is told by its name', async () => {
    const { client, frame, folder } = await openSaved(2);
    const [name] = await readdir(folder);
    await writeFile(join(folder, name!), '');
    expect((await client.call('versions.list', frame(LABELLED))).versions).toMatchObject([{ objects: null }]);
    expect(await client.call('versions.load', { ...frame(LABELLED), versionId: name! })).toMatchObject({
      problem: { code: 'version.damaged' },
    });
  });

  test('versions that cannot be kept do not keep labels from being saved', async () => {
    const { client, frame, scene } = await openScene();
    await mkdir(join(scene, '.boxwright'), { recursive: true });
    await writeFile(join(scene, '.boxwright', 'backups'), 'a file');
    const labels = await client.call('labels.load', frame(LABELLED));
    if (labels.state !== 'imported') throw new Error(labels.state);
    const save = (expected: string | null, by: number) =>
      client.call('labels.save', { ...frame(LABELLED), expected, sidecar: movedBy(labels.sidecar, by) });
    const { revision } = await save(null, 0);
    await save(revision, 1);
    expect(await client.call('versions.list', frame(LABELLED))).toMatchObject({
      versions: [],
      problem: { code: 'backup.failed', path: `${LABELLED}.labels.json` },
    });
  });

  test('puts an earlier version in the place of a file that cannot be read, and keeps that', async () => {
    const { client, frame, file, revisions, scene } = await openSaved(3);
    const { versions } = await client.call('versions.list', frame(LABELLED));
    const versionId = versions[0]!.id;
    const recover = () => client.call('versions.recover', { ...frame(LABELLED), versionId });
    await expect(recover()).rejects.toMatchObject({ failure: { code: 'invalid-request' } });
    await writeFile(file, '{"format": "boxwr');
    expect(await client.call('labels.load', frame(LABELLED))).toMatchObject({ state: 'unreadable' });
    const { revision, keptAs } = await recover();
    expect(revision).toBe(revisions[1]);
    expect(await readFile(join(scene, keptAs), 'utf8')).toBe('{"format": "boxwr');
    expect(await client.call('labels.load', frame(LABELLED))).toMatchObject({ state: 'stored', revision });
  });
}

function movedBy(sidecar: Sidecar, metres: number): Sidecar {
  const objects = sidecar.objects.map((object) => {
    const [x, y, z] = object.cuboid.centre;
    const centre: [number, number, number] = [x + metres, y, z];
    return { ...object, cuboid: { ...object.cuboid, centre } };
  });
  return { ...sidecar, objects };
}
