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

function keptOf(frames: readonly number[]): { readonly kept: readonly string[]; readonly made: number } {
  const keeper = new SampleKeeper();
  let made = 0;
  for (const frame of frames) {
    keeper.startFrame(street({ id: `frame ${frame}`, index: frame }));
    for (let i = 0; i < 40; i++) {
      keeper.offer('front', `frame ${frame}`, uuid(i), () => {
        made++;
        return sample(frame, uuid(i));
      });
    }
  }
  const [[, samples] = ['', []]] = keeper.cameras();
  return { kept: samples.map(({ frameId, objectId }) => `${frameId} ${objectId}`), made };
}

test('of many samples the same few are kept, in whatever order they come, and few more are ever made', () => {
  const frames = Array.from({ length: 100 }, (_, i) => i);
  const { kept, made } = keptOf(frames);
  expect(kept).toHaveLength(600);
  expect(made).toBeLessThan(2500);
  expect(new Set(kept.map((key) => key.split(' ')[1])).size).toBeGreaterThan(90);
  expect(keptOf(frames.toReversed()).kept).toEqual(kept);
});

test('a velocity is that between the frames next to it, as far as they were seen', () => {
  const keeper = new SampleKeeper();
  for (const index of [2, 0, 1]) {
    const objects = [object(1, [3 * index, 0, 0], 0)];
    keeper.startFrame(street({ id: `${index}`, index, timeSeconds: index / 2, objects }));
  }
  expect(keeper.velocityOf({ index: 1, trackId: uuid(1) })).toEqual([6, 0, 0]);
  expect(keeper.velocityOf({ index: 2, trackId: uuid(1) })).toEqual([6, 0, 0]);
  expect(keeper.velocityOf({ index: 1, trackId: uuid(2) })).toBeUndefined();
});
