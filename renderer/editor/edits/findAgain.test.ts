import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { degreesFromRadians, wrapAngle } from '#shared/geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { distance } from '#shared/geometry/vec3.ts';
import {
  sequenceMotion,
  type PlacedCuboid,
  type SequenceMotion,
} from '#shared/labels/motion/sequenceMotion.ts';
import { assumeSensor } from '#shared/pointcloud/fit/assumeSensor.ts';
import { fitAt } from '#shared/pointcloud/fit/fitAt.ts';
import { estimateGround } from '#shared/pointcloud/ground.ts';
import { countPointsInCuboid } from '#shared/pointcloud/pointsInCuboid.ts';
import type { TruthObject } from '../../../samples/truth.ts';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';
import { readDriveSweeps } from '../../../testing/sweepSequences.ts';
import type { FrameId } from '../document/records.ts';
import { FakeStreet } from '../testing/fakeStreet.ts';
import { longSequence } from '../testing/longSequence.ts';
import { carAt } from '../testing/trackScene.ts';
import { findAgain, type FindAgainRequest } from './findAgain.ts';

const drive = fileURLToPath(new URL('../../../samples/drive/', import.meta.url));
const frameAt = (index: number): FrameId => String(index) as FrameId;
const VEHICLES = new Set(['car', 'truck', 'bus', 'van']);
/** With fewer points a shape is anybody's guess. */
const POINTS = 50;

type Place = TruthObject & { readonly index: number };

describe('in the sample drive', () => {
  let motion: SequenceMotion;
  let queries: FindAgainRequest['queries'];
  /** By track: where it truly is, by frame. */
  const paths = new Map<string, Place[]>();

  beforeAll(async () => {
    const [dataset, sweeps] = await Promise.all([openDataset(diskFolder(drive)), readDriveSweeps(drive)]);
    motion = sequenceMotion(dataset.sequences[0]!);
    const scenes = sweeps.map(({ cloud }) => {
      const ground = estimateGround(cloud);
      return { cloud, ground, sensor: assumeSensor(cloud, ground) };
    });
    queries = {
      fitAt: (frameId, { at, prior }) =>
        Promise.resolve(fitAt({ ...scenes[Number(frameId)]!, at, classes: [prior] })),
      countPoints: (frameId, cuboids) =>
        Promise.resolve(cuboids.map((cuboid) => countPointsInCuboid(scenes[Number(frameId)]!.cloud, cuboid))),
    };
    sampleTruth().forEach(({ objects }, index) => {
      for (const object of objects) {
        if (!VEHICLES.has(object.class) || object.points < POINTS) continue;
        paths.set(object.trackId, [...(paths.get(object.trackId) ?? []), { ...object, index }]);
      }
    });
  });

  test(
    'TRK-15: from two labelled frames each moving vehicle is found until its points run out',
    { timeout: 30_000 },
    async () => {
      const moving = [...paths.values()].filter(([first]) => first?.motion === 'moving');
      const errors: { metres: number; degrees: number }[] = [];
      const lost: string[] = [];
      for (const places of moving.filter(({ length }) => length >= 5)) {
        const [first] = places;
        const known: PlacedCuboid[] = places.slice(0, 2);
        for (const place of places.slice(2)) {
          const found = await findAgain({
            motion,
            known,
            index: place.index,
            className: place.class,
            size: first!.cuboid.size,
            others: [],
            frameAt,
            queries,
          });
          if (typeof found === 'string') {
            lost.push(`${place.class} ${place.number} in ${place.index}: ${found}`);
            break;
          }
          known.push({ index: place.index, cuboid: found });
          errors.push(errorsOf(found, place.cuboid));
        }
      }
      expect(lost).toEqual([]);
      expect(errors.length).toBeGreaterThan(20);
      expect(medianOf(errors.map(({ metres }) => metres))).toBeLessThan(0.1);
      expect(medianOf(errors.map(({ degrees }) => degrees))).toBeLessThan(2);
    },
  );
});

describe('an object that is known once', () => {
  const motion = sequenceMotion(longSequence(10, { hasPoses: false }));
  const known = [{ index: 0, cuboid: carAt(20) }];
  const find = (standing: readonly (readonly Cuboid[])[], others: readonly Cuboid[] = []) =>
    findAgain({
      motion,
      known,
      index: 1,
      className: 'car',
      size: [4.5, 1.8, 1.6],
      others,
      frameAt,
      queries: new FakeStreet((frameId) => standing[Number(frameId)]!),
    });

  test('is where it was, if something like it is there', async () => {
    expect(await find([[carAt(20)], [carAt(20.5), carAt(23.5)]])).toMatchObject({ centre: [20.5, 3, 0.8] });
  });

  test('is looked for along its heading, if it is gone', async () => {
    expect(await find([[carAt(20)], [carAt(23.5)]])).toMatchObject({ centre: [23.5, 3, 0.8] });
    expect(await find([[carAt(20)], [carAt(16.5)]])).toMatchObject({ centre: [16.5, 3, 0.8] });
  });

  test('is not what stood there before, nor another object that is labelled', async () => {
    const parked = carAt(26);
    expect(await find([[carAt(20), parked], [parked]])).toBe('few-points');
    expect(await find([[carAt(20)], [parked]], [parked])).toBe('few-points');
  });

  test('keeps its size, from the side where its points are', async () => {
    const seen = { ...carAt(21), size: [3.5, 1.8, 1.6] as const };
    expect(await find([[carAt(20)], [seen]])).toMatchObject({
      centre: [21.5, 3, 0.8],
      size: [4.5, 1.8, 1.6],
    });
  });
});

function errorsOf(found: Cuboid, truth: Cuboid): { metres: number; degrees: number } {
  return {
    metres: distance(found.centre, truth.centre),
    degrees: Math.abs(degreesFromRadians(wrapAngle(cuboidYaw(found) - cuboidYaw(truth)))),
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
