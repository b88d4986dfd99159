import { expect, test } from 'vitest';
import { SampleKeeper } from './sampleKeeper.ts';
import type { SightSample } from './sightSample.ts';
import { object, street, uuid } from './testing/street.ts';

const NONE = [0, 0, 0, 0] as const;

function sample(frame: number, objectId: string): SightSample {
  return {
    frameId: `frame ${frame}`,
    index: frame,
    trackId: uuid(1),
    objectId,
    residual: NONE,
    turns: [NONE, NONE, NONE],
    shifts: [NONE, NONE, NONE],
    cameraFromLabel: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    rightPixels: 0,
    downPixels: 0,
  };
}

/** @param frames a negative number: the frame −n − 1 again, with nothing in it */
function keptOf(frames: readonly number[]): { readonly kept: readonly string[]; readonly made: number } {
  const keeper = new SampleKeeper();
  let made = 0;
  for (const number of frames) {
    const frame = number < 0 ? -number - 1 : number;
    const offers = Array.from({ length: number < 0 ? 0 : 40 }, (_, i) => ({
      objectId: uuid(i),
      trackId: uuid(1),
      source: {},
      make() {
        made++;
        return sample(frame, uuid(i));
      },
    }));
    keeper.set(street({ id: `frame ${frame}`, index: frame }), new Map([['front', offers]]));
  }
  const [[, samples] = ['', []]] = keeper.cameras();
  return { kept: samples.map(({ sample: { frameId, objectId } }) => `${frameId} ${objectId}`), made };
}

test('of many samples the same few count, in whatever order they come, and no others are ever made', () => {
  const frames = Array.from({ length: 100 }, (_, i) => i);
  const { kept, made } = keptOf(frames);
  expect(kept).toHaveLength(600);
  expect(made).toBe(600);
  expect(new Set(kept.map((key) => key.split(' ')[1])).size).toBeGreaterThan(90);
  expect(keptOf(frames.toReversed()).kept).toEqual(kept);
});

test('frames that are added again without some of it leave what would be there without them', () => {
  const frames = Array.from({ length: 60 }, (_, i) => i);
  const edited = keptOf([...frames, ...frames.slice(0, 20).map((frame) => -frame - 1)]);
  expect(edited.kept).toEqual(keptOf(frames.slice(20)).kept);
});

test('a velocity is that between the frames next to it, as far as they were seen', () => {
  const keeper = new SampleKeeper();
  for (const index of [2, 0, 1]) {
    const objects = [object(1, [3 * index, 0, 0], 0)];
    const offers = [1, 2].map((n) => {
      const seen = { ...sample(index, uuid(n)), trackId: uuid(n) };
      return { objectId: uuid(n), trackId: uuid(n), source: seen, make: () => seen };
    });
    const frame = street({ id: `frame ${index}`, index, timeSeconds: index / 2, objects });
    keeper.set(frame, new Map([['front', offers]]));
  }
  const [[, samples] = ['', []]] = keeper.cameras();
  const velocityOf = (frame: number, n: number): unknown =>
    samples.find(({ sample: { index, trackId } }) => index === frame && trackId === uuid(n))?.velocity;
  expect(velocityOf(1, 1)).toEqual([6, 0, 0]);
  expect(velocityOf(2, 1)).toEqual([6, 0, 0]);
  expect(velocityOf(1, 2)).toBeUndefined();
});
