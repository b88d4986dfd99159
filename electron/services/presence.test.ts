import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DatasetOthers } from '#shared/host/datasetOthers.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import { temporaryFolder } from '#electron/testing/temporaryFolder.ts';
import { readHostIdentity } from './hostIdentity.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

const CALL = { signal: new AbortController().signal };
const identityOf = (systemUser: string) => ({ ...readHostIdentity(), hostName: 'PC', systemUser });

test('two hosts with one folder see each other come and go', { timeout: 20_000 }, async () => {
  const folder = await temporaryFolder();
  const first = await createTestHost({ identity: identityOf('ann') }, folder);
  const second = await createTestHost({ identity: identityOf('lin') }, folder);
  onTestFinished(() => Promise.all([first.host.dispose(), second.host.dispose()]).then(() => undefined));
  const told: DatasetOthers[] = [];
  first.host.subscribe((event) => event.type === 'dataset.others' && told.push(event.others));

  const open = await first.host.services['dataset.open']({ path: first.scene }, CALL);
  expect(open.others).toEqual([]);
  // A second tab of the same host is nobody else.
  expect((await first.host.services['dataset.open']({ path: first.scene }, CALL)).others).toEqual([]);

  const theirs = await second.host.services['dataset.open']({ path: first.scene }, CALL);
  const isSure = process.platform === 'linux';
  expect(theirs.others).toEqual([{ host: 'PC', user: 'ann', isSure }]);
  await expect
    .poll(() => told.at(-1), { timeout: 8000 })
    .toEqual([{ host: 'PC', user: 'lin', isSure: true }]);

  await second.host.services['dataset.close']({ datasetId: theirs.datasetId }, CALL);
  await expect.poll(() => told.at(-1), { timeout: 8000 }).toEqual([]);
});

test('the name that a person chose goes before that of the system', async () => {
  const folder = await temporaryFolder();
  const first = await createTestHost({ identity: identityOf('ann') }, folder);
  const second = await createTestHost({ identity: identityOf('lin') }, folder);
  onTestFinished(() => Promise.all([first.host.dispose(), second.host.dispose()]).then(() => undefined));
  await first.host.services['settings.change']({ author: 'Ann Li' }, CALL);
  await first.host.services['dataset.open']({ path: first.scene }, CALL);
  const { others } = await second.host.services['dataset.open']({ path: first.scene }, CALL);
  expect(others).toMatchObject([{ user: 'Ann Li' }]);
});

test('a label root that takes no lease opens as ever, and nothing is left behind', async () => {
  const fileSystem = {
    ...nodeFileSystem,
    overwrite: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })),
  };
  const { host, scene } = await createTestHost({ fileSystem });
  onTestFinished(() => host.dispose());
  const { datasetId, others } = await host.services['dataset.open']({ path: scene }, CALL);
  expect(others).toEqual([]);
  await host.services['dataset.close']({ datasetId }, CALL);
});

test('nothing of the program is left in a folder that was only looked at', async () => {
  const { host, scene } = await createTestHost();
  onTestFinished(() => host.dispose());
  const before = await readdir(scene);
  const { datasetId } = await host.services['dataset.open']({ path: scene }, CALL);
  expect(await readdir(join(scene, '.boxwright/leases'))).toHaveLength(1);
  await host.services['dataset.close']({ datasetId }, CALL);
  expect(await readdir(scene)).toEqual(before);
});

test('the lease lies where labels are kept', async () => {
  const { host, root, scene } = await createTestHost();
  onTestFinished(() => host.dispose());
  const labels = join(root, 'labels');
  await mkdir(labels);
  const { datasetId } = await host.services['dataset.open']({ path: scene }, CALL);
  await host.services['dataset.setLabelRoot']({ datasetId, path: labels }, CALL);
  await host.services['dataset.open']({ path: scene }, CALL);
  expect(await readdir(join(labels, '.boxwright/leases'))).toHaveLength(1);
  expect(await readdir(scene)).not.toContain('.boxwright');
});
