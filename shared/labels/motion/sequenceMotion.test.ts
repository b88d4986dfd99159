import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Frame, Sequence } from '../../dataset/dataset.ts';
import { openDataset } from '../../dataset/openDataset.ts';
import { degreesFromRadians, wrapAngle } from '../../geometry/angle.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import { distance } from '../../geometry/vec3.ts';
import { diskFolder } from '../../../testing/datasetFolders.ts';
import { sampleTruth } from '../../../testing/sampleTruth.ts';
import { cuboidBetween, cuboidBeyond, sequenceMotion, type PlacedCuboid } from './sequenceMotion.ts';

describe('the sample drive', () => {
  let sequence: Sequence;
  /** By track: where it truly is, by frame. */
  const paths = new Map<string, { motion: string; places: PlacedCuboid[] }>();

  beforeAll(async () => {
    const root = fileURLToPath(new URL('../../../samples/drive/', import.meta.url));
    const dataset = await openDataset(diskFolder(root));
    sequence = dataset.sequences[0]!;
    sampleTruth().forEach(({ objects }, index) => {
      for (const { trackId, motion, cuboid } of objects) {
        const path = paths.get(trackId) ?? { motion, places: [] };
        path.places.push({ index, cuboid });
        paths.set(trackId, path);
      }
    });
  });

  test('what moves is found between every fifth frame', () => {
    const motion = sequenceMotion(sequence);
    const errors = [...paths.values()]
      .filter((path) => path.motion === 'moving')
      .flatMap(({ places }) => {
        const known = places.filter((place) => place.index % 5 === 0);
        return places
          .filter(({ index }) => index % 5 !== 0 && index > known[0]!.index && index < known.at(-1)!.index)
          .map((place) => errorsOf(cuboidBetween(motion, known, place.index), place));
      });
    expect(errors.length).toBeGreaterThan(40);
    expect(medianOf(errors.map(({ metres }) => metres))).toBeLessThan(0.1);
    expect(medianOf(errors.map(({ degrees }) => degrees))).toBeLessThan(2);
    expect(Math.max(...errors.map(({ metres }) => metres))).toBeLessThan(0.25);
  });

  test('what is parked is found in every frame by where it is in one', () => {
    const motion = sequenceMotion(sequence);
    const parked = [...paths.values()].filter((path) => path.motion === 'parked');
    expect(parked.length).toBeGreaterThan(3);
    for (const { places } of parked) {
      const once = [places[Math.floor(places.length / 2)]!];
      for (const place of places) {
        expect(errorsOf(cuboidBetween(motion, once, place.index), place).metres).toBeLessThan(0.05);
      }
    }
  });

  test('what moves is expected near to where it comes', () => {
    const motion = sequenceMotion(sequence);
    const errors = [...paths.values()]
      .filter((path) => path.motion === 'moving')
      .flatMap(({ places }) =>
        places
          .slice(2)
          .map((place, i) => errorsOf(cuboidBeyond(motion, places.slice(i, i + 2), place.index), place)),
      );
    expect(medianOf(errors.map(({ metres }) => metres))).toBeLessThan(0.15);
  });
});

const SECOND = 1_000_000_000n;

function frameAt(ns: bigint | undefined, index: number): Frame {
  const timestamp =
    ns === undefined ? {} : { timestamp: { ns: `${ns}`, clock: 'utc', meaning: 'unknown' as const } };
  return {
    id: `${index}`,
    name: `${index}`,
    index,
    clouds: [{ sensor: 'lidar', path: `${index}.pcd`, ...timestamp }],
    images: [],
  };
}

function sequenceOf(stamps: readonly (bigint | undefined)[]): Sequence {
  return {
    id: 's',
    name: 's',
    lidars: [
      {
        id: 'lidar',
        name: 'lidar',
        labelFromLidar: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
      },
    ],
    cameras: [],
    frames: stamps.map(frameAt),
  };
}

function placed(index: number, x: number, yawRad: number): PlacedCuboid {
  return { index, cuboid: { centre: [x, 0, 0], size: [4, 2, 1.5], rotation: fromYaw(yawRad) } };
}

describe('frames', () => {
  test('are timed by their stamps, to the microsecond in any century', () => {
    const start = 1_700_000_000n * SECOND;
    const { times, isTimed } = sequenceMotion(sequenceOf([start, start + SECOND / 10n, start + SECOND / 2n]));
    expect([times, isTimed]).toEqual([[0, 0.1, 0.5], true]);
  });

  test.each([
    ['without stamps', [undefined, undefined, undefined]],
    ['one without', [0n, undefined, 2n * SECOND]],
    ['twice the same', [0n, SECOND, SECOND]],
    ['out of order', [SECOND, 0n, 2n * SECOND]],
  ])('are counted where stamps do not tell: %s', (_, stamps) => {
    const { times, isTimed } = sequenceMotion(sequenceOf(stamps));
    expect([times, isTimed]).toEqual([[0, 1, 2], false]);
  });

  test('without poses: what is known is joined in the label frame, upright where all of it is', () => {
    const motion = sequenceMotion(sequenceOf([undefined, undefined, undefined]));
    const found = cuboidBetween(motion, [placed(0, 0, 0), placed(2, 4, 0.4)], 1);
    expect(found.centre[0]).toBeCloseTo(2, 12);
    expect(found.rotation.slice(0, 2)).toEqual([0, 0]);
    expect(cuboidYaw(found)).toBeCloseTo(0.2, 12);
  });
});

function errorsOf(found: Cuboid, { cuboid }: PlacedCuboid): { metres: number; degrees: number } {
  return {
    metres: distance(found.centre, cuboid.centre),
    degrees: Math.abs(degreesFromRadians(wrapAngle(cuboidYaw(found) - cuboidYaw(cuboid)))),
  };
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
