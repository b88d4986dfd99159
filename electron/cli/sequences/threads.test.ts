import { afterEach, expect, test } from 'vitest';
import { Threads } from './threads.ts';

/** A thread that does what the name of a sequence says. */
const ENTRY = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort, workerData } from 'node:worker_threads';
    parentPort.on('message', ({ name }) => {
      if (name === 'fails') parentPort.postMessage({ failure: 'no room' });
      else if (name === 'throws') throw new Error('a mistake');
      else if (name === 'ends') process.exit(3);
      else if (name === 'hangs') for (;;);
      else if (name === 'obeys') {
        const asked = setInterval(() => {
          if (Atomics.load(workerData.stop, 0) === 0) return;
          clearInterval(asked);
          Atomics.store(workerData.tidied, 0, 1);
          parentPort.postMessage({ failure: 'ended' });
        }, 20);
      }
      else {
        parentPort.postMessage({ frames: 2 });
        setTimeout(() => parentPort.postMessage({ part: name + '.part' }), name === 'slow' ? 60 : 0);
      }
    });
  `)}`,
);

interface Item {
  readonly id: string;
  readonly name: string;
}

/** Set by the thread that obeys. */
const tidied = new Int32Array(new SharedArrayBuffer(4));

let threads: Threads<Item, string>;
afterEach(() => threads.end());

const tellOf = ({ name }: Item) => ({ name });

function start(count: number, isPatient = false): void {
  threads = new Threads({ entry: ENTRY, count, start: { tidied }, tellOf, isPatient });
}

function item(name: string): Item {
  return { id: `the ${name} one`, name };
}

test('each makes one part at a time, and the next is given to whoever is done', async () => {
  start(2);
  const order: string[] = [];
  let frames = 0;
  const parts = ['slow', 'a', 'b', 'c'].map(async (name) => {
    const part = await threads.part(item(name), (count) => (frames += count));
    order.push(part);
    return part;
  });
  expect(await Promise.all(parts)).toEqual(['slow.part', 'a.part', 'b.part', 'c.part']);
  expect([order.length, frames]).toEqual([4, 8]);
});

test('what cannot be made is named, and the others are', async () => {
  start(1);
  const [failed, made] = await Promise.allSettled(
    ['fails', 'a'].map((name) => threads.part(item(name), () => {})),
  );
  expect(failed).toMatchObject({ reason: new Error('the fails one: no room') });
  expect(made).toMatchObject({ value: 'a.part' });
});

test.each([
  ['throws', 'the throws one: a mistake'],
  ['ends', 'the ends one: a thread ended with code 3'],
])('a thread that %s ends all, with the name of what it was at', async (name, message) => {
  start(1);
  const results = await Promise.allSettled([name, 'a'].map((each) => threads.part(item(each), () => {})));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(results[0]).toMatchObject({ reason: new Error(message) });
  await expect(threads.part(item('a'), () => {})).rejects.toThrow(message);
});

test('they are ended at once, whatever they do', async () => {
  start(2);
  const parts = ['hangs', 'hangs', 'a'].map((name) => threads.part(item(name), () => {}));
  const settled = Promise.allSettled(parts);
  await threads.end(new Error('enough'));
  expect(await settled).toMatchObject(parts.map(() => ({ reason: new Error('enough') })));
});

test('patient ones are ended once what they do is over', async () => {
  start(2, true);
  const settled = Promise.allSettled(['obeys', 'a'].map((name) => threads.part(item(name), () => {})));
  await threads.part(item('b'), () => {});
  await Promise.all([threads.end(new Error('enough')), threads.end()]);
  expect(tidied[0]).toBe(1);
  expect((await settled)[0]).toMatchObject({ reason: new Error('enough') });
});
