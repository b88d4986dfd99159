import { describe, expect, test } from 'vitest';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import type { CameraView } from '../../camera/cameraView.ts';
import { objectIdOf } from '../../labels/ids.ts';
import type { Box2dJson, ObjectJson } from '../../labels/sidecar.ts';
import { linkBoxes } from './linkBoxes.ts';

/** At the label frame's origin, looking along +x: z forward, x right, y down. */
const front: CameraView = {
  model: createCameraModel({ model: 'pinhole', fx: 600, fy: 600, cx: 399.5, cy: 299.5 }),
  cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] },
  width: 800,
  height: 600,
};
const views = new Map([['front', front]]);

function trackOf(number: number): string {
  return `00000000-0000-4000-8000-00000000000${number}`;
}

function car(number: number, y: number): ObjectJson {
  const trackId = trackOf(number);
  return {
    id: objectIdOf(trackId, 'f'),
    trackId,
    class: 'car',
    attributes: {},
    cuboid: { centre: [20, y, 0], size: [4, 2, 2], rotation: [0, 0, 0, 1], yaw: 0 },
    points: null,
    provenance: { source: 'manual', keyframe: true },
    status: 'draft',
    projections: [],
  };
}

/** Round a car 20 m ahead and `y` to the left, whose near face is 18 m away. */
function boxAt(number: number, y: number, more: Partial<Box2dJson> = {}): Box2dJson {
  const middle = 399.5 - (y * 600) / 18;
  const rectangle = { left: middle - 36, top: 266, right: middle + 36, bottom: 333 };
  return { id: trackOf(number), camera: 'front', rectangle, class: 'car', source: 'model', ...more };
}

describe('linking 2D boxes by what cuboids look like', () => {
  test('gives each its track, and says so', () => {
    const { boxes, matches } = linkBoxes(
      [car(1, 0), car(2, 4)],
      [boxAt(8, 4), boxAt(9, 0)],
      views,
      () => true,
    );
    expect(boxes).toMatchObject([
      { trackId: trackOf(2), linkedBy: 'matched' },
      { trackId: trackOf(1), linkedBy: 'matched' },
    ]);
    expect(matches.get('front')?.matches).toHaveLength(2);
  });

  test('leaves links of people, and what it may not touch, as they are', () => {
    const byPerson = boxAt(8, 0, { trackId: trackOf(2), linkedBy: 'person' });
    const drawn = boxAt(9, 4, { source: 'manual' });
    const { boxes } = linkBoxes(
      [car(1, 0), car(2, 4)],
      [byPerson, drawn],
      views,
      ({ source }) => source !== 'manual',
    );
    expect(boxes).toEqual([byPerson, drawn]);
  });

  test('makes the links of an earlier matching anew, and takes back what fits no more', () => {
    const before = [boxAt(8, 0, { trackId: trackOf(2), linkedBy: 'matched' })];
    expect(linkBoxes([car(1, 0)], before, views, () => true).boxes).toMatchObject([{ trackId: trackOf(1) }]);
    const [gone] = linkBoxes([car(1, 8)], before, views, () => true).boxes;
    expect(gone).not.toHaveProperty('trackId');
    expect(gone).not.toHaveProperty('linkedBy');
  });

  test('changes nothing the second time, nor on a camera that has no calibration', () => {
    const once = linkBoxes([car(1, 0)], [boxAt(8, 0), boxAt(9, 0, { camera: 'rear' })], views, () => true);
    const twice = linkBoxes([car(1, 0)], once.boxes, views, () => true);
    expect(twice.boxes[0]).toBe(once.boxes[0]);
    expect(twice.boxes[1]).not.toHaveProperty('trackId');
    expect(twice.matches.has('rear')).toBe(false);
  });
});
