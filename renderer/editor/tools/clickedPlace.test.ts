import { describe, expect, test } from 'vitest';
import { clickTolerance } from './clickedPlace.ts';
import type { ToolView } from './view.ts';

type RayAt = ToolView['rayAt'];

const fromEye: RayAt = ([x]) => ({
  origin: [0, 0, 5],
  direction: [Math.cos(x / 100), Math.sin(x / 100), 0],
});
const upToEdge: RayAt = ([x, y]) => (x > 50 ? undefined : fromEye([x, y]));
/** Ten times as near. */
const near: RayAt = ([x, y]) => ({ origin: [x / 100, y / 100, 5], direction: [0, 0, -1] });
const parallel: RayAt = ([x, y]) => ({ origin: [x / 10, y / 10, 5], direction: [0, 0, -1] });

function viewWith(rayAt: RayAt): ToolView {
  return { id: 'test', kind: 'perspective', project: () => undefined, rayAt, rightYawRad: () => 0 };
}

describe('how far from the pointer a point may be', () => {
  test('in a perspective view it is an angle', () => {
    const tolerance = clickTolerance(viewWith(fromEye), [50, 0], fromEye([50, 0])!);
    expect(tolerance).toEqual({ angleRad: expect.closeTo(0.06, 9) as number });
  });

  test('where rays are parallel it is a distance, and never far', () => {
    const tolerance = clickTolerance(viewWith(parallel), [50, 0], parallel([50, 0])!);
    expect(tolerance).toEqual({ radiusMetres: 0.3 });

    expect(clickTolerance(viewWith(near), [50, 0], near([50, 0])!)).toEqual({
      radiusMetres: expect.closeTo(0.06, 9) as number,
    });
  });

  test('at the edge of a lens it looks to the other side', () => {
    const tolerance = clickTolerance(viewWith(upToEdge), [50, 0], upToEdge([50, 0])!);
    expect(tolerance).toEqual({ angleRad: expect.closeTo(0.06, 9) as number });
  });
});
