import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostClient } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { showDialog, useAppStore, type Connection } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { openFolder, saveWorkspace } from './openFolder.ts';
import { answerQuestions, keepLabelsIn } from './reopen.ts';

const done: string[] = [];
vi.mock('./openFolder.ts', () => ({
  openFolder: vi.fn<(...args: unknown[]) => Promise<void>>(() => {
    done.push('open');
    return Promise.resolve();
  }),
  saveWorkspace: vi.fn<() => Promise<boolean>>(),
}));
vi.mock('#renderer/state/notices.ts', () => ({ notify: vi.fn<() => void>() }));
vi.mock('#renderer/state/preferences.ts', () => ({
  usePreferences: { getState: () => ({}) },
  shownLanguage: () => 'en',
}));

const call = vi.fn<(method: string, input: object) => Promise<object>>();
// Only what is used of each.
const connection = { host: { call } as unknown as HostClient } as Connection;
const held = { count: 0, trouble: undefined as object | undefined };
const session = {
  state: { getState: () => ({ held }) },
  saveElsewhere: () => {
    done.push('save elsewhere');
    return Promise.resolve();
  },
};
const workspace = {
  datasetId: 'd',
  path: '/data',
  sequence: { id: 's' },
  labelRoot: { path: '/data', isDataFolder: true },
  session,
} as unknown as Workspace;

beforeEach(() => {
  vi.clearAllMocks();
  done.length = 0;
  held.trouble = undefined;
  vi.mocked(saveWorkspace).mockImplementation(() => {
    done.push('save');
    return Promise.resolve(true);
  });
  call.mockImplementation((method) => {
    done.push(method);
    return Promise.resolve({ labelRoot: { path: '/labels' } });
  });
  showDialog('report');
});

describe('opening again with other answers', () => {
  test('saves first, then answers, then opens the same sequence', async () => {
    await answerQuestions(connection, workspace, { binColumns: 'x y z' });
    expect(done).toEqual(['save', 'dataset.answer', 'open']);
    expect(call).toHaveBeenCalledWith('dataset.answer', {
      datasetId: 'd',
      answers: { binColumns: 'x y z' },
    });
    expect(openFolder).toHaveBeenCalledWith(connection, '/data', 's');
    expect(useAppStore.getState().dialog).toBeUndefined();
  });

  test('does nothing while the work cannot be saved', async () => {
    vi.mocked(saveWorkspace).mockResolvedValue(false);
    await answerQuestions(connection, workspace, {});
    expect(done).toEqual([]);
  });

  test('stays open and says why when the host refuses', async () => {
    call.mockRejectedValue(new HostError({ code: 'read-only', message: 'no' }));
    await answerQuestions(connection, workspace, {});
    expect(done).toEqual(['save']);
    expect(vi.mocked(notify).mock.lastCall?.[0].tone).toBe('error');
  });
});

test.each([
  ['a folder of the person’s own', undefined, { datasetId: 'd' }],
  ['one that was chosen', '/labels', { datasetId: 'd', path: '/labels' }],
])('labels are kept in %s', async (_, path, input) => {
  await keepLabelsIn(connection, workspace, path);
  expect(call).toHaveBeenCalledWith('dataset.setLabelRoot', input);
  expect(done).toEqual(['save', 'dataset.setLabelRoot', 'open']);
});

test('work that cannot be saved where it is goes to the new place at once', async () => {
  held.trouble = { failure: { code: 'read-only', message: '' }, since: 0 };
  await keepLabelsIn(connection, workspace, '/labels');
  const input = { datasetId: 'd', path: '/labels', isNow: true };
  expect(call).toHaveBeenCalledWith('dataset.setLabelRoot', input);
  expect(done).toEqual(['dataset.setLabelRoot', 'save elsewhere', 'open']);
});

test('it is not opened again while the data is gone', async () => {
  const problem = { code: 'save.failed', severity: 'error', params: { reason: 'folderGone' } };
  held.trouble = { failure: { code: 'internal', message: '', problem }, since: 0 };
  await keepLabelsIn(connection, workspace, '/labels');
  expect(done).toEqual(['dataset.setLabelRoot', 'save elsewhere']);
  expect(vi.mocked(notify).mock.lastCall?.[0].tone).toBe('info');
});
