import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { arbitraryNumber } from '../../../testing/geometryArbitraries.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';
import { standingVehicle } from '../../../testing/standingVehicle.ts';
import { openDataset } from '../../dataset/openDataset.ts';
import { labelFromBox, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw, multiply } from '../../geometry/quaternion.ts';
import { add, type Vec3 } from '../../geometry/vec3.ts';
import { sequenceMotion, type PlacedCuboid, type SequenceMotion } from './sequenceMotion.ts';
import { trackOutliers, type TrackOutlier } from './trackOutliers.ts';

function changed(
  placed: readonly PlacedCuboid[],
  index: number,
  change: (cuboid: Cuboid) => Cuboid,
): PlacedCuboid[] {
  return placed.map((one) => (one.index === index ? { ...one, cuboid: change(one.cuboid) } : one));
}

const moved =
  (by: Vec3) =>
  (cuboid: Cuboid): Cuboid => ({ ...cuboid, centre: labelFromBox(cuboid, by) });
const turned =
  (degrees: number) =>
  (cuboid: Cuboid): Cuboid => ({
    ...cuboid,
    rotation: multiply(cuboid.rotation, fromYaw((degrees * Math.PI) / 180)),
  });

function said(outliers: readonly TrackOutlier[]): readonly (readonly [string, number])[] {
  return outliers.map(({ reason, index }) => [reason, index]);
}

describe('the sample drive', () => {
  let motion: SequenceMotion;
  const tracks = new Map<string, PlacedCuboid[]>();

  beforeAll(async () => {
    const root = fileURLToPath(new URL('../../../samples/drive/', import.meta.url));
    motion = sequenceMotion((await openDataset(diskFolder(root))).sequences[0]!);
    sampleTruth().forEach(({ objects }, index) => {
      for (const { trackId, cuboid } of objects)
        tracks.set(trackId, [...(tracks.get(trackId) ?? []), { index, cuboid }]);
    });
  });

  /** Each track with its frames that have two neighbours on either side: with fewer nobody could tell which one is off. */
  const inner = (): (readonly [PlacedCuboid[], number])[] =>
    [...tracks.values()].flatMap((placed) => {
      const known = new Set(placed.map(({ index }) => index));
      return placed
        .filter(({ index }) => [-2, -1, 1, 2].every((by) => known.has(index + by)))
        .map(({ index }) => [placed, index] as const);
    });

  test('has none', () => {
    for (const placed of tracks.values()) expect(trackOutliers(motion, placed)).toEqual([]);
  });

  test('one frame that is half a metre off, to any side, is found, and no other', () => {
    expect(inner().length).toBeGreaterThan(200);
    for (const [placed, index] of inner()) {
      for (const by of [
        [0.5, 0, 0],
        [0, -0.5, 0],
      ] as const) {
        const found = trackOutliers(motion, changed(placed, index, moved(by)));
        expect(said(found)).toEqual([['off-path', index]]);
        expect(found[0]!.amount).toBeGreaterThan(0.4);
        expect(found[0]!.amount).toBeLessThan(0.6);
      }
    }
  });

  test('one frame that is turned by 20° is found, and no other', () => {
    for (const [placed, index] of inner()) {
      const found = trackOutliers(motion, changed(placed, index, turned(-20)));
      expect(said(found)).toEqual([['off-heading', index]]);
      expect((found[0]!.amount * 180) / Math.PI).toBeCloseTo(20, 0);
    }
  });

  test('one frame that faces the other way is found, and no other', () => {
    for (const [placed, index] of inner()) {
      const found = trackOutliers(motion, changed(placed, index, turned(180)));
      expect(said(found)).toEqual([['off-heading', index]]);
      expect(found[0]!.amount).toBeGreaterThan(3);
    }
  });
});

const FRAMES = 60;
const STEP = 0.1;
const level = standingVehicle(FRAMES, STEP);

function drive(speed: number, options: { yaw?: number; acceleration?: number } = {}): PlacedCuboid[] {
  const { yaw = 0, acceleration = 0 } = options;
  return level.times.map((time, index) => ({
    index,
    cuboid: {
      centre: [speed * time + (acceleration * time * time) / 2, 0, 0.8],
      size: [4, 2, 1.6],
      rotation: fromYaw(yaw),
    },
  }));
}

/** What hands do: some centimetres and degrees to any side, normally distributed (Box and Muller), by a seed. */
function shaken(
  placed: readonly PlacedCuboid[],
  metres: number,
  degrees: number,
  seed: number,
): PlacedCuboid[] {
  let state = seed;
  const random = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return (state + 1) / (2 ** 32 + 1);
  };
  const noise = (): number => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return placed.map(({ index, cuboid }) => ({
    index,
    cuboid: turned(degrees * noise())({
      ...cuboid,
      centre: add(cuboid.centre, [metres * noise(), metres * noise(), (metres / 3) * noise()]),
    }),
  }));
}

describe('ten frames a second', () => {
  test('the noise of hands is nothing, parked or driving', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.constantFrom(0, 3, 12), (seed, speed) => {
        expect(trackOutliers(level, shaken(drive(speed), 0.03, 1, seed))).toEqual([]);
      }),
    );
  });

  test('one frame that is off is found in the noise', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 3, max: FRAMES - 4 }), (seed, index) => {
        const placed = shaken(drive(10), 0.03, 1, seed);
        expect(said(trackOutliers(level, changed(placed, index, moved([0, 0.5, 0]))))).toEqual([
          ['off-path', index],
        ]);
        expect(said(trackOutliers(level, changed(placed, index, turned(20))))).toEqual([
          ['off-heading', index],
        ]);
      }),
    );
  });

  test('at either end as well', () => {
    for (const index of [0, 1, FRAMES - 2, FRAMES - 1]) {
      expect(said(trackOutliers(level, changed(drive(10), index, moved([0, 0.5, 0]))))).toEqual([
        ['off-path', index],
      ]);
    }
  });

  test('braking hard, and beginning to, is nothing', () => {
    expect(trackOutliers(level, drive(60, { acceleration: -8 }))).toEqual([]);
    const suddenly = drive(30).map(({ index, cuboid }) => {
      const late = Math.max(0, index - 30) * STEP;
      return { index, cuboid: moved([-4 * late * late, 0, 0])(cuboid) };
    });
    expect(trackOutliers(level, suddenly)).toEqual([]);
  });

  test('several frames that are off are all found', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 2, max: 14 }), { minLength: 1, maxLength: 4 }),
        arbitraryNumber(0.5, 3),
        (places, metres) => {
          const indexes = places.map((place) => place * 4 - 4).toSorted((a, b) => a - b);
          const off = indexes.reduce(
            (placed, index) => changed(placed, index, moved([0, metres, 0])),
            drive(10),
          );
          expect(said(trackOutliers(level, off))).toEqual(indexes.map((index) => ['off-path', index]));
        },
      ),
    );
  });

  test('a track that goes on elsewhere jumps, once', () => {
    const swapped = drive(10).map(({ index, cuboid }) => ({
      index,
      cuboid: index < 25 ? cuboid : moved([0, 3, 0])(cuboid),
    }));
    const found = trackOutliers(level, swapped);
    expect(said(found)).toEqual([['jump', 25]]);
    expect(found[0]!.amount).toBeCloseTo(3, 1);
  });

  test('frames that face against the motion are one finding, not one each, and not two turns as well', () => {
    const flipped = drive(10).map(({ index, cuboid }) => ({
      index,
      cuboid: index < 20 || index > 40 ? cuboid : turned(180)(cuboid),
    }));
    expect(trackOutliers(level, flipped)).toMatchObject([
      { reason: 'against-motion', index: 20, lastIndex: 40 },
    ]);
    expect(trackOutliers(level, drive(-10))).toMatchObject([
      { reason: 'against-motion', index: 0, lastIndex: FRAMES - 1 },
    ]);
  });

  test('backing into a place is nothing', () => {
    expect(trackOutliers(level, drive(-1.2))).toEqual([]);
  });

  test('relative to a vehicle nothing faces against its motion', () => {
    const motion = { ...level, worldFromLabel: level.times.map(() => undefined) };
    expect(trackOutliers(motion, drive(-10))).toEqual([]);
    expect(said(trackOutliers(motion, changed(drive(-10), 30, moved([0, 1, 0]))))).toEqual([
      ['off-path', 30],
    ]);
  });

  test('without times frames that are off are found all the same', () => {
    const motion = { ...level, times: level.times.map((_, index) => index), isTimed: false };
    expect(said(trackOutliers(motion, changed(drive(10), 30, moved([0, 1, 0]))))).toEqual([['off-path', 30]]);
  });

  test('what is on the other side of a long gap says nothing', () => {
    const parts = drive(10)
      .filter(({ index }) => index < 20 || index > 35)
      .map(({ index, cuboid }) => ({ index, cuboid: index < 20 ? cuboid : moved([0, 30, 0])(cuboid) }));
    expect(trackOutliers(level, parts)).toEqual([]);
  });

  test('a track that is nothing but noise ends', () => {
    const placed = shaken(drive(10), 5, 90, 7);
    expect(trackOutliers(level, placed).length).toBeLessThanOrEqual(80 + FRAMES);
  });
});
