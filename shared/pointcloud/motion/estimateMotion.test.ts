import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import type { Cuboid } from '../../geometry/cuboid.ts';
import { fromEulerXyz, fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import {
  composeTransforms,
  IDENTITY_TRANSFORM,
  invertTransform,
  type RigidTransform,
} from '../../geometry/rigidTransform.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { buildCloud, type PointCloud } from '../cloud.ts';
import { estimateMotion, type MotionEstimate } from './estimateMotion.ts';
import { prepareMotionSweep } from './motionSweep.ts';
import { boxSides, CORRIDOR, PLANE, RIBS, STREET, sweepOf, TUNNEL } from './testing/motionScenes.ts';
import { motionError } from './testing/motionError.ts';

const DEGREE = Math.PI / 180;

/** What a vehicle does in half a second. */
const arbitraryMotion: fc.Arbitrary<RigidTransform> = fc
  .tuple(
    ...[6, 6, 0.2].map((reach) => arbitraryNumber(-reach, reach)),
    ...[1, 1, 10].map((degrees) => arbitraryNumber(-degrees * DEGREE, degrees * DEGREE)),
  )
  .map(([x, y, z, roll, pitch, yaw]) => motion([x!, y!, z!], [roll!, pitch!, yaw!]));

function motion(translation: Vec3, [roll, pitch, yaw]: Vec3 = [0, 0, 0]): RigidTransform {
  return { rotation: toMatrix3(fromEulerXyz(roll, pitch, yaw)), translation };
}

function between(earlier: PointCloud, later: PointCloud, guess?: RigidTransform): MotionEstimate {
  return estimateMotion(prepareMotionSweep(earlier), prepareMotionSweep(later), guess);
}

/** The motion found; fails the test where there is none. */
function found(estimate: MotionEstimate): RigidTransform {
  if (estimate.verdict === 'failed') throw new Error(`failed: ${estimate.reason}`);
  return estimate.earlierFromLater;
}

function cloudOfColumns(points: readonly Vec3[]): PointCloud {
  const column = (axis: 0 | 1 | 2): Float64Array => Float64Array.from(points, (point) => point[axis]);
  return buildCloud({ x: column(0), y: column(1), z: column(2) });
}

const NOTHING: RigidTransform = { rotation: [0, 0, 0, 0, 0, 0, 0, 0, 0], translation: [0, 0, 0] };

/** As large as a van. */
function vanAt(x: number, y: number): Cuboid {
  return { centre: [x, y, 1.2], size: [7, 2.4, 2.4], rotation: fromYaw(0) };
}

const first = sweepOf(STREET, IDENTITY_TRANSFORM);

describe('a street', () => {
  test('any motion of half a second is found to 3 cm and 0.1°, and is good', () => {
    fc.assert(
      fc.property(arbitraryMotion, fc.integer({ min: 2, max: 99 }), (truth, seed) => {
        const estimate = between(first, sweepOf(STREET, truth, { seed }));
        expect(estimate.verdict).toBe('good');
        const error = motionError(found(estimate), truth);
        expect(error.metres).toBeLessThan(0.03);
        expect(error.degrees).toBeLessThan(0.1);
      }),
      { numRuns: 6 },
    );
  });

  test('the other way round it is the inverse', () => {
    fc.assert(
      fc.property(arbitraryMotion, (truth) => {
        const second = sweepOf(STREET, truth, { seed: 5 });
        const there = found(between(first, second));
        const back = found(between(second, first));
        const error = motionError(composeTransforms(there, back), IDENTITY_TRANSFORM);
        expect(error.metres).toBeLessThan(0.03);
        expect(error.degrees).toBeLessThan(0.1);
      }),
      { numRuns: 3 },
    );
  });

  test('far from the origin of the label frame, as in world coordinates, it is found as well', () => {
    const streetFromLabel = motion([-512_345.6, -5_403_210.9, -480]);
    const moved = motion([2, 0.3, 0], [0, 0, 4 * DEGREE]);
    const earlier = sweepOf(STREET, streetFromLabel);
    const later = sweepOf(STREET, composeTransforms(moved, streetFromLabel), { seed: 3 });
    const truth = composeTransforms(
      invertTransform(streetFromLabel),
      composeTransforms(moved, streetFromLabel),
    );
    const error = motionError(found(between(earlier, later)), truth, later.bounds.min);
    expect(error.metres).toBeLessThan(0.05);
  });

  test('farther than is searched it fails, and with the motion before as a guess it is found', () => {
    const truth = motion([22, 1, 0], [0, 0, 3 * DEGREE]);
    const second = sweepOf(STREET, truth, { seed: 8 });
    expect(between(first, second).verdict).toBe('failed');
    const guessed = found(between(first, second, motion([21, 0, 0])));
    expect(motionError(guessed, truth).metres).toBeLessThan(0.03);
  });

  test('a guess that is wrong, or no transform, is let go', () => {
    const truth = motion([1, 0, 0]);
    const second = sweepOf(STREET, truth, { seed: 8 });
    for (const guess of [motion([-9, 4, 0]), motion([Number.NaN, 0, 0]), NOTHING])
      expect(motionError(found(between(first, second, guess)), truth).metres).toBeLessThan(0.03);
  });
});

describe('traffic', () => {
  const truth = motion([2, 0, 0]);
  /** Cars that go along, as on a motorway: in the label frame they stand still. */
  const placed = [-30, -18, -6, 6, 18, 30].flatMap((x) => [vanAt(x, 4), vanAt(x, -4)]);
  const streetAt = (metres: number, seed: number) =>
    sweepOf(
      [
        ...STREET,
        ...placed.map(({ centre: [x, y, z], ...box }) => boxSides({ ...box, centre: [x + metres, y, z] })),
      ],
      motion([metres, 0, 0]),
      { seed, count: 20_000 },
    );

  test('that goes along with the vehicle does not pull: it is outweighed, or left out as labelled', () => {
    const [earlier, later] = [streetAt(0, 1), streetAt(2, 2)];
    const weighed = between(earlier, later);
    const leftOut = estimateMotion(prepareMotionSweep(earlier, placed), prepareMotionSweep(later, placed));
    expect(motionError(found(weighed), truth).metres).toBeLessThan(0.05);
    expect(motionError(found(leftOut), truth).metres).toBeLessThan(0.03);
    expect(leftOut.verdict).toBe('good');
    expect(leftOut.quality!.inlierFraction).toBeGreaterThan(weighed.quality!.inlierFraction);
  });
});

describe('sweeps that do not tell', () => {
  const still = IDENTITY_TRANSFORM;
  const step = motion([1, 0, 0]);

  test.each([
    ['a road between walls', CORRIDOR],
    ['a tunnel', TUNNEL],
  ])('%s: unobservable, along it', (_name, surfaces) => {
    const estimate = between(sweepOf(surfaces, still), sweepOf(surfaces, step, { seed: 2 }));
    expect(estimate).toMatchObject({ verdict: 'failed', reason: 'unobservable' });
    const { kind, direction, share } = estimate.quality!.weakest;
    expect(kind).toBe('shift');
    expect(Math.abs(direction[0])).toBeGreaterThan(0.99);
    expect(share).toBeLessThan(0.001);
  });

  test('a plane: unobservable', () => {
    const estimate = between(sweepOf([PLANE], still), sweepOf([PLANE], step, { seed: 2 }));
    expect(estimate).toMatchObject({ verdict: 'failed', reason: 'unobservable' });
    expect(estimate.quality!.weakest.share).toBeLessThan(0.001);
  });

  test('ribs that look alike: ambiguous', () => {
    const estimate = between(sweepOf(RIBS, still), sweepOf(RIBS, step, { seed: 2 }));
    expect(estimate).toMatchObject({ verdict: 'doubtful', reason: 'ambiguous' });
  });

  test('other places: little agreement', () => {
    const other = sweepOf(STREET, motion([38, 30, 0], [0, 0, 2]), { seed: 3 });
    expect(between(first, other)).toMatchObject({ verdict: 'failed' });
  });

  const point: Vec3 = [3, 4, 5];
  test.each([
    ['no points', []],
    ['one point', [point]],
    ['the same point over and over', Array.from({ length: 5000 }, () => point)],
    ['a line', Array.from({ length: 5000 }, (_, i): Vec3 => [i * 0.01, 0, 0])],
    [
      'points all over space',
      Array.from({ length: 999 }, (_, i): Vec3 => [1e30 * Math.sin(i), 1e35 * Math.cos(i), i]),
    ],
  ])('%s: too few surfaces', (_name, points) => {
    const cloud = cloudOfColumns(points);
    for (const [a, b] of [
      [cloud, cloud],
      [cloud, first],
      [first, cloud],
    ] as const)
      expect(between(a, b)).toEqual({ verdict: 'failed', reason: 'fewSurfaces' });
  });

  test('whatever the points and the guess, it answers, and of noise never that it is good', () => {
    const coordinate = fc.oneof(
      arbitraryNumber(-5, 5),
      arbitraryNumber(-300, 300),
      arbitraryNumber(-1e12, 1e12),
    );
    const cloud = fc
      .array(fc.tuple(coordinate, coordinate, coordinate), { maxLength: 400 })
      .map((points) => cloudOfColumns(points));
    fc.assert(
      fc.property(cloud, cloud, fc.double(), (a, b, x) => {
        expect(between(a, b, motion([x, x, 0])).verdict).not.toBe('good');
      }),
      { numRuns: 30 },
    );
  });
});
