import { describe, expect, test, vi } from 'vitest';
import type { HostEvent } from './contract.ts';
import { ALWAYS_CONNECTED, bytesPath, createHostClient, type HostTransport } from './client.ts';

function clientWith(transport: Partial<HostTransport>) {
  return createHostClient({
    call: () => Promise.reject(new Error('not called')),
    subscribe: () => () => undefined,
    bytesUrl: bytesPath,
    bytesHeaders: {},
    connection: ALWAYS_CONNECTED,
    ...transport,
  });
}

const failing = (code: string) => ({ failure: { code } });

describe('the client checks', () => {
  test('input before it leaves', async () => {
    const call = vi.fn<HostTransport['call']>();
    const client = clientWith({ call });
    await expect(client.call('dataset.open', { path: '' })).rejects.toMatchObject(failing('invalid-request'));
    expect(call).not.toHaveBeenCalled();
  });

  test.each([
    ['no envelope', 'hello'],
    ['nothing', undefined],
    ['a value of another form', { ok: true, value: { path: 3 } }],
    ['a failure with an unknown code', { ok: false, error: { code: 'oops', message: '' } }],
  ])('the answer: %s', async (_what, answer) => {
    const client = clientWith({ call: () => Promise.resolve(answer) });
    await expect(client.call('samples.prepare', {})).rejects.toMatchObject(failing('internal'));
  });

  test('events, and passes over what is none', () => {
    let send: ((event: unknown) => void) | undefined;
    const client = clientWith({
      subscribe: (listener) => {
        send = listener;
        return () => undefined;
      },
    });
    const listener = vi.fn<(event: HostEvent) => void>();
    client.subscribe(listener);
    send?.({ type: 'open.requested', path: '/data' });
    send?.({ type: 'something.new' });
    expect(listener.mock.calls).toEqual([[{ type: 'open.requested', path: '/data' }]]);
  });
});

test('failures arrive as HostError with their problem', async () => {
  const error = {
    code: 'conflict',
    message: '',
    problem: { code: 'save.conflict', severity: 'error', path: 'a' },
  };
  const client = clientWith({ call: () => Promise.resolve({ ok: false, error }) });
  await expect(client.call('settings.get', {})).rejects.toMatchObject({ name: 'HostError', failure: error });
});

test('a cancelled call ends although the transport never answers', async () => {
  const client = clientWith({ call: () => new Promise(() => undefined) });
  const abort = new AbortController();
  const call = client.call('settings.get', {}, { signal: abort.signal });
  abort.abort();
  await expect(call).rejects.toMatchObject(failing('cancelled'));
});
