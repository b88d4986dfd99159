import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryVec3 } from '../../../testing/geometryArbitraries.ts';
import { describeWithReference } from '../../../testing/referenceData.ts';
import { readPcdCloud, readSustechLabels } from '../../../testing/referenceScene.ts';
import { cloudOf, seenPoints, terrainPoints } from '../../../testing/syntheticScene.ts';
import { cuboidYaw, type Cuboid } from '../../geometry/cuboid.ts';
import { groundOutline, outlineOverlap } from '../../geometry/groundOutline.ts';
import { boundsOfPoints, rectangleCorners } from '../../geometry/rectangle.ts';
import { fromYaw } from '../../geometry/quaternion.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { DEFAULT_ONTOLOGY } from '../../dataset/defaultOntology.ts';
import type { PointCloud } from '../cloud.ts';
import { estimateGround } from '../ground.ts';
import { countPointsInCuboid } from '../pointsInCuboid.ts';
import { quantile } from '../percentile.ts';
import { seededRandom } from '../random.ts';
import { syntheticSweep } from '../testing/syntheticSweep.ts';
import type { ClassPrior } from './classPrior.ts';
import { fitAt, type FitAtRequest } from './fitAt.ts';

const CAR: ClassPrior = { name: 'car', size: [4.5, 1.85, 1.55] };
const SENSOR: Vec3 = [0, 0, 1.8];
const LEVEL = (): number => 0;

function ask(cloud: PointCloud, at: Vec3, more: Partial<FitAtRequest> = {}) {
  return fitAt({ cloud, ground: estimateGround(cloud), at, classes: [CAR], sensor: SENSOR, ...more });
}

/** Overlap seen from above, 0 where nothing was fitted, and degrees between the headings, front and rear the same. */
function compare(fitted: Cuboid | undefined, truth: Cuboid) {
  if (fitted === undefined) return { overlap: 0, yawError: 90 };
  const off = Math.abs(Math.sin(cuboidYaw(fitted) - cuboidYaw(truth)));
  return {
    overlap: outlineOverlap(groundOutline(fitted), groundOutline(truth)),
    yawError: (Math.asin(Math.min(1, off)) * 180) / Math.PI,
  };
}

function near([x, y, z]: Vec3, random: () => number): Vec3 {
  const angle = 2 * Math.PI * random();
  const away = 0.5 * Math.sqrt(random());
  return [x + away * Math.cos(angle), y + away * Math.sin(angle), z];
}

function drawnAround(cuboid: Cuboid) {
  const { left, top, right, bottom } = boundsOfPoints(groundOutline(cuboid))!;
  return rectangleCorners({ left: left - 0.3, top: top - 0.3, right: right + 0.3, bottom: bottom + 0.3 });
}

function carAt(x: number, y: number, yaw: number): Cuboid {
  return { centre: [x, y, CAR.size[2] / 2], size: CAR.size, rotation: fromYaw(yaw) };
}

function sceneWith(...cars: readonly Cuboid[]): PointCloud {
  const bodies = cars.flatMap((car, i) => seenPoints(car, SENSOR, 400, 0.01, 11 + i));
  return cloudOf([...terrainPoints(LEVEL, [14, 4], 30, 15_000), ...bodies]);
}

const median = (values: readonly number[]): number =>
  quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );

describe('fitAt', () => {
  test.each([0, 30, 75, 120, 200, 320])('a car at %i°, clicked off its middle', (degrees) => {
    const car = carAt(14, 5, (degrees * Math.PI) / 180);
    const cloud = sceneWith(car);
    const result = ask(cloud, [14.3, 5.2, 0]);
    const { overlap, yawError } = compare(result.cuboid, car);
    expect(overlap).toBeGreaterThan(0.85);
    expect(yawError).toBeLessThan(2);
    expect(result).toMatchObject({ className: 'car', points: countPointsInCuboid(cloud, result.cuboid!) });
    expect(result.cuboid!.centre[2] - result.cuboid!.size[2] / 2).toBeCloseTo(0, 1);
  });

  test('cars side by side, half a metre apart, are told apart', () => {
    const cars = [4, 6.4, 8.8].map((y) => carAt(12, y, 0.05));
    const cloud = sceneWith(...cars);
    const overlaps = cars.map((car) => compare(ask(cloud, car.centre).cuboid, car).overlap);
    expect(Math.min(...overlaps)).toBeGreaterThan(0.75);
  });

  test('the heading follows the hint', () => {
    const cloud = sceneWith(carAt(14, 5, 0.4));
    const yawOf = (headingHint: number) => cuboidYaw(ask(cloud, [14, 5, 0], { headingHint }).cuboid!);
    expect(Math.cos(yawOf(0.3) - 0.4)).toBeGreaterThan(0.99);
    expect(Math.cos(yawOf(3.3) - 0.4)).toBeLessThan(-0.99);
  });

  test('what is hidden is not put where the lidar looked through', () => {
    const car = carAt(14, 5, 1.2);
    // Seen through on both sides of the rear: a car across would stand there.
    const rear = seenPoints(carAt(20, 0, 0), SENSOR, 400).filter(([x]) => x < 17.9);
    const wall = terrainPoints(LEVEL, [0, 0], 12, 6000).map(([x, y]): Vec3 => [45, x, (y + 12) / 10]);
    const visible = wall.filter(([, y]) => Math.abs((y * 17.75) / 45) > 0.95);
    const cloud = cloudOf([...terrainPoints(LEVEL, [14, 0], 32, 20_000), ...rear, ...visible]);
    const { cuboid } = ask(cloud, [20, 0, 0]);
    expect(compare(cuboid, carAt(20, 0, 0)).overlap).toBeGreaterThan(0.85);
    expect(compare(cuboid, car).overlap).toBe(0);
  });

  test('without a class, what it is taken for is said, and others are offered', () => {
    const classes = DEFAULT_ONTOLOGY.classes.filter(({ name }) => name !== 'other');
    const result = ask(sceneWith(carAt(14, 5, 0.7)), [14, 5, 0], { classes });
    expect(result).toMatchObject({ className: 'car' });
  });

  test('the same answer each time', () => {
    const request = { within: drawnAround(carAt(14, 5, 0.7)), isMiddle: true };
    const answers = [1, 2].map(() => ask(sceneWith(carAt(14, 5, 0.7)), [14, 5, 0], request));
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('where nothing can be fitted', () => {
  const cloud = sceneWith(carAt(14, 5, 0.7));
  const few = cloudOf([
    ...terrainPoints(LEVEL, [10, 0], 20, 5000),
    [10, 0, 0.8],
    [10.1, 0.1, 0.9],
    [10, 0.2, 1],
  ]);
  const walled = cloudOf([
    ...terrainPoints(LEVEL, [10, 0], 20, 8000),
    ...terrainPoints(LEVEL, [0, 0], 15, 20_000).map(([x, y]): Vec3 => [20, x, (y + 15) / 6]),
  ]);
  const lattice = [0.5, 0.8, 1.1].map((z): Vec3 => [3, 4, z]);
  const outside = rectangleCorners({ left: 500, top: 500, right: 504, bottom: 502 });

  test.each([
    ['only ground', cloud, [5, -12, 0], {}, 'only-ground'],
    ['far outside', cloud, [500, 0, 0], {}, 'outside-cloud'],
    ['a rectangle outside', cloud, [502, 501, 0], { within: outside, isMiddle: true }, 'outside-cloud'],
    ['no number', cloud, [Number.NaN, 0, 0], {}, 'not-finite'],
    ['an infinite one', cloud, [Infinity, 0, 0], {}, 'not-finite'],
    ['an empty cloud', cloudOf([]), [0, 0, 0], {}, 'empty-cloud'],
    ['a cloud of nothing but NaN', cloudOf([[Number.NaN, 0, 0]]), [0, 0, 0], {}, 'empty-cloud'],
    ['three points over the ground', few, [10, 0, 0], {}, 'too-few-points'],
    ['a wall', walled, [20, 0, 0], {}, 'too-large'],
  ] as const)('%s', (_what, where, at, more, reason) => {
    expect(ask(where, at, more)).toMatchObject({ cuboid: undefined, reason });
  });

  test('a cloud of three points', () => {
    expect(ask(cloudOf(lattice), [3, 4, 0.8]).cuboid).toBeUndefined();
  });

  test('whatever the points, a finite cuboid with a size, or a reason', () => {
    const bad = fc.constantFrom<Vec3>([Number.NaN, 0, 0], [1e30, 0, 0], [0, -Infinity, 2]);
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: arbitraryVec3(4) }, { weight: 1, arbitrary: bad }), {
          maxLength: 80,
        }),
        arbitraryVec3(6),
        arbitraryVec3(30),
        fc.boolean(),
        (points, at, sensor, isDrawn) => {
          const within = isDrawn ? drawnAround({ ...carAt(at[0], at[1], 0.3) }) : undefined;
          const result = ask(cloudOf(points), at, { sensor, within, isMiddle: isDrawn });
          const numbers =
            result.cuboid === undefined
              ? [result.reason.length]
              : [
                  ...result.cuboid.centre,
                  ...result.cuboid.rotation,
                  ...result.cuboid.size,
                  result.confidence,
                ];
          expect(numbers.every(Number.isFinite)).toBe(true);
          expect((result.cuboid?.size ?? [1]).every((side) => side > 0 && side < 15)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('on synthetic streets', () => {
  test('one click on cars of 50 points and more, and what the confidence is worth', () => {
    const found = [101, 102, 103].flatMap((seed) => {
      const { cloud, labels, sensor } = syntheticSweep(seed, { beams: 48, steps: 1200 });
      const random = seededRandom(seed);
      const ground = estimateGround(cloud);
      return labels
        .filter(({ className, points }) => className === 'car' && points >= 50)
        .map(({ cuboid }) => {
          const result = fitAt({ cloud, ground, at: near(cuboid.centre, random), classes: [CAR], sensor });
          const confidence = result.cuboid === undefined ? 0 : result.confidence;
          const { overlap, yawError } = compare(result.cuboid, cuboid);
          return { overlap, yawError, confidence };
        });
    });
    const overlaps = found.map(({ overlap }) => overlap);
    expect(found.length).toBeGreaterThan(30);
    expect(median(overlaps)).toBeGreaterThan(0.8);
    expect(median(found.map(({ yawError }) => yawError))).toBeLessThan(1);
    const good = overlaps.filter((overlap) => overlap >= 0.7).length / found.length;
    const believed = found.reduce((sum, { confidence }) => sum + confidence, 0) / found.length;
    expect(good).toBeGreaterThan(0.85);
    expect(Math.abs(good - believed)).toBeLessThan(0.12);
  }, 30_000);
});

describeWithReference('fitting real cars at one click', (root) => {
  const example = `${root}/data/sustechpoints/example`;
  const fits = (isDrawn: boolean) => {
    const random = seededRandom(3);
    return ['000950', '000965'].flatMap((frame) => {
      const cloud = readPcdCloud(`${example}/lidar/${frame}.pcd`);
      const ground = estimateGround(cloud);
      return readSustechLabels(`${example}/label/${frame}.json`)
        .filter(({ type, cuboid }) => type === 'Car' && countPointsInCuboid(cloud, cuboid) >= 50)
        .map(({ cuboid }) => {
          const question = { cloud, ground, classes: [CAR], sensor: [0, 0, 0] as const };
          const result = isDrawn
            ? fitAt({ ...question, at: cuboid.centre, within: drawnAround(cuboid), isMiddle: true })
            : fitAt({ ...question, at: near(cuboid.centre, random) });
          return compare(result.cuboid, cuboid);
        });
    });
  };

  test('clicked within half a metre of the middle', () => {
    const found = fits(false);
    expect(found.length).toBeGreaterThanOrEqual(12);
    expect(median(found.map(({ overlap }) => overlap))).toBeGreaterThan(0.78);
    expect(median(found.map(({ yawError }) => yawError))).toBeLessThan(3);
  });

  test('drawn round', () => {
    expect(median(fits(true).map(({ overlap }) => overlap))).toBeGreaterThan(0.8);
  });
});
