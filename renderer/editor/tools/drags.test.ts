import { describe, expect, test } from 'vitest';
import { boxFromLabel, cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromAxisAngle, fromYaw, multiply } from '#shared/geometry/quaternion.ts';
import { addScaled, distance, type Vec3 } from '#shared/geometry/vec3.ts';
import { levelView, lookingView, pixelOf, topView } from '../testing/fakeViews.ts';
import type { Drag } from './drag.ts';
import { faceCentre, faceNormal } from './handles.ts';
import { beginMove } from './moveDrag.ts';
import { beginResize, pushFace, SMALLEST_SIDE } from './resizeDrag.ts';
import { beginRotate } from './rotateDrag.ts';
import type { Modifiers, ToolView } from './view.ts';

const car: Cuboid = { centre: [12, 3, 0.8], size: [4.4, 1.8, 1.6], rotation: fromYaw(0.6) };
const tilted: Cuboid = { ...car, rotation: multiply(fromYaw(0.6), fromAxisAngle([0, 1, 0], 0.2)) };
const none: Modifiers = { shift: false, primary: false, alt: false };
const views: readonly (readonly [string, ToolView])[] = [
  ['from above', topView],
  ['in perspective', lookingView([0, -6, 7], [12, 3, 0])],
  ['on an image', lookingView([0, 1, 1.7], [20, 3, 1.2], 'image')],
];

/** Drags from where one point appears to where another does. */
function dragTo(drag: Drag | undefined, view: ToolView, to: Vec3, modifiers = none): Cuboid {
  const cuboid = drag?.to(view, pixelOf(view, to), modifiers);
  if (cuboid === undefined) throw new Error('the drag has no answer');
  return cuboid;
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  actual.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 6));
}

describe.each(views)('resizing %s', (_, view) => {
  const axis = 0;
  const grab = faceCentre(car, { axis, sign: -1 });
  const begin = (): Drag | undefined => beginResize(car, [{ axis, sign: -1 }], view, pixelOf(view, grab));

  test('the face goes where it is dragged and the opposite face stays', () => {
    const normal = faceNormal(car, { axis: axis, sign: -1 });
    const now = dragTo(begin(), view, addScaled(grab, normal, 0.7));
    expectClose(now.size, [5.1, 1.8, 1.6]);
    expectClose(faceCentre(now, { axis: 0, sign: 1 }), faceCentre(car, { axis: 0, sign: 1 }));
    expect(begin()?.readout(now).delta).toBeCloseTo(0.7, 6);
  });

  test('with Shift the size stays', () => {
    const normal = faceNormal(car, { axis: axis, sign: -1 });
    const now = dragTo(begin(), view, addScaled(grab, normal, 0.7), { ...none, shift: true });
    expect(now.size).toEqual(car.size);
    expectClose(now.centre, addScaled(car.centre, normal, 0.7));
  });

  test('no side gets smaller than 5 cm, and then too the opposite face stays', () => {
    const now = dragTo(begin(), view, addScaled(grab, faceNormal(car, { axis: axis, sign: -1 }), -4.6));
    expect(now.size[0]).toBe(SMALLEST_SIDE);
    expectClose(faceCentre(now, { axis: 0, sign: 1 }), faceCentre(car, { axis: 0, sign: 1 }));
  });

  test('where it was grabbed nothing changes', () => {
    expect(begin()?.to(view, pixelOf(view, grab), none)).toEqual(car);
  });
});

describe.each(views)('turning %s', (_, view) => {
  test('the centre and the size stay, and so do pitch and roll', () => {
    const grab = pixelOf(view, faceCentre(tilted, { axis: 0, sign: 1 }));
    const now = beginRotate(tilted, view, grab)?.to(view, [grab[0] + 40, grab[1]], none);
    expect(now?.centre).toEqual(tilted.centre);
    expect(now?.size).toEqual(tilted.size);
    const up = now === undefined ? undefined : boxFromLabel({ ...now, centre: [0, 0, 0] }, [0, 0, 1]);
    expectClose(up ?? [], boxFromLabel({ ...tilted, centre: [0, 0, 0] }, [0, 0, 1]));
    expect(now?.rotation).not.toEqual(tilted.rotation);
  });

  test('the front follows the pointer', () => {
    const grab = faceCentre(car, { axis: 0, sign: 1 });
    const turned: Cuboid = { ...car, rotation: fromYaw(0.7) };
    const now = dragTo(
      beginRotate(car, view, pixelOf(view, grab)),
      view,
      faceCentre(turned, { axis: 0, sign: 1 }),
    );
    // Where the plane is seen edge-on the front is followed at its rate at the start, so not to the last digit.
    expect(cuboidYaw(now)).toBeCloseTo(0.7, view.kind === 'image' ? 1 : 6);
  });
});

test('turning with Shift stops at multiples of 5°', () => {
  const grab = faceCentre(car, { axis: 0, sign: 1 });
  const to = faceCentre({ ...car, rotation: fromYaw(0.7) }, { axis: 0, sign: 1 });
  const now = dragTo(beginRotate(car, topView, pixelOf(topView, grab)), topView, to, {
    ...none,
    shift: true,
  });
  expect(cuboidYaw(now)).toBeCloseTo((40 * Math.PI) / 180, 9);
});

describe.each(views)('moving %s', (_, view) => {
  test('the grabbed point stays under the pointer, and the height stays', () => {
    const grab = pixelOf(view, car.centre);
    const drag = beginMove(car, view, grab);
    const now = drag?.to(view, [grab[0] + 25, grab[1]], none);
    expect(now?.centre[2]).toBe(car.centre[2]);
    expect(now?.size).toEqual(car.size);
    expect(distance(now?.centre ?? car.centre, car.centre)).toBeGreaterThan(0.1);
    expect(drag?.to(view, grab, none)).toEqual(car);
  });
});

describe('moving', () => {
  test('from above goes exactly with the pointer', () => {
    const now = dragTo(beginMove(car, topView, pixelOf(topView, car.centre)), topView, [15, -2, 0]);
    expect(distance(now.centre, [15, -2, 0.8])).toBeCloseTo(0, 9);
  });

  test('above the horizon there is no place', () => {
    const view = lookingView([0, 0, 6], [12, 3, 0]);
    const drag = beginMove(car, view, pixelOf(view, car.centre));
    expect(drag?.to(view, [400, -4000], none)).toBeUndefined();
  });

  test('level with the camera it goes sideways and not far away', () => {
    const view = lookingView([0, 3, 0.8], [12, 3, 0.8], 'image');
    const [u, v] = pixelOf(view, car.centre);
    const now = beginMove(car, view, [u, v])?.to(view, [u + 60, v - 5], none);
    expect(distance(now?.centre ?? [99, 99, 99], car.centre)).toBeLessThan(2);
  });
});

describe('in a level view', () => {
  const level: Cuboid = { centre: [1, 2, 0.8], size: [4, 2, 1.6], rotation: fromYaw(0) };
  const view = levelView(Math.PI / 2);

  test('a cuboid moves up and down, too', () => {
    const now = dragTo(beginMove(level, view, pixelOf(view, level.centre)), view, [1.5, 0, 1]);
    expect(distance(now.centre, [1.5, 2, 1])).toBeCloseTo(0, 9);
  });

  test('a corner takes both faces along, and the other two stay', () => {
    const faces = [
      { axis: 0, sign: 1 },
      { axis: 2, sign: 1 },
    ] as const;
    const corner: Vec3 = [3, 0, 1.6];
    const drag = beginResize(level, faces, view, pixelOf(view, corner));
    const now = dragTo(drag, view, [3.5, 0, 1.8]);
    expectClose(now.size, [4.5, 2, 1.8]);
    expectClose(now.centre, [1.25, 2, 0.9]);
    expect(drag?.readout(now)).toMatchObject({ kind: 'resize', value: 4.5 });
    expect(drag?.guide(now)).toBeUndefined();
    const moved = dragTo(drag, view, [3.5, 0, 1.8], { ...none, shift: true });
    expectClose(moved.size, level.size);
    expectClose(moved.centre, [1.5, 2, 1]);
  });
});

test('pushing a face outward and back is nothing', () => {
  const right = { axis: 1, sign: -1 } as const;
  const back = pushFace(pushFace(tilted, right, 0.3), right, -0.3);
  expect(distance(back.centre, tilted.centre)).toBeCloseTo(0, 9);
  expect(distance(back.size, tilted.size)).toBeCloseTo(0, 9);
});
