import { describe, expect, test, vi } from 'vitest';
import { ImageStore } from './imageStore.ts';

const MEGAPIXEL_BYTES = 4_000_000;

function setup(answers: Record<string, () => Response> = {}) {
  const closed: string[] = [];
  const fetchFile = vi.fn(async (path: string) => answers[path]?.() ?? new Response(path));
  const decode = async (blob: Blob): Promise<ImageBitmap> => {
    const name = await blob.text();
    if (name.startsWith('corrupt')) throw new DOMException('no image', 'InvalidStateError');
    return { width: 1000, height: 1000, close: () => closed.push(name) };
  };
  const store = new ImageStore({ fetchFile, decode, budgetBytes: 3 * MEGAPIXEL_BYTES });
  return { store, fetchFile, closed };
}

describe('image store', () => {
  test('an image wanted twice is fetched once', async () => {
    const { store, fetchFile } = setup();
    const [first, second] = await Promise.all([store.load('a'), store.load('a')]);
    expect(first).toBe(second);
    expect(store.peek('a')).toBe(first);
    await store.load('a');
    expect(fetchFile).toHaveBeenCalledTimes(1);
  });

  test('an image is fetched until all who wanted it have given it up', async () => {
    const signals: AbortSignal[] = [];
    const store = new ImageStore({
      fetchFile: (_, signal) => {
        signals.push(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const [first, second] = [new AbortController(), new AbortController()];
    const loads = [store.load('a', first.signal), store.load('a', second.signal)];
    const ends = Promise.allSettled(loads);
    first.abort();
    await expect(loads[0]).rejects.toThrow();
    expect(signals[0]?.aborted).toBe(false);
    second.abort();
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(signals[0]?.aborted).toBe(true);
    expect(store.problemOf('a')).toBeUndefined();
    // Wanted again, it is fetched again.
    void store.load('a', new AbortController().signal).catch(() => undefined);
    expect(signals).toHaveLength(2);
  });

  test('the least recently wanted images are closed when the budget is passed, never those on screen', async () => {
    const { store, closed } = setup();
    store.keep(['a']);
    for (const path of ['a', 'b', 'c', 'd', 'e']) await store.load(path);
    expect(closed).toEqual(['b', 'c']);
    expect(store.bytesHeld).toBe(3 * MEGAPIXEL_BYTES);
    store.keep(['e']);
    await store.load('f');
    expect(closed).toEqual(['b', 'c', 'a']);
    expect(store.peek('a')).toBeUndefined();
    expect(store.sizeOf('a')).toEqual({ width: 1000, height: 1000 });
    expect(store.sizeOf('never')).toBeUndefined();
  });

  test.each([
    ['missing.jpg', 'image.missing'],
    ['denied.jpg', 'file.unreadable'],
    ['empty.jpg', 'file.empty'],
    ['corrupt.jpg', 'image.corrupt'],
    ['offline.jpg', 'file.unreadable'],
  ])('%s is reported as %s with its path', async (path, code) => {
    const { store } = setup({
      'missing.jpg': () => new Response('', { status: 404 }),
      'denied.jpg': () => new Response('', { status: 500 }),
      'empty.jpg': () => new Response(''),
      'offline.jpg': () => {
        throw new TypeError('Failed to fetch');
      },
    });
    await expect(store.load(path)).rejects.toMatchObject({ problem: { code, path } });
    expect(store.problemOf(path)).toMatchObject({ code, path });
  });

  test('a failed image is tried again when it is wanted again', async () => {
    let attempts = 0;
    const { store } = setup({
      'late.jpg': () => (++attempts === 1 ? new Response('', { status: 404 }) : new Response('late.jpg')),
    });
    await expect(store.load('late.jpg')).rejects.toThrow();
    await store.load('late.jpg');
    expect(store.problemOf('late.jpg')).toBeUndefined();
  });

  test('disposing closes everything', async () => {
    const { store, closed } = setup();
    await store.load('a');
    await store.load('b');
    store.dispose();
    expect(closed).toEqual(['a', 'b']);
    expect(store.bytesHeld).toBe(0);
  });
});
