import { describe, expect, test } from 'vitest';
import { boxFromLabel, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { add, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { cuboidSegments, frontFill, headingArrow, type DrawnCuboid } from './cuboidShapes.ts';
import { distanceOrigin, farthestDistance } from '#shared/pointcloud/distanceOrigin.ts';

const CAR: Cuboid = { centre: [500_010, 10, 1], size: [4, 2, 1.5], rotation: fromYaw(2) };
/** Equal to the micrometre. */
const near = (point: Vec3): unknown[] => point.map((value) => expect.closeTo(value, 6));
const ORIGIN: Vec3 = [500_000, 0, 0];
const drawn = (changes: Partial<DrawnCuboid> = {}): DrawnCuboid => ({
  cuboid: CAR,
  color: [0.2, 0.6, 0.8],
  isSelected: false,
  isHovered: false,
  isDashed: false,
  ...changes,
});

describe('the drawing of a cuboid', () => {
  test('is twelve edges along its sides, relative to the origin', () => {
    const edges = cuboidSegments(drawn(), ORIGIN, [1, 1, 1]).slice(0, 12);
    const lengths = edges.map(({ from, to }) => Math.hypot(...subtract(to, from))).sort((a, b) => a - b);
    expect(lengths.map((value) => value.toFixed(6))).toEqual(
      [1.5, 1.5, 1.5, 1.5, 2, 2, 2, 2, 4, 4, 4, 4].map((value) => value.toFixed(6)),
    );
    for (const { from } of edges) {
      expect(Math.abs(from[0])).toBeLessThan(20);
      const local = boxFromLabel(CAR, add(from, ORIGIN));
      expect(local.map((value) => Math.abs(value).toFixed(6))).toEqual(['2.000000', '1.000000', '0.750000']);
    }
  });

  test('weight tells selection and hover apart, and the arrow of the selection is white', () => {
    const width = (changes: Partial<DrawnCuboid>): number =>
      cuboidSegments(drawn(changes), ORIGIN, [1, 1, 1])[0]!.width;
    expect([width({}), width({ isHovered: true }), width({ isSelected: true })]).toEqual([1.5, 2, 2.25]);
    expect(cuboidSegments(drawn({ isSelected: true }), ORIGIN, [1, 1, 1]).at(-1)?.color).toEqual([
      1, 1, 1, 1,
    ]);
  });

  test('the arrow runs on the floor from the centre to 0.9 m past the front', () => {
    const [shaft] = headingArrow(CAR);
    expect(boxFromLabel(CAR, shaft![0])).toEqual(near([0, 0, -0.75]));
    expect(boxFromLabel(CAR, shaft![1])).toEqual(near([2.9, 0, -0.75]));
  });

  test('the front face is filled, more so when selected', () => {
    const { corner, edgeU, edgeV, color } = frontFill(drawn(), ORIGIN);
    const opposite = boxFromLabel(CAR, add(add(add(corner, edgeU), edgeV), ORIGIN));
    expect(opposite[0]).toBeCloseTo(2, 6);
    expect(boxFromLabel(CAR, add(corner, ORIGIN))[0]).toBeCloseTo(2, 6);
    expect(color[3]).toBe(0.2);
    expect(frontFill(drawn({ isSelected: true }), ORIGIN).color[3]).toBe(0.34);
  });
});

describe('where distances are measured from', () => {
  test('is the lidar inside its cloud, else the middle of the cloud', () => {
    const around = { min: [-50, -60, -2], max: [70, 80, 9] } as const;
    expect(distanceOrigin(around, [1, 2, 0])).toEqual({ x: 1, y: 2, isSensor: true });
    const map = { min: [431_000, 4_581_000, 20], max: [431_100, 4_581_060, 40] } as const;
    expect(distanceOrigin(map, [0, 0, 0])).toEqual({ x: 431_050, y: 4_581_030, isSensor: false });
  });

  test('ends at 200 m, whatever strays', () => {
    const bounds = { min: [-9e4, -1, 0], max: [3, 1, 0] } as const;
    expect(farthestDistance(bounds, { x: 0, y: 0, isSensor: true })).toBe(200);
  });
});
