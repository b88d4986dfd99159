import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraryCuboid,
  arbitraryNumber,
  arbitraryRotation,
  arbitraryVec3,
} from '../../../testing/geometryArbitraries.ts';
import { cuboidContains, cuboidCorners, transformCuboid } from '../../geometry/cuboid.ts';
import { fromYaw, toMatrix3 } from '../../geometry/quaternion.ts';
import { transformPoint, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { distance, type Vec3 } from '../../geometry/vec3.ts';
import { buildCloud, type PointCloud } from '../cloud.ts';
import { cuboidMove, labelFromOtherLabel, partTransforms } from './partTransforms.ts';
import { pointParts } from './pointParts.ts';
import { placePoints } from './testing/placePoints.ts';
import { thinCloud } from './thinCloud.ts';

const arbitraryPose: fc.Arbitrary<RigidTransform> = fc
  .tuple(arbitraryRotation, arbitraryVec3(100))
  .map(([rotation, translation]) => ({ rotation: toMatrix3(rotation), translation }));

function cloudOf(points: readonly Vec3[]): PointCloud {
  const column = (axis: 0 | 1 | 2): Float64Array => Float64Array.from(points, (point) => point[axis]);
  return buildCloud({ x: column(0), y: column(1), z: column(2) });
}

/** Is there a place near every expected one? Packing puts points in another order. */
function expectSamePlaces(places: readonly Vec3[], expected: readonly Vec3[], tolerance: number): void {
  expect(places).toHaveLength(expected.length);
  for (const place of expected) {
    expect(Math.min(...places.map((other) => distance(other, place)))).toBeLessThan(tolerance);
  }
}

describe('points of another frame', () => {
  test('are where the world has them, to a few millimetres, wherever in the world that is', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryVec3(80), { minLength: 1, maxLength: 40 }),
        arbitraryPose,
        arbitraryPose,
        // Map coordinates, and label frames whose own coordinates are large.
        arbitraryVec3(5e6),
        arbitraryVec3(1e5),
        (points, pose, otherPose, place, labelPlace) => {
          const far = ({ rotation, translation }: RigidTransform): RigidTransform => ({
            rotation,
            translation: translation.map((value, axis) => value + place[axis]!) as unknown as Vec3,
          });
          const moved = points.map(
            (point) => point.map((v, axis) => v + labelPlace[axis]!) as unknown as Vec3,
          );
          const labelFromOther = labelFromOtherLabel(far(pose), far(otherPose));
          const expected = moved.map((point) => transformPoint(labelFromOther, point));
          const pack = thinCloud(cloudOf(moved), 100);
          const places = placePoints(pack, new Uint16Array(pack.count), [labelFromOther], expected[0]);
          expectSamePlaces(places, expected, 0.005);
          // A point of the world is one and the same in both.
          const world = transformPoint(far(otherPose), moved[0]!);
          expect(distance(transformPoint(far(pose), expected[0]!), world)).toBeLessThan(1e-7);
        },
      ),
    );
  });

  test('go along with their object: what lies in its cuboid there lies in its cuboid here', () => {
    fc.assert(
      fc.property(
        arbitraryCuboid(40),
        arbitraryVec3(40),
        arbitraryNumber(-3, 3),
        fc.array(arbitraryVec3(40), { minLength: 4, maxLength: 40 }),
        arbitraryPose,
        (source, centre, yaw, points, labelFromOther) => {
          const target = { ...source, centre, rotation: fromYaw(yaw) };
          const inside = [
            source.centre,
            ...cuboidCorners({ ...source, size: source.size.map((s) => s * 0.8) as unknown as Vec3 }),
          ];
          const cloud = cloudOf([...points, ...inside]);
          const pack = thinCloud(cloud, 1000);
          const parts = pointParts(pack, [source]);
          const unmoved = placePoints(pack, new Uint16Array(pack.count), [labelFromOther]);
          const moved = placePoints(pack, parts, partTransforms(labelFromOther, [{ source, target }]));
          const slack = { ...target, size: target.size.map((s) => s + 0.01) as unknown as Vec3 };
          expect([...parts].filter((part) => part === 1).length).toBeGreaterThanOrEqual(9);
          const isRight = moved.map((place, i) =>
            parts[i] === 1 ? cuboidContains(slack, place) : distance(place, unmoved[i]!) === 0,
          );
          expect(isRight).not.toContain(false);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('stay in the world where their object is not in this frame', () => {
    const labelFromOther: RigidTransform = { rotation: toMatrix3(fromYaw(1)), translation: [1, 2, 3] };
    const source = { centre: [0, 0, 0], size: [4, 2, 2], rotation: fromYaw(0) } as const;
    expect(partTransforms(labelFromOther, [{ source, target: undefined }])).toEqual([
      labelFromOther,
      labelFromOther,
    ]);
  });
});

test('moving a cuboid takes its corners to those of the other', () => {
  fc.assert(
    fc.property(arbitraryCuboid(100), arbitraryCuboid(100), (source, other) => {
      const target = { ...other, size: source.size };
      const move = cuboidMove(source, target);
      const corners = cuboidCorners(source).map((corner) => transformPoint(move, corner));
      cuboidCorners(target).forEach((corner, i) => expect(distance(corner, corners[i]!)).toBeLessThan(1e-9));
      expect(distance(transformCuboid(move, source).centre, target.centre)).toBeLessThan(1e-9);
    }),
  );
});

describe('parts', () => {
  test('are those of the first cuboid that holds the point as it is packed, of any number of tiles', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryCuboid(20), { maxLength: 6 }),
        fc.array(arbitraryVec3(20), { minLength: 1, maxLength: 60 }),
        fc.constantFrom<readonly Vec3[]>([], [[900, 0, 0]]),
        (cuboids, points, strays) => {
          const pack = thinCloud(cloudOf([...points, ...strays]), 1000);
          const parts = pointParts(pack, cuboids);
          pack.tiles.forEach(({ start, count, offset, step }) => {
            for (let i = start; i < start + count; i++) {
              const place = [0, 1, 2].map(
                (a) => pack.origin[a]! + offset[a]! + step[a]! * pack.data[i * 4 + a]!,
              ) as unknown as Vec3;
              const first = cuboids.findIndex((cuboid) => cuboidContains(cuboid, place));
              expect(parts[i]).toBe(first + 1);
            }
          });
        },
      ),
    );
  });
});
