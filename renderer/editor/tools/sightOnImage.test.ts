import { describe, expect, test } from 'vitest';
import { cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { convexContains, signedArea } from '#shared/geometry/polygon.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { boundsOfPoints } from '#shared/geometry/rectangle.ts';
import { distance } from '#shared/geometry/vec3.ts';
import { lookingView, pixelOf } from '../testing/fakeViews.ts';
import { sightOnImage } from './sightOnImage.ts';

const SIZE = [4.4, 1.8, 1.6] as const;
const view = lookingView([0, 0, 1.6], [20, 0, 1], 'image');
const level = (): number => 0;

describe('what stands where a rectangle was drawn on an image', () => {
  test.each([0, 0.5, Math.PI / 2])('is on the ground that it may stand on, heading %d', (yawRad) => {
    for (const [x, y] of [
      [12, 0],
      [18, 4],
      [30, -6],
    ] as const) {
      const car: Cuboid = { centre: [x, y, 0.8], size: SIZE, rotation: fromYaw(yawRad) };
      const corners = cuboidCorners(car);
      const drawn = boundsOfPoints(corners.map((corner) => pixelOf(view, corner)))!;
      const { at, within } = sightOnImage(view, drawn, SIZE, level)!;
      const outline = within.map(([px, py]) => [px, py] as const);
      expect(signedArea(outline)).toBeGreaterThan(0);
      expect(convexContains(outline, [x, y])).toBe(true);
      expect(distance([at[0], at[1], 0], [x, y, 0])).toBeLessThan(2.5);
    }
  });

  test('is nowhere where the lower edge is above the horizon', () => {
    expect(sightOnImage(view, { left: 300, top: 20, right: 400, bottom: 80 }, SIZE, level)).toBeUndefined();
  });

  test('follows the ground', () => {
    const { within } = sightOnImage(
      view,
      { left: 380, top: 300, right: 420, bottom: 340 },
      SIZE,
      () => -0.5,
    )!;
    expect(within.map(([, , z]) => z)).toEqual([-0.5, -0.5, -0.5, -0.5]);
  });
});
