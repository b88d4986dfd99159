import { expect, test } from 'vitest';
import { neighbourSizes } from './neighbourSizes.ts';
import { relativeVelocities, type Moment } from './relativeVelocities.ts';
import { object, uuid } from './testing/street.ts';

const at = (x: number, timeSeconds: number | undefined): Moment => ({
  objects: [object(1, [x, 2, 0], 0)],
  timeSeconds,
});

function velocity(...moments: Parameters<typeof relativeVelocities>): unknown {
  return relativeVelocities(...moments).get(uuid(1));
}

function sized(length: number): Moment {
  return { objects: [{ trackId: uuid(1), cuboid: { centre: [0, 0, 0], size: [length, 2, 1] } }] };
}

test('from the frame before to the one after, else from or to this one', () => {
  expect(velocity(at(0, 0), at(4, 0.5), at(10, 1))).toEqual([10, 0, 0]);
  expect(velocity(undefined, at(4, 0.5), at(10, 1))).toEqual([12, 0, 0]);
  expect(velocity(at(0, 0), at(4, 0.5), undefined)).toEqual([8, 0, 0]);
});

test('nothing where times are not known, stand still or lie far apart', () => {
  for (const times of [
    [undefined, 0.5],
    [0, undefined],
    [1, 1],
    [0, 60],
    [1, 0],
  ]) {
    expect(relativeVelocities(at(0, times[0]), at(4, times[1]), undefined).size).toBe(0);
  }
  expect(relativeVelocities(undefined, at(Number.NaN, 0), at(1, 0.1)).size).toBe(0);
});

test('sizes are the mean of both neighbours, without what is no size', () => {
  expect(neighbourSizes(sized(4), sized(5)).get(uuid(1))).toEqual([4.5, 2, 1]);
  expect(neighbourSizes(undefined, sized(5)).get(uuid(1))).toEqual([5, 2, 1]);
  expect(neighbourSizes(sized(Number.NaN), sized(5)).get(uuid(1))).toEqual([5, 2, 1]);
});
