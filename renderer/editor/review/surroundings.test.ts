import { describe, expect, test } from 'vitest';
import type { Moment } from '#shared/quality/agreement/relativeVelocities.ts';
import { Surroundings } from './surroundings.ts';

const TRACK = 'a';

function momentAt(timeSeconds: number, x: number, length = 4): Moment {
  return {
    timeSeconds,
    objects: [{ trackId: TRACK, cuboid: { centre: [x, 0, 0], size: [length, 2, 1.5] } }],
  };
}

describe('what the frames on both sides tell', () => {
  test('is how objects move and how large they are there', () => {
    const surroundings = new Surroundings();
    const moments = [momentAt(0, 0, 4), momentAt(0.5, 9), momentAt(1, 10, 5)];
    for (const [index, moment] of moments.entries()) surroundings.set(index, moment);
    const { velocities, sizes } = surroundings.of(1, moments[1]!);
    expect(velocities.get(TRACK)).toEqual([10, 0, 0]);
    expect(sizes.get(TRACK)).toEqual([4.5, 2, 1.5]);
  });

  test('comes from the nearest that has objects', () => {
    const surroundings = new Surroundings();
    surroundings.set(0, momentAt(0, 0));
    surroundings.set(1, { objects: [], timeSeconds: 0.5 });
    const here = momentAt(1, 3);
    surroundings.set(2, here);
    expect(surroundings.of(2, here).velocities.get(TRACK)).toEqual([3, 0, 0]);
  });

  test('is what they are now, not what they were', () => {
    const surroundings = new Surroundings();
    const here = momentAt(1, 3);
    surroundings.set(0, momentAt(0, 0));
    surroundings.set(1, here);
    surroundings.set(0, momentAt(0, 1, 6));
    const { velocities, sizes } = surroundings.of(1, here);
    expect(velocities.get(TRACK)).toEqual([2, 0, 0]);
    expect(sizes.get(TRACK)).toEqual([6, 2, 1.5]);
  });

  test('is nothing of the only frame', () => {
    const surroundings = new Surroundings();
    const here = momentAt(0, 0);
    surroundings.set(0, here);
    const { velocities, sizes } = surroundings.of(0, here);
    expect([velocities.size, sizes.size]).toEqual([0, 0]);
  });
});
