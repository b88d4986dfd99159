import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { Viewports } from './viewports.ts';

const car: Cuboid = { centre: [12, 3, 0.8], size: [4.4, 1.8, 1.6], rotation: fromYaw(0.6) };

function opened(): Viewports {
  const viewports = new Viewports();
  viewports.resize({ width: 754, height: 660 });
  return viewports;
}

describe('close up', () => {
  test('the four views are quarters that fill the scene, the perspective one unless an image is there', () => {
    const viewports = opened();
    viewports.lookAt(car);
    const corners = [
      [10, 10],
      [744, 10],
      [10, 650],
      [744, 650],
    ] as const;
    viewports.layout = 'quarters';
    expect(corners.map((at) => viewports.at(at)?.id)).toEqual(['top', 'perspective', 'side', 'rear']);
    const { top, rear } = viewports;
    expect([top.rect.width, rear.rect.left + rear.rect.width, rear.rect.top + rear.rect.height]).toEqual([
      377, 754, 660,
    ]);
    viewports.layout = 'quartersWithImage';
    expect(corners.map((at) => viewports.at(at)?.id)).toEqual(['top', undefined, 'side', 'rear']);
    expect([viewports.side.shows(car), viewports.rear.shows(car)]).toEqual([true, true]);
  });

  test('a large top view is large again afterwards', () => {
    const viewports = opened();
    viewports.swap();
    viewports.layout = 'quarters';
    expect(viewports.isSwapped).toBe(false);
    viewports.layout = 'rows';
    expect(viewports.isSwapped).toBe(true);
    expect(viewports.at([400, 100])?.id).toBe('top');
  });
});

describe('the views of one cuboid', () => {
  test('are there while there is one, beside the top view', () => {
    const viewports = opened();
    expect(viewports.views.map(({ id }) => id)).toEqual(['perspective', 'top']);
    expect(viewports.at([400, 600])).toBeUndefined();
    viewports.lookAt(car);
    expect([100, 400, 700].map((x) => viewports.at([x, 600])?.id)).toEqual(['top', 'side', 'rear']);
    viewports.swap();
    expect([100, 400, 700].map((x) => viewports.at([x, 600])?.id)).toEqual(['perspective', 'side', 'rear']);
    viewports.lookAt(undefined);
    expect(viewports.at([400, 600])).toBeUndefined();
  });

  test('show it from the right with its front on the right, and from behind with its left on the left', () => {
    const viewports = opened();
    viewports.lookAt(car);
    const ahead = { ...car, centre: [12 + Math.cos(0.6), 3 + Math.sin(0.6), 0.8] } as const;
    const left = [12 - Math.sin(0.6), 3 + Math.cos(0.6), 0.8] as const;
    const middle = viewports.side.rect.width / 2;
    expect(viewports.side.project(ahead.centre)![0]).toBeGreaterThan(middle + 5);
    expect(viewports.rear.project(left)![0]).toBeLessThan(viewports.rear.rect.width / 2 - 5);
    expect([viewports.side.shows(car), viewports.rear.shows(car)]).toEqual([true, true]);
    viewports.turnRound();
    expect(viewports.side.project(ahead.centre)![0]).toBeLessThan(middle - 5);
    expect(viewports.rear.project(left)![0]).toBeGreaterThan(viewports.rear.rect.width / 2 + 5);
  });

  test('stay as they are while it moves a little, and go after it where it leaves them', () => {
    const viewports = opened();
    viewports.lookAt(car);
    const { halfHeight, target } = viewports.rear.camera;
    const raised: Cuboid = { ...car, centre: [12, 3, 0.9] };
    viewports.follow(raised, undefined);
    expect(viewports.rear.camera).toMatchObject({ halfHeight, target });
    const away: Cuboid = { ...car, centre: [30, -8, 0.9] };
    viewports.follow(away, viewports.side);
    expect(viewports.rear.camera.target).toEqual(away.centre);
    // The view that it is being dragged in does not run away from the pointer.
    expect(viewports.side.camera.target).toEqual(target);
  });

  test('turn with it', () => {
    const viewports = opened();
    viewports.lookAt(car);
    viewports.follow({ ...car, rotation: fromYaw(1) }, undefined);
    expect(viewports.rear.camera.towardsYawRad).toBeCloseTo(1, 12);
    expect(viewports.side.camera.towardsYawRad).toBeCloseTo(1 + Math.PI / 2, 12);
  });
});
