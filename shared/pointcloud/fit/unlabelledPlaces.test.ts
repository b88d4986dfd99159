import { describe, expect, test } from 'vitest';
import { distance, type Vec3 } from '../../geometry/vec3.ts';
import { cuboidContains } from '../../geometry/cuboid.ts';
import { cloudOf } from '../../../testing/syntheticScene.ts';
import { estimateGround } from '../ground.ts';
import { syntheticSweep } from '../testing/syntheticSweep.ts';
import type { ClassPrior } from './classPrior.ts';
import { unlabelledPlaces } from './unlabelledPlaces.ts';

const CAR: ClassPrior = { name: 'car', size: [4.5, 1.85, 1.55] };

function level([x, y]: Vec3): Vec3 {
  return [x, y, 0];
}

describe('where something stands that has no cuboid', () => {
  const streets = [1, 2, 3].map((seed) => {
    const { cloud, labels, sensor } = syntheticSweep(seed);
    const cars = labels.filter(
      ({ className, points, cuboid }) =>
        className === 'car' && points >= 80 && distance(level(cuboid.centre), level(sensor)) < 50,
    );
    return { cloud, ground: estimateGround(cloud), sensor, cars };
  });

  test('are most cars of synthetic streets, the nearest first', () => {
    let seen = 0;
    let all = 0;
    for (const { cars, ...street } of streets) {
      const places = unlabelledPlaces({ ...street, prior: CAR, known: [] });
      const away = places.map((place) => distance(level(place), level(street.sensor)));
      expect(away).toEqual(away.toSorted((a, b) => a - b));
      all += cars.length;
      seen += cars.filter(({ cuboid }) =>
        places.some((place) => distance(level(place), level(cuboid.centre)) < 2.5),
      ).length;
    }
    expect(all).toBeGreaterThan(10);
    expect(seen / all).toBeGreaterThan(0.6);
  });

  test('are none within a cuboid', () => {
    for (const { cars, ...street } of streets) {
      const known = cars.map(({ cuboid }) => cuboid);
      const places = unlabelledPlaces({ ...street, prior: CAR, known });
      expect(places.length).toBeLessThan(unlabelledPlaces({ ...street, prior: CAR, known: [] }).length);
      const isKnown = ([x, y]: Vec3): boolean =>
        known.some((cuboid) => cuboidContains(cuboid, [x, y, cuboid.centre[2]]));
      expect(places.filter(isKnown)).toEqual([]);
    }
  });

  test('are none in a cloud of three points', () => {
    const cloud = cloudOf([
      [1, 0, 0],
      [2, 0, 0],
      [2, 1, 1],
    ]);
    const request = {
      cloud,
      ground: estimateGround(cloud),
      sensor: [0, 0, 2] as const,
      prior: CAR,
      known: [],
    };
    expect(unlabelledPlaces(request)).toEqual([]);
  });
});
