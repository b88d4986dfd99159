import { describe, expect, test, vi } from 'vitest';
import { settled } from '#renderer/editor/testing/settled.ts';
import { thumbnailSlots } from './thumbnailSlots.ts';
import { ThumbnailStore } from './thumbnailStore.ts';

describe('places of small pictures', () => {
  test('each over the frames that it stands for, and none beyond the last', () => {
    const slots = thumbnailSlots({ first: 0, perFrame: 10 }, 800, 80, 78);
    expect(slots).toHaveLength(10);
    expect(slots[0]).toEqual({ index: 4, left: 0, width: 80 });
    expect(slots.at(-1)).toEqual({ index: 76, left: 720, width: 80 });
    expect(thumbnailSlots({ first: 0, perFrame: 10 }, 800, 3, 78)).toEqual([
      { index: 1, left: 0, width: 30 },
    ]);
  });

  test('they stay at their frames when the window is moved', () => {
    const before = thumbnailSlots({ first: 0, perFrame: 10 }, 800, 500, 78);
    const after = thumbnailSlots({ first: 3, perFrame: 10 }, 800, 500, 78);
    expect(after.slice(0, 10).map(({ index }) => index)).toEqual(before.map(({ index }) => index));
    expect(after[0]!.left).toBe(-30);
  });

  test('wide frames have one each', () => {
    expect(thumbnailSlots({ first: 0, perFrame: 200 }, 800, 4, 78).map(({ index }) => index)).toEqual([
      0, 1, 2, 3,
    ]);
  });
});

function setUp() {
  const asked: string[] = [];
  const aborted: string[] = [];
  const release = new Map<string, () => void>();
  const closed: string[] = [];
  const store = new ThumbnailStore({
    fetchFile: (path, signal) => {
      asked.push(path);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.push(path);
          reject(new Error('aborted'));
        });
        release.set(path, () => resolve(new Response(path)));
      });
    },
    decode: async (blob) => {
      const name = await blob.text();
      return { width: 160, height: 88, close: () => closed.push(name) };
    },
    onChange: vi.fn<() => void>(),
  });
  return { store, asked, aborted, release, closed };
}

describe('small pictures', () => {
  test('a few at a time, and what is no longer wanted is given up', async () => {
    const { store, asked, aborted, release } = setUp();
    store.want(['a', 'b', 'c', 'd']);
    expect(asked).toEqual(['a', 'b']);
    release.get('a')?.();
    await settled();
    expect(store.get('a')?.width).toBe(160);
    expect(asked).toEqual(['a', 'b', 'c']);
    store.want(['c', 'e']);
    await settled();
    expect(aborted).toEqual(['b']);
    expect(asked.at(-1)).toBe('e');
  });

  test('only so many are kept, and all are closed in the end', async () => {
    const { store, release, closed } = setUp();
    for (let n = 0; n < 310; n += 1) {
      store.want([`${n}`]);
      release.get(`${n}`)?.();
      await settled();
    }
    expect(store.kept).toBe(300);
    expect(closed).toHaveLength(10);
    store.dispose();
    expect(closed).toHaveLength(310);
  });
});
