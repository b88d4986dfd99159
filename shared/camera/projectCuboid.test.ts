import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryCuboid } from '../../testing/geometryArbitraries.ts';
import { CUBOID_EDGES, cuboidContains, cuboidCorners, type Cuboid } from '../geometry/cuboid.ts';
import { distanceToSegment } from '../geometry/point2.ts';
import { convexHull, intersectConvex, signedArea } from '../geometry/polygon.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import { boundsOfPoints, rectangleArea, rectangleCorners, type Rectangle } from '../geometry/rectangle.ts';
import { transformPoint } from '../geometry/rigidTransform.ts';
import { cross, distance, dot, length, lerp, subtract, type Vec3 } from '../geometry/vec3.ts';
import type { Pixel } from './cameraModel.ts';
import { imageRectangle, type CameraView } from './cameraView.ts';
import { createCameraModel } from './createCameraModel.ts';
import { NEAR_METRES } from './clipToDomain.ts';
import { projectCuboid } from './projectCuboid.ts';
import { projectPoint, rayFromPixel } from './projectPoint.ts';

/** Looks along +x of a frame with z up, a metre and a half above its origin. */
const cameraFromLabel: CameraView['cameraFromLabel'] = {
  rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0],
  translation: [0, 1.5, 0],
};
const pinhole: CameraView = {
  model: createCameraModel({ model: 'pinhole', fx: 1000, fy: 1000, cx: 640, cy: 360 }),
  cameraFromLabel,
  width: 1280,
  height: 720,
};
const fisheye: CameraView = {
  model: createCameraModel({
    model: 'kannala-brandt',
    fx: 330,
    fy: 330,
    cx: 640,
    cy: 360,
    coefficients: [0.02, 0.001, 0, 0],
  }),
  cameraFromLabel,
  width: 1280,
  height: 720,
};
const car: Cuboid = { centre: [20, 0, 0.75], size: [4, 2, 1.5], rotation: fromYaw(Math.PI) };

describe('projectCuboid', () => {
  test('a car ahead that faces us', () => {
    const projected = projectCuboid(car, pinhole)!;
    expect(projected.depth).toBeCloseTo(20, 12);
    expect(projected.edges).toHaveLength(12);
    // The front face is 18 m away: 2 m wide and from 1.5 m below the camera up to its height.
    expect(projected.amodal.left).toBeCloseTo(640 - 1000 / 18, 9);
    expect(projected.amodal.right).toBeCloseTo(640 + 1000 / 18, 9);
    expect(projected.amodal.top).toBeCloseTo(360, 9);
    expect(projected.amodal.bottom).toBeCloseTo(360 + 1500 / 18, 9);
    expect(projected.clipped).toEqual(projected.amodal);
    expect(projected.truncation).toBe(0);
    expect(boundsOfPoints(projected.frontFace!)).toEqual(projected.amodal);
    // The arrow points towards the camera: downwards in the image.
    const [tail, tip] = projected.headingArrow!;
    expect(tip![1]).toBeGreaterThan(projected.amodal.bottom);
    expect(tail![1]).toBeLessThan(tip![1]);
  });

  test('the four front edges are marked', () => {
    const { edges } = projectCuboid(car, pinhole)!;
    expect(edges.filter((edge) => edge.isFront).map((edge) => edge.edge)).toEqual([0, 1, 2, 3]);
  });

  test('behind the camera is nothing; beside the image nothing is visible', () => {
    expect(projectCuboid({ ...car, centre: [-20, 0, 0.75] }, pinhole)).toBeUndefined();
    const beside = projectCuboid({ ...car, centre: [20, 60, 0.75] }, pinhole)!;
    expect(beside.clipped).toBeUndefined();
    expect(beside.truncation).toBe(1);
  });

  test('a cuboid with one end behind the camera is cut there, not mirrored', () => {
    const alongside: Cuboid = { centre: [2, 2, 0.75], size: [8, 1.5, 1.5], rotation: fromYaw(0) };
    const projected = projectCuboid(alongside, pinhole)!;
    expect(projected.clipped!.left).toBe(-0.5);
    // All of it is on the left: the visible part ends where its far end does.
    expect(projected.clipped!.right).toBeCloseTo(640 - (1000 * 1.25) / 6, 9);
    expect(projected.truncation).toBeGreaterThan(0.5);
  });

  test('a camera inside the cuboid sees nothing else', () => {
    const around: Cuboid = { centre: [0, 0, 1], size: [30, 20, 8], rotation: fromYaw(0.2) };
    for (const camera of [pinhole, fisheye]) {
      expect(projectCuboid(around, camera)!.clipped).toEqual(imageRectangle(1280, 720));
    }
  });

  test('an outline that passes an image corner obliquely does not fill the clamped bounds', () => {
    // A bar that cuts off the bottom right corner of the image, a metre from it on both sides at 10 m.
    const oblique: Cuboid = {
      centre: [10, -5.9, -1.6],
      size: [0.2, 6, 0.2],
      rotation: [-0.38, 0, 0, 0.92],
    };
    const { amodal, clipped } = projectCuboid(oblique, pinhole)!;
    const image = imageRectangle(1280, 720);
    const clamped: Rectangle = {
      left: Math.max(amodal.left, image.left),
      top: Math.max(amodal.top, image.top),
      right: Math.min(amodal.right, image.right),
      bottom: Math.min(amodal.bottom, image.bottom),
    };
    expect(clamped.right).toBeGreaterThan(clamped.left);
    expect(clamped.bottom).toBeGreaterThan(clamped.top);
    expect(rectangleArea(clipped!)).toBeLessThan(0.3 * rectangleArea(clamped));
  });

  test('pinhole: clipped bounds are those of the convex hull cut by the image', () => {
    fc.assert(
      fc.property(arbitraryCuboid(25), (cuboid) => {
        const corners = cuboidCorners(cuboid).map((corner) => transformPoint(cameraFromLabel, corner));
        fc.pre(corners.every((corner) => corner[2] > NEAR_METRES));
        const hull = convexHull(corners.map((corner) => pinhole.model.project(corner)!));
        const cut = intersectConvex(hull, rectangleCorners(imageRectangle(1280, 720)));
        const { clipped } = projectCuboid(cuboid, pinhole)!;
        // A sliver below 1e-6 square pixels may round either way.
        if (signedArea(cut) < 1e-6) return;
        const expected = boundsOfPoints(cut)!;
        for (const side of ['left', 'top', 'right', 'bottom'] as const) {
          expect(Math.abs(clipped![side] - expected[side])).toBeLessThan(1e-6);
        }
      }),
    );
  });

  test('every emitted pixel is the image of a point on its edge and in front of the camera', () => {
    for (const camera of [pinhole, fisheye]) {
      fc.assert(
        fc.property(arbitraryCuboid(8), (cuboid) => {
          const corners = cuboidCorners(cuboid);
          for (const { edge, points } of projectCuboid(cuboid, camera)?.edges ?? []) {
            const [from, to] = CUBOID_EDGES[edge]!.map((corner) => corners[corner]!);
            for (const pixel of points) {
              const ray = rayFromPixel(pixel, camera)!;
              expect(lineDistance(ray.origin, ray.direction, from!, to!)).toBeLessThan(1e-5);
            }
          }
        }),
      );
    }
  });

  test('fisheye polylines follow the true curve within a quarter of a pixel, outside the image within 3 %', () => {
    fc.assert(
      fc.property(arbitraryCuboid(15), (cuboid) => {
        fc.pre(!cuboidContains(cuboid, [0, 0, 1.5]));
        const corners = cuboidCorners(cuboid);
        const projected = projectCuboid(cuboid, fisheye);
        CUBOID_EDGES.forEach(([a, b], edge) => {
          const polylines = projected?.edges.filter((candidate) => candidate.edge === edge) ?? [];
          for (let t = 0.005; t < 1; t += 0.045) {
            const point = lerp(corners[a]!, corners[b]!, t);
            const pixel = projectPoint(point, fisheye);
            // Nearer than this to the lens a polyline runs out of pieces; so it does straight behind, far off the image.
            if (pixel === undefined || distance(point, [0, 0, 1.5]) < 0.3) continue;
            const outside = distanceOutside(pixel);
            if (outside > 1000) continue;
            const nearest = polylines.map(({ points }) =>
              Math.min(...points.slice(1).map((end, i) => distanceToSegment(pixel, points[i]!, end))),
            );
            expect(Math.min(...nearest)).toBeLessThan(0.25 + 0.03 * outside);
          }
        });
      }),
    );
  });

  test('a cuboid straight behind a fisheye is not in its image', () => {
    const behind: Cuboid = { centre: [-8, 0, 1], size: [4, 3, 3], rotation: fromYaw(0) };
    expect(projectCuboid(behind, fisheye)?.clipped).toBeUndefined();
  });
});

describe('projectPoint and rayFromPixel', () => {
  test('the ray of a pixel passes through the point', () => {
    for (const camera of [pinhole, fisheye]) {
      const point: Vec3 = [12, 3, 0.4];
      const ray = rayFromPixel(projectPoint(point, camera)!, camera)!;
      expect(distance(ray.origin, [0, 0, 1.5])).toBe(0);
      expect(length(cross(subtract(point, ray.origin), ray.direction))).toBeLessThan(1e-12);
      expect(dot(subtract(point, ray.origin), ray.direction)).toBeGreaterThan(0);
    }
  });
});

/** How far beyond the border of the image, pixels. */
function distanceOutside([u, v]: Pixel): number {
  return Math.hypot(Math.max(-0.5 - u, u - 1279.5, 0), Math.max(-0.5 - v, v - 719.5, 0));
}

/** Distance between a half-line and a segment, by the angle at which the lens sees it: metres per metre of range. */
function lineDistance(origin: Vec3, direction: Vec3, from: Vec3, to: Vec3): number {
  const edge = subtract(to, from);
  const normal = cross(direction, edge);
  const offset = subtract(from, origin);
  const t = dot(cross(offset, edge), normal) / dot(normal, normal);
  if (!Number.isFinite(t)) return 0;
  const onRay: Vec3 = [
    origin[0] + direction[0] * t,
    origin[1] + direction[1] * t,
    origin[2] + direction[2] * t,
  ];
  const along = Math.min(1, Math.max(0, dot(subtract(onRay, from), edge) / dot(edge, edge)));
  const miss = distance(onRay, lerp(from, to, along));
  return t > 0 ? miss / Math.max(1, t) : Infinity;
}
