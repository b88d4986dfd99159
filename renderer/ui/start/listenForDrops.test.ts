import { expect, test, vi } from 'vitest';
import { HostError } from '#shared/host/hostError.ts';
import type { Connection } from '#renderer/state/appStore.ts';
import { notify } from '#renderer/state/notices.ts';
import { openFolder, sayNotOpened } from '../workspace/openFolder.ts';
import { listenForDrops } from './listenForDrops.ts';

vi.mock('../workspace/openFolder.ts', () => ({
  openFolder: vi.fn<() => Promise<void>>(() => Promise.resolve()),
  sayNotOpened: vi.fn<() => void>(),
}));
vi.mock('#renderer/state/notices.ts', () => ({ notify: vi.fn<() => void>() }));

const folder = new File([], 'drive');

/** Drops onto a page that is connected like this; answers whether the page kept the browser from showing it. */
async function drop(types: readonly string[], openDropped?: Connection['openDropped']) {
  vi.clearAllMocks();
  const page = new EventTarget();
  const connection = (openDropped === undefined ? {} : { openDropped }) as Connection;
  listenForDrops(connection, page);
  const dataTransfer = { types, files: [folder] };
  const events = ['dragover', 'drop'].map((name) =>
    Object.assign(new Event(name, { cancelable: true }), { dataTransfer }),
  );
  for (const event of events) page.dispatchEvent(event);
  await new Promise((resolve) => setTimeout(resolve));
  return { connection, isPrevented: events.map(({ defaultPrevented }) => defaultPrevented) };
}

test('a dropped folder is opened', async () => {
  const { connection, isPrevented } = await drop(['Files'], (file) => Promise.resolve(`/data/${file.name}`));
  expect(isPrevented).toEqual([true, true]);
  expect(vi.mocked(openFolder).mock.calls).toEqual([[connection, '/data/drive']]);
});

test('where a drop has no path, it says so', async () => {
  expect((await drop(['Files'])).isPrevented).toEqual([true, true]);
  expect(notify).toHaveBeenCalledOnce();
  expect(openFolder).not.toHaveBeenCalled();
});

test('what is no file is told', async () => {
  const failure = { code: 'not-found', message: 'no file was dropped' } as const;
  await drop(['Files'], () => Promise.reject(new HostError(failure)));
  expect(vi.mocked(sayNotOpened).mock.calls).toEqual([[failure]]);
});

test('drags inside the page are left alone', async () => {
  const opened = vi.fn<() => Promise<string>>();
  expect((await drop(['text/plain'], opened)).isPrevented).toEqual([false, false]);
  expect(opened).not.toHaveBeenCalled();
});
