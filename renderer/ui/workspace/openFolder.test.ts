import { afterEach, expect, test, vi } from 'vitest';
import { HostError } from '#shared/host/hostError.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { showPhase, useAppStore, type Connection } from '#renderer/state/appStore.ts';
import type { Workspace } from '#renderer/state/workspace.ts';
import { buildWorkspace } from './buildWorkspace.ts';
import { closeFolder, openFolder } from './openFolder.ts';

vi.mock('./buildWorkspace.ts', () => ({ buildWorkspace: vi.fn<typeof buildWorkspace>() }));

afterEach(() => showPhase({ kind: 'start' }));

/** A host whose openings answer when the test says so, and are cancelled like real ones. */
function slowHost() {
  const answers = new Map<string, () => void>();
  const call = (method: string, { path = '' }: { path?: string }, options?: { signal?: AbortSignal }) =>
    method === 'dataset.open'
      ? new Promise((resolve, reject) => {
          answers.set(path, () =>
            resolve({ datasetId: path, path, dataset: { sequences: [{ id: 'a' }] }, writable: true }),
          );
          options?.signal?.addEventListener('abort', () =>
            reject(new HostError({ code: 'cancelled', message: 'cancelled' })),
          );
        })
      : Promise.resolve({});
  const host = { call, subscribe: () => () => undefined } as unknown as HostClient;
  return { connection: { host } as unknown as Connection, answer: (path: string) => answers.get(path)?.() };
}

function workspaceOf(path: string): Workspace {
  return { path, dispose: vi.fn<() => Promise<void>>(() => Promise.resolve()) } as unknown as Workspace;
}

test('a folder that is asked for while another opens takes its place', async () => {
  const { connection, answer } = slowHost();
  vi.mocked(buildWorkspace).mockImplementation((_connection, { path }) => Promise.resolve(workspaceOf(path)));
  const first = openFolder(connection, '/first');
  await Promise.resolve();
  const second = openFolder(connection, '/second');
  await first;
  expect(useAppStore.getState().phase).toMatchObject({ kind: 'opening', path: '/second' });
  await vi.waitFor(() => answer('/second'));
  answer('/second');
  await second;
  expect(useAppStore.getState().phase).toMatchObject({ kind: 'open', workspace: { path: '/second' } });
  useAppStore.setState({ phase: { kind: 'start' } });
});

test('closing while a folder opens goes back to the start', async () => {
  const { connection } = slowHost();
  const opening = openFolder(connection, '/first');
  await Promise.resolve();
  await closeFolder();
  await opening;
  expect(useAppStore.getState().phase).toEqual({ kind: 'start' });
});
