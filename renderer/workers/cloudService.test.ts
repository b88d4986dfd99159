import { afterEach, describe, expect, test, vi } from 'vitest';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { CloudService, type CloudServiceOptions } from './cloudService.ts';
import type { OpenSweep } from './cloudStore.ts';
import { blockFile, openFrom, requestFor } from './testing/fakeFiles.ts';
import { FakeWorker } from './testing/fakeWorker.ts';

const BLOCK = { centre: [5.45, 5.2, 0.7], size: [1.2, 0.8, 1], rotation: fromYaw(0) } as const;
const FILES = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${i}.pcd`, blockFile()]));

const services: CloudService[] = [];
afterEach(() => {
  for (const service of services.splice(0)) service.dispose();
});

function start({
  open = openFrom(FILES),
  ...changes
}: Partial<CloudServiceOptions> & { open?: OpenSweep } = {}) {
  const workers: FakeWorker[] = [];
  const service = new CloudService({
    createWorker: () => {
      const worker = new FakeWorker(open);
      workers.push(worker);
      return worker;
    },
    requestOf: (frameId) => requestFor(frameId, `${frameId}.pcd`),
    ...changes,
  });
  services.push(service);
  const loads = (): (readonly string[])[] =>
    workers.map((worker) => worker.calls.filter((call) => call.startsWith('load')));
  return { service, workers, loads };
}

/** File 1 arrives when told to, or never. */
function gated() {
  let isOpen = false;
  const gate = new EventTarget();
  const open: OpenSweep = async (source, headers, signal) => {
    if (source.path === '1.pcd' && !isOpen) {
      await new Promise<void>((resolve, reject) => {
        gate.addEventListener('open', () => resolve());
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    }
    return openFrom(FILES)(source, headers, signal);
  };
  const release = (): void => {
    isOpen = true;
    gate.dispatchEvent(new Event('open'));
  };
  return { open, release };
}

async function settled(check: () => void): Promise<void> {
  await vi.waitFor(check, { interval: 2 });
}

describe('loading', () => {
  test('what is given up is dropped, too: the worker may have been done before it heard of that', async () => {
    const { open, release } = gated();
    const { service, workers } = start({ open });
    const abort = new AbortController();
    const loading = service.load('1', abort.signal);
    await settled(() => expect(workers[0]?.calls).toContain('load 1'));
    abort.abort();
    await expect(loading).rejects.toThrow();
    expect(workers[0]?.calls.slice(-2)).toEqual(['cancel', 'drop 1']);
    release();
    await service.load('2');
    await settled(() => expect(service.workerBytes()[0]).toBeGreaterThan(0));
  });

  test('asks once, and answers from memory after that', async () => {
    const { service, loads } = start();
    const [first, second] = await Promise.all([service.load('0'), service.load('0')]);
    expect(second).toBe(first);
    expect(await service.load('0')).toBe(first);
    expect(loads().flat()).toEqual(['load 0']);
  });

  test('the next frame goes to the worker that does not hold the one on screen', async () => {
    const { service, loads } = start();
    await service.load('0');
    await service.load('1');
    await service.load('2');
    expect(loads()).toEqual([['load 0', 'load 2'], ['load 1']]);
  });

  test('is told of a bad file beside an empty cloud, and asks again at the next visit', async () => {
    const files: Record<string, Uint8Array> = { '1.pcd': blockFile() };
    const { service } = start({ open: openFrom(files) });
    expect((await service.load('0')).problems[0]?.code).toBe('file.missing');
    await service.load('1');
    files['0.pcd'] = blockFile();
    expect((await service.load('0')).pack.count).toBe(1800);
  });

  test('an aborted load rejects with the reason and stops the worker', async () => {
    const { open } = gated();
    const { service, workers } = start({ open });
    const controller = new AbortController();
    const load = service.load('1', controller.signal);
    await settled(() => expect(workers.flatMap(({ calls }) => calls)).toContain('load 1'));
    controller.abort(new Error('stepped on'));
    await expect(load).rejects.toThrow('stepped on');
    expect(workers.flatMap(({ calls }) => calls)).toContain('cancel');
  });

  test('a load that two wait for goes on when one of them gives up', async () => {
    const { open, release } = gated();
    const { service } = start({ open });
    const controller = new AbortController();
    const given = service.load('1', controller.signal);
    const kept = service.load('1');
    controller.abort(new Error('stepped on'));
    await expect(given).rejects.toThrow('stepped on');
    release();
    expect((await kept).pack.count).toBe(1800);
  });
});

describe('questions', () => {
  test('are answered for the frames at hand only', async () => {
    const { service } = start();
    expect(await service.countPoints('0', [BLOCK])).toBeUndefined();
    await service.load('0');
    expect(await service.countPoints('0', [BLOCK])).toEqual([200]);
    expect(await service.countPoints('7', [BLOCK])).toBeUndefined();
    const thin = await service.thinned('0', 500);
    expect(thin).toMatchObject({ of: 1800 });
    expect(thin!.thinned.count).toBeLessThanOrEqual(500);
    expect(await service.thinned('7', 500)).toBeUndefined();
    const ray = { origin: [5.4, 5.2, 10], direction: [0, 0, -1] } as const;
    expect((await service.pickPoint('0', ray, { radiusMetres: 0.3 }))?.distance).toBeLessThan(10);
  });

  test('the ground is that of the frame loaded last, and level before the first', async () => {
    const { service } = start();
    expect(service.groundHeight(3, 3)).toBe(0);
    await service.load('0');
    expect(service.groundHeight(3, 3)).toBeCloseTo(0, 1);
  });

  test('are answered while the other worker is still loading', async () => {
    const { open } = gated();
    const { service } = start({ open });
    await service.load('0');
    service.prefetch(['1']);
    expect(await service.countPoints('0', [BLOCK])).toEqual([200]);
  });
});

describe('prefetching', () => {
  test('takes three at most, beside the worker on screen, and is used by the load', async () => {
    const { service, loads } = start();
    await service.load('0');
    service.prefetch(['1', '2', '3', '4']);
    await settled(() => expect(loads()[1]).toEqual(['load 1', 'load 2', 'load 3']));
    await service.load('1');
    expect(loads().flat()).toHaveLength(4);
  });

  test('drops what is no longer wished for', async () => {
    const { open } = gated();
    const { service, workers } = start({ open });
    await service.load('0');
    service.prefetch(['1']);
    await settled(() => expect(workers[1]?.calls).toContain('load 1'));
    service.prefetch(['2']);
    expect(workers[1]?.calls).toContain('cancel');
  });

  test('does not begin what the limits would throw out again', async () => {
    const { service, loads } = start({ limits: { bytes: 100_000, frames: 5 } });
    await service.load('0');
    service.prefetch(['1', '2', '3']);
    await Promise.resolve();
    expect(loads().flat()).toEqual(['load 0']);
  });
});

describe('memory', () => {
  test('reaches a plateau at five frames', async () => {
    const { service } = start();
    const seen: number[] = [];
    for (let step = 0; step < 30; step++) {
      await service.load(String(step % 10));
      await Promise.resolve();
      seen.push(service.workerBytes().reduce((sum, bytes) => sum + bytes, 0));
    }
    await settled(() =>
      expect(service.workerBytes().reduce((sum, bytes) => sum + bytes, 0)).toBeGreaterThan(0),
    );
    expect(Math.max(...seen.slice(10))).toBeLessThanOrEqual(Math.max(...seen.slice(0, 10)));
    expect(Math.max(...seen)).toBeLessThanOrEqual(seen[0]! * 6);
  });

  test('of a pack goes back to the worker when its frame is let go', async () => {
    const { service, workers } = start({ limits: { bytes: 2 ** 30, frames: 3 } });
    const { pack } = await service.load('0');
    for (const frameId of ['1', '2', '3']) await service.load(frameId);
    await settled(() => expect(pack.data.byteLength).toBe(0));
    const given = workers
      .flatMap(({ requests }) => requests)
      .flatMap((request) =>
        request.kind === 'call' && request.method === 'drop' ? [request.input.packed?.byteLength ?? 0] : [],
      );
    expect(given).toHaveLength(1);
    expect(given[0]).toBeGreaterThanOrEqual(1800 * 8);
  });

  test('of a pack that may still be on screen stays with the page', async () => {
    const { service } = start({ limits: { bytes: 1, frames: 1 } });
    const { pack } = await service.load('0');
    await service.load('1');
    expect(await service.countPoints('0', [BLOCK])).toBeUndefined();
    expect(pack.data.byteLength).toBe(1800 * 8);
  });

  test('keeps what is on screen even where that alone is over the limit', async () => {
    const { service } = start({ limits: { bytes: 1, frames: 1 } });
    await service.load('0');
    await service.load('1');
    expect(await service.countPoints('1', [BLOCK])).toEqual([200]);
    expect(await service.countPoints('0', [BLOCK])).toBeUndefined();
  });
});

describe('a worker that dies', () => {
  test('is replaced, and the frame on screen comes back by itself', async () => {
    const onWorkerLost = vi.fn<() => void>();
    const { service, workers } = start({ onWorkerLost });
    await service.load('0');
    workers[0]!.die();
    expect(onWorkerLost).toHaveBeenCalledTimes(1);
    expect(workers).toHaveLength(3);
    expect(service.groundHeight(0, 0)).toBeCloseTo(0, 1);
    await vi.waitFor(async () => expect(await service.countPoints('0', [BLOCK])).toEqual([200]), {
      interval: 2,
    });
  });

  test('while loading: the load is tried once more', async () => {
    const { open, release } = gated();
    const { service, workers } = start({ open });
    const load = service.load('1');
    await settled(() => expect(workers[0]?.calls).toContain('load 1'));
    workers[0]!.die();
    release();
    expect((await load).pack.count).toBe(1800);
  });

  test('twice over one cloud: that cloud is reported and not tried again', async () => {
    const { open } = gated();
    const { service, workers } = start({ open });
    const load = service.load('1');
    await settled(() => expect(workers[0]?.calls).toContain('load 1'));
    workers[0]!.die();
    await settled(() => expect(workers[2]?.calls).toContain('load 1'));
    workers[2]!.die();
    const { problems, pack } = await load;
    expect([problems[0]?.code, problems[0]?.path, pack.count]).toEqual(['cloud.corrupt', '1.pcd', 0]);
  });
});
