import { describe, expect, test } from 'vitest';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { fromEulerXyz, fromYaw } from '#shared/geometry/quaternion.ts';
import { levelView, lookingView, pixelOf, topView } from '../testing/fakeViews.ts';
import { cursorOf, handleAt, handlesOf, HANDLE_TARGET, isSameHandle, type Handle } from './handles.ts';

const car: Cuboid = { centre: [5, 0, 0.8], size: [4, 2, 1.6], rotation: fromYaw(0) };

function names(handles: readonly Handle[]): string[] {
  return handles.map((handle) =>
    handle.kind === 'face'
      ? handle.faces.map(({ axis, sign }) => `${axis}${sign > 0 ? '+' : '-'}`).join()
      : 'rotate',
  );
}

/** The cursor over the front of the car turned by that much, seen from above. */
function frontCursor(yawRad: number): string {
  const turned = { ...car, rotation: fromYaw(yawRad) };
  const front = handlesOf(turned, topView).find(
    (handle) => handle.kind === 'face' && handle.faces[0]!.axis === 0,
  );
  return front === undefined ? 'none' : cursorOf(front, turned, topView);
}

describe('handles', () => {
  test('from above: the four sides and corners, and rotate beyond the front', () => {
    const small = handlesOf({ ...car, size: [4, 2.6, 1.6] }, topView);
    expect(names(small).sort()).toEqual([
      '0+',
      '0+,1+',
      '0+,1-',
      '0-',
      '0-,1+',
      '0-,1-',
      '1+',
      '1-',
      'rotate',
    ]);
    const rotate = small.find(({ kind }) => kind === 'rotate');
    // The front is at x = 7, which is 140 px up; 26 px further out.
    expect(rotate?.at).toEqual([400, 300 - 140 - 26]);
  });

  test('elsewhere: only faces that look at the viewer', () => {
    const handles = handlesOf(car, lookingView([-6, -8, 6], car.centre));
    expect(names(handles).sort()).toEqual(['0-', '1-', '2+', 'rotate']);
  });

  test('from its side: front, rear, roof and floor with their corners, and nothing to turn it by', () => {
    const tall: Cuboid = { ...car, size: [4, 2, 3] };
    const handles = names(handlesOf(tall, levelView(Math.PI / 2)));
    expect(handles.filter((name) => name.length === 2).sort()).toEqual(['0+', '0-', '2+', '2-']);
    expect(handles.filter((name) => name.includes(',')).sort()).toEqual(['0+,2+', '0+,2-', '0-,2+', '0-,2-']);
    expect(handles).not.toContain('rotate');
  });

  test('of a tilted one from behind: none on the faces that are looked at', () => {
    const tilted: Cuboid = { ...car, size: [4, 3, 2.6], rotation: fromEulerXyz(0, 0.1, 0) };
    expect(names(handlesOf(tilted, levelView(0, 'rear')))).not.toContain('0+');
    expect(names(handlesOf(tilted, levelView(0, 'rear')))).toContain('2+');
    expect(names(handlesOf(tilted, topView))).not.toContain('2+');
  });

  test('a corner that lies at the handle of a face is none', () => {
    expect(names(handlesOf(car, topView)).sort()).toEqual(['0+', '0-', '1+', '1-', 'rotate']);
  });

  test('a small box keeps only rotate', () => {
    const tiny: Cuboid = { ...car, size: [2, 0.6, 1.6] };
    expect(names(handlesOf(tiny, topView))).toEqual(['rotate']);
  });

  test('a box behind the viewer has none', () => {
    expect(handlesOf(car, lookingView([0, 0, 2], [-10, 0, 1]))).toEqual([]);
  });

  test('a target is 24 px wide', () => {
    const handles = handlesOf(car, topView);
    const [u, v] = pixelOf(topView, [3, 0, 0]);
    const near = HANDLE_TARGET / 2 - 0.5;
    expect(handleAt(handles, [u + near, v - near])).toMatchObject({
      kind: 'face',
      faces: [{ axis: 0, sign: -1 }],
    });
    expect(handleAt(handles, [u + HANDLE_TARGET / 2 + 0.5, v])).toBeUndefined();
  });

  test('rotate wins where targets overlap', () => {
    const face: Handle = { kind: 'face', faces: [{ axis: 0, sign: 1 }], at: [10, 10] };
    const rotate: Handle = { kind: 'rotate', at: [18, 10], from: [10, 10] };
    expect(handleAt([face, rotate], [11, 10])).toBe(rotate);
  });

  test('the cursor follows the direction on screen', () => {
    expect([0, Math.PI / 4, Math.PI / 2, -Math.PI / 4].map(frontCursor)).toEqual([
      'ns-resize',
      'nwse-resize',
      'ew-resize',
      'nesw-resize',
    ]);
  });

  test('a handle is the same wherever it is', () => {
    const [first] = handlesOf(car, topView);
    const [moved] = handlesOf({ ...car, centre: [8, 2, 1] }, topView);
    expect(isSameHandle(first, moved)).toBe(true);
    expect(isSameHandle(first, undefined)).toBe(false);
    expect(isSameHandle(undefined, undefined)).toBe(true);
  });
});
