import { describe, expect, test, vi } from 'vitest';
import { ProblemError } from '../problems/problem.ts';
import { contract, type MethodName } from './contract.ts';
import { dispatch } from './dispatch.ts';
import { HostError, type HostErrorCode } from './hostError.ts';
import type { HostServices } from './services.ts';

const signal = () => new AbortController().signal;

const refuse = () => Promise.reject(new Error('unexpected call'));
const systemError = (code: string) => Object.assign(new Error(code), { code });

/** Every method throws, except those that are given. */
function servicesWith(own: Partial<HostServices>): HostServices {
  const names = Object.keys(contract) as MethodName[];
  return { ...(Object.fromEntries(names.map((name) => [name, refuse])) as unknown as HostServices), ...own };
}

describe('dispatch', () => {
  test('hands checked input to the service and its answer back', async () => {
    const prepare = vi.fn<HostServices['samples.prepare']>(() => Promise.resolve({ path: '/sample' }));
    const envelope = await dispatch(
      servicesWith({ 'samples.prepare': prepare }),
      'samples.prepare',
      { extra: 1 },
      { signal: signal() },
    );
    expect(envelope).toEqual({ ok: true, value: { path: '/sample' } });
    expect(prepare.mock.calls[0]?.[0]).toEqual({});
  });

  test.each([
    ['a method that is not in the contract', 'process.exit', {}],
    ['a key of every object', 'toString', {}],
    ['input of the wrong form', 'dataset.open', { path: 7 }],
    ['no input', 'dataset.open', undefined],
  ])('refuses %s', async (_what, method, input) => {
    const envelope = await dispatch(servicesWith({}), method, input, { signal: signal() });
    expect(envelope).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
  });

  test('checks the answer when it is told to', async () => {
    const services = servicesWith({
      'samples.prepare': () => Promise.resolve({ path: 3 as unknown as string }),
    });
    const envelope = await dispatch(
      services,
      'samples.prepare',
      {},
      { signal: signal() },
      { checkOutput: true },
    );
    expect(envelope).toMatchObject({ ok: false, error: { code: 'internal' } });
  });

  test.each<[string, unknown, HostErrorCode]>([
    ['a HostError', new HostError({ code: 'unsupported', message: '' }), 'unsupported'],
    ['a conflict', new ProblemError({ code: 'save.conflict', severity: 'error' }), 'conflict'],
    ['a full disk', new ProblemError({ code: 'save.diskFull', severity: 'error' }), 'disk-full'],
    ['another problem', new ProblemError({ code: 'folder.unrecognised', severity: 'error' }), 'problem'],
    ['ENOENT', systemError('ENOENT'), 'not-found'],
    ['EACCES', systemError('EACCES'), 'denied'],
    ['ENOSPC', systemError('ENOSPC'), 'disk-full'],
    ['AbortError', Object.assign(new Error('aborted'), { name: 'AbortError' }), 'cancelled'],
    ['a bug', new TypeError('undefined is not a function'), 'internal'],
    ['something that is no error', 'oops', 'internal'],
  ])('answers %s as data', async (_what, thrown, code) => {
    const onInternalError = vi.fn<(method: string, error: unknown) => void>();
    const services = servicesWith({ 'settings.get': () => Promise.reject(thrown) });
    const envelope = await dispatch(services, 'settings.get', {}, { signal: signal() }, { onInternalError });
    expect(envelope).toMatchObject({ ok: false, error: { code } });
    expect(onInternalError).toHaveBeenCalledTimes(code === 'internal' ? 1 : 0);
  });

  test('does not start what was cancelled before', async () => {
    const abort = new AbortController();
    abort.abort();
    const envelope = await dispatch(servicesWith({}), 'settings.get', {}, { signal: abort.signal });
    expect(envelope).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  test('a save that reached the disk is a save, cancelled or not', async () => {
    const abort = new AbortController();
    const services = servicesWith({
      'samples.prepare': () => {
        abort.abort();
        return Promise.resolve({ path: '/sample' });
      },
    });
    const envelope = await dispatch(services, 'samples.prepare', {}, { signal: abort.signal });
    expect(envelope).toMatchObject({ ok: true });
  });
});
