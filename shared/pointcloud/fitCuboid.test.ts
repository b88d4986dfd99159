import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber, arbitraryVec3 } from '../../testing/geometryArbitraries.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { readPcdCloud, readSustechLabels } from '../../testing/referenceScene.ts';
import { cloudOf, seenPoints, terrainPoints, type Terrain } from '../../testing/syntheticScene.ts';
import { wrapAngle } from '../geometry/angle.ts';
import { boxFromLabel, cuboidCorners, cuboidYaw, labelFromBox, type Cuboid } from '../geometry/cuboid.ts';
import type { Point2 } from '../geometry/point2.ts';
import { convexHull, intersectConvex, signedArea } from '../geometry/polygon.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import { boundsOfPoints, rectangleCorners } from '../geometry/rectangle.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import type { PointCloud } from './cloud.ts';
import { fitCuboid, type CuboidFit, type FitRequest } from './fitCuboid.ts';
import { estimateGround } from './ground.ts';
import { countPointsInCuboid } from './pointsInCuboid.ts';

const CAR: Vec3 = [4.5, 1.8, 1.6];
const SENSOR: Vec3 = [0, 0, 1.8];
const LEVEL: Terrain = () => 0;
const PLATEAU: Terrain = () => 300;
const SLOPE: Terrain = (x, y) => 3 + 0.08 * x - 0.05 * y;

function outline(cuboid: Cuboid): Point2[] {
  return convexHull(cuboidCorners(cuboid).map(([x, y]): Point2 => [x, y]));
}

/** What a person draws in the top view: an upright rectangle round the object, with room. */
function drawnAround(cuboid: Cuboid, room: number): readonly Point2[] {
  const { left, top, right, bottom } = boundsOfPoints(outline(cuboid))!;
  return rectangleCorners({ left: left - room, top: top - room, right: right + room, bottom: bottom + room });
}

function overlap(a: Cuboid, b: Cuboid): number {
  const common = signedArea(intersectConvex(outline(a), outline(b)));
  return common / (signedArea(outline(a)) + signedArea(outline(b)) - common);
}

/** Degrees between two headings, front and rear taken as the same. */
function axisError(a: Cuboid, b: Cuboid): number {
  return (Math.abs(wrapAngle(2 * (cuboidYaw(a) - cuboidYaw(b)))) * 90) / Math.PI;
}

function fit(cloud: PointCloud, request: Partial<FitRequest> & Pick<FitRequest, 'footprint'>): CuboidFit {
  return fitCuboid({
    cloud,
    ground: estimateGround(cloud),
    classSize: CAR,
    sensor: SENSOR,
    ...request,
  });
}

function carOn(terrain: Terrain, x: number, y: number, yaw: number, size: Vec3 = CAR): Cuboid {
  return { centre: [x, y, terrain(x, y) + size[2] / 2], size, rotation: fromYaw(yaw) };
}

/** A car on the terrain as the lidar sees it: no points on the lowest 10 cm, which is tyres and shadow. */
function sceneWith(car: Cuboid, terrain: Terrain, count = 300): PointCloud {
  const ground = terrainPoints(terrain, [car.centre[0], car.centre[1]], 25, 12_000);
  const body = seenPoints(car, SENSOR, count).filter(([x, y, z]) => z > terrain(x, y) + 0.1);
  return cloudOf([...ground, ...body]);
}

describe('fitCuboid', () => {
  test.each([0, 20, 45, 80, 135, 200, 290])('a car at %i° seen on two sides', (degrees) => {
    const car = carOn(LEVEL, 14, 9, (degrees * Math.PI) / 180);
    const result = fit(sceneWith(car, LEVEL), { footprint: drawnAround(car, 0.4) });
    expect(result.quality).toBe('fitted');
    expect(result.inside).toBeGreaterThan(150);
    expect(axisError(result.cuboid, car)).toBeLessThan(2);
    expect(overlap(result.cuboid, car)).toBeGreaterThan(0.9);
    // The faces turned towards the sensor, measured in the true car's axes.
    const towards = boxFromLabel(car, SENSOR);
    const corners = cuboidCorners(result.cuboid).map((corner) => boxFromLabel(car, corner));
    for (const axis of ([0, 1] as const).filter((side) => Math.abs(towards[side]) > car.size[side])) {
      const sign = Math.sign(towards[axis]);
      const near = corners.map((corner) => sign * corner[axis]).sort((a, b) => b - a);
      const face = (near[0]! + near[3]!) / 2;
      expect(Math.abs(face - car.size[axis] / 2)).toBeLessThan(0.05);
    }
  });

  test('stands on a slope', () => {
    const car = carOn(SLOPE, 12, -10, 0.6);
    const { cuboid } = fit(sceneWith(car, SLOPE), { footprint: drawnAround(car, 0.4) });
    expect(axisError(cuboid, car)).toBeLessThan(2);
    expect(cuboid.centre[2] - cuboid.size[2] / 2).toBeCloseTo(SLOPE(cuboid.centre[0], cuboid.centre[1]), 1);
    expect(Math.abs(cuboid.size[2] - car.size[2])).toBeLessThan(0.25);
  });

  test('map coordinates in the millions', () => {
    const origin: Vec3 = [512000, 4100000, 300];
    const car: Cuboid = { centre: [512014, 4100009, 300.8], size: CAR, rotation: fromYaw(0.5) };
    const points = terrainPoints(PLATEAU, [512014, 4100009], 25, 12_000);
    const cloud = cloudOf([...points, ...seenPoints(car, origin, 300)]);
    const { cuboid } = fit(cloud, { footprint: drawnAround(car, 0.4), sensor: origin });
    expect(axisError(cuboid, car)).toBeLessThan(2);
    expect(overlap(cuboid, car)).toBeGreaterThan(0.85);
  });

  test('seen only from behind: the class gives the hidden length, away from the sensor', () => {
    const car = carOn(LEVEL, 20, 0, 0);
    const rear = seenPoints(car, SENSOR, 300).filter(([x]) => x < 17.95);
    const cloud = cloudOf([...terrainPoints(LEVEL, [20, 0], 25, 12_000), ...rear]);
    const { cuboid } = fit(cloud, { footprint: drawnAround(car, 0.3) });
    expect(axisError(cuboid, car)).toBeLessThan(2);
    expect(cuboid.size[0]).toBeCloseTo(4.5, 1);
    expect(overlap(cuboid, car)).toBeGreaterThan(0.9);
  });

  test('a drawn rectangle keeps the hidden part short', () => {
    const car = carOn(LEVEL, 20, 0, 0);
    const rear = seenPoints(car, SENSOR, 300).filter(([x]) => x < 17.95);
    const cloud = cloudOf([...terrainPoints(LEVEL, [20, 0], 25, 12_000), ...rear]);
    const footprint = rectangleCorners({ left: 17.5, top: -1.1, right: 20.5, bottom: 1.1 });
    const { cuboid } = fit(cloud, { footprint });
    const farthest = Math.max(...cuboidCorners(cuboid).map(([x]) => x));
    expect(farthest).toBeLessThan(21.1);
  });

  test('the heading follows the hint, or else leads away from the sensor', () => {
    const car = carOn(LEVEL, 14, 9, 0.5);
    const cloud = sceneWith(car, LEVEL);
    const footprint = drawnAround(car, 0.4);
    expect(Math.cos(cuboidYaw(fit(cloud, { footprint }).cuboid) - 0.5)).toBeGreaterThan(0.99);
    const hinted = fit(cloud, { footprint, headingHint: 0.5 + Math.PI - 0.3 }).cuboid;
    expect(Math.cos(cuboidYaw(hinted) - 0.5)).toBeLessThan(-0.99);
  });

  test('points of a neighbour in the rectangle are left out', () => {
    const car = carOn(LEVEL, 14, 9, 0.9);
    const neighbour = carOn(LEVEL, 14 + 2.9 * Math.sin(0.9), 9 - 2.9 * Math.cos(0.9), 0.9);
    const ground = terrainPoints(LEVEL, [14, 9], 25, 12_000);
    const cloud = cloudOf([
      ...ground,
      ...seenPoints(car, SENSOR, 300),
      ...seenPoints(neighbour, SENSOR, 300, 0.01, 4),
    ]);
    const { cuboid } = fit(cloud, { footprint: drawnAround(car, 0.3) });
    expect(axisError(cuboid, car)).toBeLessThan(3);
    expect(overlap(cuboid, car)).toBeGreaterThan(0.8);
  });

  test('too few points: the class size, in the middle, along the longer side', () => {
    const cloud = cloudOf([...terrainPoints(LEVEL, [10, 0], 20, 5000), [10, 0, 0.8], [10.2, 0.1, 0.9]]);
    const corners: readonly Vec3[] = [
      [-2.5, -1.1, 0],
      [2.5, -1.1, 0],
      [2.5, 1.1, 0],
      [-2.5, 1.1, 0],
    ];
    const drawn = { centre: [10, 0, 0], size: [5, 2.2, 1], rotation: fromYaw(0.7) } as const;
    const { cuboid, quality, inside } = fit(cloud, {
      footprint: corners.map((corner) => labelFromBox(drawn, corner)),
    });
    expect(quality).toBe('sparse');
    expect(inside).toBe(countPointsInCuboid(cloud, cuboid));
    expect(inside).toBeGreaterThanOrEqual(2);
    expect(cuboid.size).toEqual(CAR);
    expect(cuboidYaw(cuboid)).toBeCloseTo(0.7, 6);
    expect(cuboid.centre[0]).toBeCloseTo(10, 6);
    expect(cuboid.centre[1]).toBeCloseTo(0, 6);
    expect(cuboid.centre[2]).toBeCloseTo(0.8, 1);
  });

  test('no points and no rectangle worth the name', () => {
    const empty = cloudOf([]);
    const drawn: readonly (readonly Point2[])[] = [
      [],
      [[1, 2]],
      [
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      [
        [Number.NaN, 0],
        [0, Infinity],
      ],
    ];
    for (const footprint of drawn) {
      const { cuboid, quality, inside } = fit(empty, { footprint });
      expect(quality).toBe('sparse');
      expect(inside).toBe(0);
      expect([...cuboid.centre, ...cuboid.rotation].every(Number.isFinite)).toBe(true);
      expect(cuboid.size).toEqual(CAR);
    }
  });

  test('whatever the points, the cuboid is finite and has a size', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryVec3(4), { maxLength: 60 }),
        fc.array(fc.tuple(arbitraryNumber(-5, 5), arbitraryNumber(-5, 5)), { minLength: 4, maxLength: 4 }),
        arbitraryVec3(30),
        fc.option(arbitraryNumber(-10, 10), { nil: undefined }),
        (points, footprint, sensor, headingHint) => {
          const { cuboid } = fit(cloudOf(points), { footprint, sensor, headingHint });
          expect([...cuboid.centre, ...cuboid.rotation].every(Number.isFinite)).toBe(true);
          expect(cuboid.size.every((side) => side > 0 && side < 30)).toBe(true);
        },
      ),
    );
  });
});

describeWithReference('fitting real cars', (root) => {
  test('drawn with 40 cm of room, cars of 100 points and more', () => {
    const example = `${root}/data/sustechpoints/example`;
    const cloud = readPcdCloud(`${example}/lidar/000965.pcd`);
    const request = {
      cloud,
      ground: estimateGround(cloud),
      classSize: CAR,
      sensor: [0, 0, 0] as const,
    };
    const errors: number[] = [];
    const overlaps: number[] = [];
    for (const { type, cuboid } of readSustechLabels(`${example}/label/000965.json`)) {
      const result = fitCuboid({ ...request, footprint: drawnAround(cuboid, 0.4) });
      if (type === 'Car' && result.inside >= 100) {
        errors.push(axisError(result.cuboid, cuboid));
        overlaps.push(overlap(result.cuboid, cuboid));
      }
    }
    expect(errors.length).toBeGreaterThanOrEqual(5);
    expect(median(errors)).toBeLessThan(3);
    expect(median(overlaps)).toBeGreaterThan(0.8);
    expect(Math.min(...overlaps)).toBeGreaterThan(0.7);
  });
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
