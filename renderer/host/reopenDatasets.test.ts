import { expect, test, vi } from 'vitest';
import { Connection } from '#shared/host/connection.ts';
import type { HostClient, HostEvent } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { reopenDatasets } from './reopenDatasets.ts';

const FRAME = { datasetId: 'd', sequenceId: 's', frameId: 'f' };

/** A host that forgets everything when it is started again. */
function forgetfulHost() {
  const open = new Set<string>();
  const calls: string[] = [];
  const connection = new Connection();
  /** By path. */
  const ids = new Map([['/data', 'd']]);
  const answer = (method: string, input: object): unknown => {
    calls.push(method);
    if (method === 'dataset.open' && 'path' in input) {
      const datasetId = ids.get(String(input.path)) ?? 'none';
      open.add(datasetId);
      return { datasetId, path: input.path, others: [{ host: 'h', user: 'u', isSure: true }] };
    }
    if (!('datasetId' in input)) return {};
    if (method === 'dataset.isOpen') return { isOpen: open.has(String(input.datasetId)) };
    if (!open.has(String(input.datasetId))) throw new HostError({ code: 'not-open', message: '' });
    if (method === 'dataset.close') open.delete(String(input.datasetId));
    return { problems: [] };
  };
  const host: HostClient = {
    call: async (method, input) => {
      await Promise.resolve();
      return answer(method, input) as never;
    },
    subscribe: () => () => undefined,
    bytesUrl: (datasetId, path) => `${datasetId}/${path}`,
    bytesHeaders: {},
    connection,
  };
  return {
    connection,
    client: reopenDatasets(host),
    restart: () => open.clear(),
    calls,
    ids,
  };
}

test('a dataset that was open is opened again, once, and the calls are made again', async () => {
  const { client, restart, calls } = forgetfulHost();
  await client.call('dataset.open', { path: '/data' });
  restart();
  calls.length = 0;
  const events: HostEvent[] = [];
  client.subscribe((event) => events.push(event));
  const both = [client.call('labels.checkSources', FRAME), client.call('labels.checkSources', FRAME)];
  expect(await Promise.all(both)).toEqual([{ problems: [] }, { problems: [] }]);
  expect(calls.filter((method) => method === 'dataset.open')).toHaveLength(1);
  expect(events).toEqual([
    { type: 'dataset.others', datasetId: 'd', others: [{ host: 'h', user: 'u', isSure: true }] },
  ]);
});

test('one that was closed stays closed', async () => {
  const { client } = forgetfulHost();
  await client.call('dataset.open', { path: '/data' });
  await client.call('dataset.close', { datasetId: 'd' });
  await expect(client.call('labels.checkSources', FRAME)).rejects.toMatchObject({
    failure: { code: 'not-open' },
  });
});

test('closing what a new host never opened is done already', async () => {
  const { client, restart, calls } = forgetfulHost();
  await client.call('dataset.open', { path: '/data' });
  restart();
  calls.length = 0;
  await client.call('dataset.close', { datasetId: 'd' });
  expect(calls).toEqual(['dataset.close']);
});

test('another dataset at the same place is not taken for it', async () => {
  const { client, restart, calls, ids } = forgetfulHost();
  await client.call('dataset.open', { path: '/data' });
  restart();
  ids.set('/data', 'another');
  await expect(client.call('labels.checkSources', FRAME)).rejects.toMatchObject({
    failure: { code: 'not-open' },
  });
  expect(calls.at(-1)).toBe('dataset.close');
});

test('a host that is back counts as connected once everything is open again', async () => {
  const { client, connection, restart, calls } = forgetfulHost();
  await client.call('dataset.open', { path: '/data' });
  const states: string[] = [];
  client.connection.subscribe((state) => states.push(`${state} ${calls.at(-1)}`));
  connection.state = 'lost';
  restart();
  connection.state = 'connected';
  await vi.waitFor(() => expect(client.connection.state).toBe('connected'));
  expect(states).toEqual(['lost dataset.open', 'connected dataset.open']);
  // Nothing was lost but the connection: then nothing is opened a second time.
  connection.state = 'lost';
  connection.state = 'connected';
  await vi.waitFor(() => expect(client.connection.state).toBe('connected'));
  expect(calls.filter((method) => method === 'dataset.open')).toHaveLength(2);
});
