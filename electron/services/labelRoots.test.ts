import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createFaultyFileSystem } from '#electron/testing/faultyFileSystem.ts';
import { createTestHost } from '#electron/testing/testHost.ts';
import type { FileSystem } from './fileSystem.ts';
import { toHostFailure } from '#shared/host/failure.ts';
import { describeProblem } from '#shared/problems/describeProblem.ts';
import { nodeFileSystem } from './nodeFileSystem.ts';

/** Folders that the system refuses, which the contract suite cannot bring about. */

const context = { signal: new AbortController().signal };

/** Why the labels of the scene cannot be kept in `inner` of the root; absent: in a folder of our own. */
async function refusal(fileSystem: FileSystem, inner?: string) {
  const { host, scene, root } = await createTestHost({ fileSystem });
  onTestFinished(() => host.dispose());
  const { datasetId } = await host.services['dataset.open']({ path: scene }, context);
  const path = inner === undefined ? undefined : join(root, inner);
  if (path !== undefined) await mkdir(path);
  const choice = { datasetId, ...(path === undefined ? {} : { path }) };
  const choosing = host.services['dataset.setLabelRoot'](choice, context);
  const { code, problem } = toHostFailure(await choosing.catch((error: unknown) => error));
  if (problem === undefined) throw new Error(`refused without a problem: ${code}`);
  const again = await host.services['dataset.open']({ path: scene }, context);
  expect(again.labelRoot.isDataFolder).toBe(true);
  return { code, problem, path };
}

test('a folder that cannot be written is refused in the person’s language', async () => {
  const locking = { ...nodeFileSystem, isWritable: async (path: string) => !path.endsWith('locked') };
  const { code, problem, path } = await refusal(locking, 'locked');
  expect([code, problem.params]).toEqual(['read-only', { reason: 'notWritable' }]);
  const place = { ...problem, path: '/labels' };
  expect(path).toBe(problem.path);
  expect(describeProblem(place, 'en')).toBe(
    'Labels cannot be kept in this folder: it cannot be written to. They stay where they were, choose another folder — /labels',
  );
  expect(describeProblem(place, 'zh-CN')).toBe(
    '不能把标注保存在此文件夹：它不允许写入。标注仍在原处，选择其他文件夹——/labels',
  );
});

test('a folder of our own that cannot be made is refused with the reason', async () => {
  const { fileSystem } = createFaultyFileSystem({
    step: 'makeFolder',
    error: 'ENOSPC',
    on: (path) => /[\\/]labels[\\/]/.test(path),
  });
  const { code, problem } = await refusal(fileSystem);
  expect([code, problem.code, problem.params]).toEqual([
    'disk-full',
    'labelRoot.refused',
    { reason: 'ENOSPC' },
  ]);
});
