import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cuboidCorners } from '#shared/geometry/cuboid.ts';
import { addScaled, distance, dot, subtract, type Vec3 } from '#shared/geometry/vec3.ts';
import { pointOnRay } from '#shared/geometry/ray.ts';
import { arbitraryCuboid } from '../../../testing/geometryArbitraries.ts';
import { boundsCorners } from './bounds.ts';
import { Flight } from './flight.ts';
import { levelAt, levelPose, sliceAt, type LevelCamera } from './levelCamera.ts';
import type { OrbitCamera } from './orbitCamera.ts';
import type { TopCamera } from './topCamera.ts';
import {
  aimCamera,
  dragCamera,
  frameCamera,
  mixCameras,
  poseOf,
  zoomCamera,
  type ViewCamera,
} from './viewCamera.ts';
import { projectPoint, rayThrough } from './viewPose.ts';

const SIZE = { width: 753, height: 462 };

/** Places as in map coordinates too: nothing may depend on being near zero. */
const place = fc
  .tuple(fc.double({ min: -5e5, max: 5e5, noNaN: true }), fc.double({ min: -4e6, max: 4e6, noNaN: true }))
  .map(([x, y]): Vec3 => [x, y, 12]);
const near = (centre: Vec3): fc.Arbitrary<Vec3> =>
  fc
    .tuple(...[30, 30, 3].map((reach) => fc.double({ min: -reach, max: reach, noNaN: true })))
    .map(([x, y, z]): Vec3 => [centre[0] + x!, centre[1] + y!, centre[2] + z!]);
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

const orbit: fc.Arbitrary<OrbitCamera> = fc.record({
  kind: fc.constant('orbit' as const),
  target: place,
  distance: fc.double({ min: 5, max: 200, noNaN: true }),
  azimuthRad: angle,
  elevationRad: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
});
const top: fc.Arbitrary<TopCamera> = fc.record({
  kind: fc.constant('top' as const),
  target: place,
  halfHeight: fc.double({ min: 2, max: 200, noNaN: true }),
  upYawRad: angle,
});
const level: fc.Arbitrary<LevelCamera> = fc.record({
  kind: fc.constant('level' as const),
  target: place,
  halfHeight: fc.double({ min: 0.5, max: 20, noNaN: true }),
  towardsYawRad: angle,
  reach: fc.double({ min: 0.5, max: 10, noNaN: true }),
});
const camera = fc.oneof(orbit, top, level);
const pixel = fc.tuple(
  fc.double({ min: 0, max: SIZE.width, noNaN: true }),
  fc.double({ min: 0, max: SIZE.height, noNaN: true }),
);

describe('projecting and unprojecting', () => {
  test('the ray through a pixel projects back to it at any depth', () => {
    fc.assert(
      fc.property(camera, pixel, fc.double({ min: 1, max: 300, noNaN: true }), (cam, at, depth) => {
        const pose = poseOf(cam);
        const back = projectPoint(pose, SIZE, pointOnRay(rayThrough(pose, SIZE, at), depth))!;
        expect(Math.hypot(back[0] - at[0], back[1] - at[1])).toBeLessThan(0.01);
      }),
    );
  });

  test('the target is in the middle', () => {
    fc.assert(
      fc.property(camera, (cam) => {
        const at = projectPoint(poseOf(cam), SIZE, cam.target)!;
        expect(at[0]).toBeCloseTo(SIZE.width / 2, 3);
        expect(at[1]).toBeCloseTo(SIZE.height / 2, 3);
      }),
    );
  });

  test('what lies behind a perspective camera is nowhere', () => {
    fc.assert(
      fc.property(orbit, pixel, (cam, at) => {
        const pose = poseOf(cam);
        expect(projectPoint(pose, SIZE, pointOnRay(rayThrough(pose, SIZE, at), -1))).toBeUndefined();
      }),
    );
  });
});

describe('moving', () => {
  test('zooming keeps the anchor under the pointer', () => {
    fc.assert(
      fc.property(
        camera.chain((cam) => fc.tuple(fc.constant(cam), near(cam.target))),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        ([cam, anchor], factor) => {
          const before = projectPoint(poseOf(cam), SIZE, anchor);
          const after = projectPoint(poseOf(zoomCamera(cam, factor, anchor)), SIZE, anchor);
          // A point just in front of the near plane may cross it.
          if (before === undefined || after === undefined) return;
          const tolerance = 0.01 + 1e-4 * Math.hypot(...before);
          expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(tolerance);
        },
      ),
    );
  });

  test('zooming stops at its limits', () => {
    const cam = frameCamera('orbit', { min: [0, 0, 0], max: [10, 10, 1] }, 0, SIZE);
    let nearest: ViewCamera = cam;
    let farthest: ViewCamera = cam;
    for (let i = 0; i < 100; i++) {
      nearest = zoomCamera(nearest, 0.5, [5, 5, 0]);
      farthest = zoomCamera(farthest, 2, [5, 5, 0]);
    }
    expect(nearest).toMatchObject({ distance: 0.5 });
    expect(farthest).toMatchObject({ distance: 20_000 });
  });

  test('panning an orthographic view carries what it shows along exactly', () => {
    fc.assert(
      fc.property(fc.oneof(top, level), pixel, (cam, delta) => {
        const moved = dragCamera(cam, 'orbit', delta, SIZE);
        const at = projectPoint(poseOf(moved), SIZE, cam.target)!;
        expect(at[0] - SIZE.width / 2).toBeCloseTo(delta[0], 2);
        expect(at[1] - SIZE.height / 2).toBeCloseTo(delta[1], 2);
      }),
    );
  });

  test('panning a perspective keeps the target on its level', () => {
    fc.assert(
      fc.property(orbit, pixel, (cam, delta) => {
        expect(dragCamera(cam, 'pan', delta, SIZE).target[2]).toBe(cam.target[2]);
      }),
    );
  });

  test('orbiting keeps target and distance and never turns over the pole', () => {
    fc.assert(
      fc.property(orbit, pixel, (cam, delta) => {
        const moved = dragCamera(cam, 'orbit', [delta[0] * 10, delta[1] * 10], SIZE);
        expect(moved).toMatchObject({ target: cam.target, distance: cam.distance });
        expect(poseOf(moved).up[2]).toBeGreaterThan(0);
      }),
    );
  });

  test('dragging to the right brings what is in front of the target to the right', () => {
    const cam: OrbitCamera = {
      kind: 'orbit',
      target: [0, 0, 0],
      distance: 20,
      azimuthRad: 0,
      elevationRad: 0.5,
    };
    const moved = dragCamera(cam, 'orbit', [40, 0], SIZE);
    expect(projectPoint(poseOf(moved), SIZE, [-5, 0, 0])![0]).toBeGreaterThan(SIZE.width / 2);
  });
});

describe('framing', () => {
  const bounds = fc
    .tuple(place, fc.tuple(...[200, 200, 20].map((most) => fc.double({ min: 1, max: most, noNaN: true }))))
    .map(([min, [x, y, z]]) => ({ min, max: [min[0] + x!, min[1] + y!, min[2] + z!] as const }));

  test('every corner of the bounds is in view, and the view is not much larger than needed', () => {
    fc.assert(
      fc.property(bounds, angle, fc.constantFrom('orbit', 'top'), (box, heading, kind) => {
        const pose = poseOf(frameCamera(kind, box, heading, SIZE));
        const shown = boundsCorners(box).map((corner) => projectPoint(pose, SIZE, corner)!);
        for (const [x, y] of shown) {
          expect(x).toBeGreaterThan(-1);
          expect(x).toBeLessThan(SIZE.width + 1);
          expect(y).toBeGreaterThan(-1);
          expect(y).toBeLessThan(SIZE.height + 1);
        }
        const reach = Math.max(
          ...shown.map(([x, y]) => Math.max(Math.abs(x / SIZE.width - 0.5), Math.abs(y / SIZE.height - 0.5))),
        );
        expect(reach).toBeGreaterThan(0.45);
      }),
    );
  });

  test('the heading points up on the screen', () => {
    fc.assert(
      fc.property(angle, fc.constantFrom('orbit', 'top'), (heading, kind) => {
        const pose = poseOf(frameCamera(kind, { min: [-9, -9, 0], max: [9, 9, 1] }, heading, SIZE));
        const ahead = projectPoint(pose, SIZE, [2 * Math.cos(heading), 2 * Math.sin(heading), 0.5])!;
        expect(ahead[0]).toBeCloseTo(SIZE.width / 2, 4);
        expect(ahead[1]).toBeLessThan(SIZE.height / 2);
      }),
    );
  });
});

describe('a flight', () => {
  test('begins and ends at its cameras, turns the short way, and is over after 220 ms', () => {
    const from: OrbitCamera = {
      kind: 'orbit',
      target: [0, 0, 0],
      distance: 100,
      azimuthRad: 3,
      elevationRad: 0.5,
    };
    const to = aimCamera({ ...from, azimuthRad: -3 }, [40, 0, 1], 3);
    const flight = new Flight(from, to, 1000);
    expect(distance(flight.cameraAt(1000).target, from.target)).toBeCloseTo(0, 9);
    expect(flight.cameraAt(1220)).toBe(to);
    expect([flight.isOver(1219), flight.isOver(1220)]).toEqual([false, true]);
    const half = mixCameras(from, to, 0.5) as OrbitCamera;
    expect(Math.abs(half.azimuthRad)).toBeGreaterThan(3);
    expect(half.distance).toBeCloseTo(Math.sqrt(100 * (to as OrbitCamera).distance), 6);
  });
});

describe('a level camera at a cuboid', () => {
  test('shows all of it, seen along its heading with its left on the left, and a little beyond', () => {
    fc.assert(
      fc.property(arbitraryCuboid(30), angle, (cuboid, yawRad) => {
        const pose = levelPose(levelAt(cuboid, yawRad, SIZE));
        for (const corner of cuboidCorners(cuboid)) {
          const [u, v] = projectPoint(pose, SIZE, corner)!;
          expect(u).toBeGreaterThan(0);
          expect(u).toBeLessThan(SIZE.width);
          expect(v).toBeGreaterThan(0);
          expect(v).toBeLessThan(SIZE.height);
          const depth = dot(subtract(corner, pose.position), pose.forward);
          expect(depth).toBeGreaterThan(0.39);
          expect(pose.lens).toMatchObject({ kind: 'orthographic' });
        }
        const left = addScaled(cuboid.centre, [-Math.sin(yawRad), Math.cos(yawRad), 0], 0.1);
        expect(projectPoint(pose, SIZE, left)![0]).toBeLessThan(SIZE.width / 2);
      }),
    );
  });

  test('moves its slice along with it, and not the picture', () => {
    fc.assert(
      fc.property(level, arbitraryCuboid(30), near([0, 0, 0]), (cam, cuboid, point) => {
        const before = projectPoint(levelPose(cam), SIZE, point)!;
        const moved = sliceAt(cam, cuboid, SIZE);
        const after = projectPoint(levelPose(moved), SIZE, point)!;
        expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeLessThan(0.05);
        const { position, forward } = levelPose(moved);
        expect(dot(subtract(cuboid.centre, position), forward)).toBeCloseTo(moved.reach, 3);
      }),
    );
  });
});
