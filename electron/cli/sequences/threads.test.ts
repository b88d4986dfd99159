import { afterEach, expect, test } from 'vitest';
import type { Sequence } from '#shared/dataset/dataset.ts';
import { Threads, type ThreadStart } from './threads.ts';

/** A thread that does what the name of a sequence says. */
const ENTRY = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ sequence: { name } }) => {
      if (name === 'fails') parentPort.postMessage({ failure: 'no room' });
      else if (name === 'throws') throw new Error('a mistake');
      else if (name === 'ends') process.exit(3);
      else if (name === 'hangs') for (;;);
      else {
        parentPort.postMessage({ frames: 2 });
        setTimeout(() => parentPort.postMessage({ part: name + '.part' }), name === 'slow' ? 60 : 0);
      }
    });
  `)}`,
);

let threads: Threads;
afterEach(() => threads.end());

function start(count: number): Threads {
  const labelFiles = new Map<string, boolean>();
  const tell = (one: Sequence) => ({ sequence: one, labelFiles, imageCalibrations: new Map() });
  threads = new Threads(ENTRY, count, { parts: '' } as ThreadStart, tell);
  return threads;
}

function sequence(name: string): Sequence {
  return { id: `the ${name} one`, name, lidars: [], cameras: [], frames: [] };
}

test('each makes one part at a time, and the next is given to whoever is done', async () => {
  start(2);
  const order: string[] = [];
  let frames = 0;
  const parts = ['slow', 'a', 'b', 'c'].map(async (name) => {
    const part = await threads.part(sequence(name), (count) => (frames += count));
    order.push(part);
    return part;
  });
  expect(await Promise.all(parts)).toEqual(['slow.part', 'a.part', 'b.part', 'c.part']);
  expect([order.length, frames]).toEqual([4, 8]);
});

test('what cannot be made is named, and the others are', async () => {
  start(1);
  const [failed, made] = await Promise.allSettled(
    ['fails', 'a'].map((name) => threads.part(sequence(name), () => {})),
  );
  expect(failed).toMatchObject({ reason: new Error('the fails one: no room') });
  expect(made).toMatchObject({ value: 'a.part' });
});

test.each([
  ['throws', 'the throws one: a mistake'],
  ['ends', 'the ends one: a thread ended with code 3'],
])('a thread that %s ends all, with the name of what it was at', async (name, message) => {
  start(1);
  const results = await Promise.allSettled([name, 'a'].map((each) => threads.part(sequence(each), () => {})));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(results[0]).toMatchObject({ reason: new Error(message) });
  await expect(threads.part(sequence('a'), () => {})).rejects.toThrow(message);
});

test('they are ended at once, whatever they do', async () => {
  start(2);
  const parts = ['hangs', 'hangs', 'a'].map((name) => threads.part(sequence(name), () => {}));
  const settled = Promise.allSettled(parts);
  await threads.end(new Error('enough'));
  expect(await settled).toMatchObject(parts.map(() => ({ reason: new Error('enough') })));
});
