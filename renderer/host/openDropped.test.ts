import { expect, test } from 'vitest';
import type { HostBridge } from '#shared/host/bridge.ts';
import { openDropped } from './openDropped.ts';

const file = new File([], 'drive');

function bridge(answer: unknown): HostBridge {
  return {
    call: () => Promise.reject(new Error('no call')),
    cancel: () => undefined,
    onEvent: () => () => undefined,
    openDropped: (dropped) =>
      dropped === file ? Promise.resolve(answer) : Promise.reject(new Error('another')),
  };
}

test('answers the folder’s path', async () => {
  expect(await openDropped(bridge({ ok: true, value: { path: '/data/drive' } }), file)).toBe('/data/drive');
});

test('a refusal is an error with its code', async () => {
  const error = { code: 'not-found', message: 'no file was dropped' };
  await expect(openDropped(bridge({ ok: false, error }), file)).rejects.toMatchObject({ failure: error });
});

test.each([undefined, {}, { ok: true, value: {} }, { ok: true, value: { path: 7 } }])(
  'an answer of another shape (%j) is an error',
  async (answer) => {
    await expect(openDropped(bridge(answer), file)).rejects.toThrow();
  },
);
