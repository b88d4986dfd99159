import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryRotation, arbitraryVec3 } from '../../../testing/geometryArbitraries.ts';
import { standingVehicle } from '../../../testing/standingVehicle.ts';
import { transformCuboid, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { PlacedCuboid, SequenceMotion } from './sequenceMotion.ts';
import { trackMotion } from './trackMotion.ts';

const FRAMES = 30;
const STEP = 0.1;

/** A world of any axes, and a vehicle that goes about in it. */
const worlds = fc
  .record({ rotation: arbitraryRotation, translation: arbitraryVec3(1000), speed: arbitraryNumber(0, 20) })
  .map(({ rotation, translation, speed }): SequenceMotion => {
    const worldFromLevel: RigidTransform = { rotation: toMatrix3(rotation), translation };
    return {
      times: Array.from({ length: FRAMES }, (_, i) => i * STEP),
      isTimed: true,
      worldFromLabel: Array.from({ length: FRAMES }, (_, i) => {
        const turned = toMatrix3(fromYaw(0.3 * i * STEP));
        return composeTransforms(worldFromLevel, { rotation: turned, translation: [speed * i * STEP, 0, 0] });
      }),
      worlds: Array.from({ length: FRAMES }, () => 0),
      poses: 'dataset',
    };
  });

/** Over its own level ground, by time in seconds. */
type Way = (time: number) => { readonly x: number; readonly y: number; readonly yaw: number };

/** Where the world, seen from its own level ground, has the object; in the label frame of each frame. */
function seen(motion: SequenceMotion, at: Way): PlacedCuboid[] {
  const [first] = motion.worldFromLabel;
  return motion.times.map((time, index) => {
    const { x, y, yaw } = at(time);
    const level: Cuboid = { centre: [x, y, 0.8], size: [4, 2, 1.6], rotation: fromYaw(yaw) };
    const world = transformCuboid(first!, level);
    return { index, cuboid: transformCuboid(invertTransform(motion.worldFromLabel[index]!), world) };
  });
}

const still = standingVehicle(FRAMES, STEP);

const straight: Way = (t) => ({ x: 10 * t, y: 0, yaw: 0 });
const braking: Way = (t) => ({ x: 20 * t - 2 * t * t, y: 0, yaw: 0 });
const accelerated: Way = (t) => ({ x: t * t, y: 0, yaw: 0 });

describe('in a world of any axes', () => {
  test('what goes straight on has its speed in every frame, whatever the vehicle does', () => {
    fc.assert(
      fc.property(worlds, arbitraryNumber(0, 30), arbitraryNumber(-3, 3), (motion, speed, yaw) => {
        const path: Way = (t) => ({
          x: speed * t * Math.cos(yaw),
          y: speed * t * Math.sin(yaw),
          yaw,
        });
        const { relativeTo, samples } = trackMotion(motion, seen(motion, path));
        expect(relativeTo).toBe('world');
        for (const sample of samples) {
          expect(sample.speed).toBeCloseTo(speed, 6);
          expect(sample.acceleration).toBeCloseTo(0, 5);
          expect(sample.yawRate).toBeCloseTo(0, 6);
        }
      }),
    );
  });

  const rates = arbitraryNumber(-1.5, 1.5).filter((rate) => Math.abs(rate) > 0.01);
  test('what turns steadily has its yaw rate, counter-clockwise positive, past π as well', () => {
    fc.assert(
      fc.property(worlds, rates, arbitraryNumber(2, 15), (motion, rate, speed) => {
        const path: Way = (t) => {
          // An arc that begins at 3 rad, a little before π.
          const yaw = 3 + rate * t;
          const radius = speed / rate;
          return {
            x: radius * (Math.sin(yaw) - Math.sin(3)),
            y: radius * (Math.cos(3) - Math.cos(yaw)),
            yaw,
          };
        };
        for (const sample of trackMotion(motion, seen(motion, path)).samples.slice(1, -1)) {
          expect(sample.yawRate).toBeCloseTo(rate, 6);
          // Over two steps the chord is shorter than the arc by their angle's sine.
          expect(Math.abs(sample.speed! - speed)).toBeLessThan(0.005 * speed);
        }
      }),
    );
  });

  test('what brakes evenly slows down by that', () => {
    const { samples } = trackMotion(still, seen(still, braking));
    expect(samples[0]!.acceleration).toBeLessThan(0);
    for (const { index, speed, acceleration } of samples.slice(2, -2)) {
      expect(speed).toBeCloseTo(20 - 4 * index * STEP, 9);
      expect(acceleration).toBeCloseTo(-4, 6);
    }
  });
});

test('frames may come in any order', () => {
  const placed = seen(still, straight);
  fc.assert(
    fc.property(fc.shuffledSubarray(placed, { minLength: placed.length }), (shuffled) => {
      expect(trackMotion(still, shuffled)).toEqual(trackMotion(still, placed));
    }),
  );
});

test('where frames are missing, neighbours within a second tell, unevenly far as they are', () => {
  const placed = seen(still, accelerated).filter(({ index }) => ![3, 4, 5, 6].includes(index));
  const { samples } = trackMotion(still, placed);
  // Exact for a parabola, however uneven the steps.
  expect(samples.find(({ index }) => index === 7)!.speed).toBeCloseTo(1.4, 9);
});

test('across a longer gap nothing is said', () => {
  const placed = seen(still, straight).filter(({ index }) => index < 4 || index > 15);
  const jumping = placed.map((one) =>
    one.index < 4 ? one : { ...one, cuboid: { ...one.cuboid, centre: [one.index, 50, 0.8] as const } },
  );
  for (const { speed } of trackMotion(still, jumping).samples) expect(speed).toBeCloseTo(10, 9);
  const alone = trackMotion(still, [placed[0]!, placed.at(-1)!]);
  expect(alone.samples.map(({ speed, yawRate }) => [speed, yawRate])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('without poses all is relative to the vehicle, and said to be', () => {
  const motion = { ...still, worldFromLabel: still.times.map(() => undefined) };
  const { relativeTo, samples } = trackMotion(motion, seen(still, straight));
  expect([relativeTo, samples.length]).toEqual(['vehicle', FRAMES]);
  expect(samples[5]!.speed).toBeCloseTo(10, 9);
});

test('frames whose pose is missing among others that have one are left out', () => {
  const worldFromLabel = still.worldFromLabel.map((pose, index) => (index === 5 ? undefined : pose));
  const { relativeTo, samples } = trackMotion({ ...still, worldFromLabel }, seen(still, straight));
  expect([relativeTo, samples.some(({ index }) => index === 5)]).toEqual(['world', false]);
});

test('without times there is no speed', () => {
  const motion = { ...still, times: still.times.map((_, index) => index), isTimed: false };
  const { isTimed, samples } = trackMotion(motion, seen(still, straight));
  expect(isTimed).toBe(false);
  expect(samples.every(({ speed, yawRate }) => speed === undefined && yawRate === undefined)).toBe(true);
});

test('a track of one frame, or of none', () => {
  expect(trackMotion(still, []).samples).toEqual([]);
  expect(trackMotion(still, seen(still, straight).slice(0, 1)).samples).toEqual([
    { index: 0, speed: undefined, acceleration: undefined, yawRate: undefined },
  ]);
});
