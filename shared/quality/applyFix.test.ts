import { describe, expect, test } from 'vitest';
import { fromYaw } from '../geometry/quaternion.ts';
import { applyFix, applyFixToTracks } from './applyFix.ts';
import { boxOf, objectOf, pointsWith, trackId, trackOf } from './testing/qualityScenes.ts';

const object = objectOf(1, {}, { points: 40, attributes: { occlusion: 1 } });
const other = objectOf(2);
const box = boxOf(5, { trackId: trackId(1), linkedBy: 'person' });
const labels = { objects: [object, other], boxes2d: [box] };
const unseen = { cameras: [] };

describe('a cuboid', () => {
  const cuboid = { centre: [1.23456789, 0, 0.8], size: [4.5, 1.85, 1.55], rotation: fromYaw(0.5) } as const;

  test('is rounded as those that people draw, and what follows from it is derived anew', () => {
    const points = pointsWith({ count: () => [7] });
    const fixed = applyFix(labels, { kind: 'cuboid', objectId: object.id, cuboid }, { cameras: [], points });
    expect(fixed.objects[0]).toMatchObject({
      cuboid: { centre: [1.2346, 0, 0.8], yaw: expect.closeTo(0.5, 6) as number },
      points: 7,
      projections: [],
      attributes: { occlusion: 1 },
    });
    expect(fixed.objects[1]).toBe(other);
  });

  test('without its cloud has no known points any more; unmoved it keeps them', () => {
    const moved = applyFix(labels, { kind: 'cuboid', objectId: object.id, cuboid }, unseen);
    expect(moved.objects[0]?.points).toBeNull();
    const { centre, size, rotation } = object.cuboid;
    const same = { centre, size, rotation };
    const kept = applyFix(labels, { kind: 'cuboid', objectId: object.id, cuboid: same }, unseen);
    expect(kept.objects[0]).toEqual(object);
  });
});

test('classes, sizes, links, rectangles, attributes, and what is removed', () => {
  const { objects, boxes2d } = applyFix(
    labels,
    { kind: 'trackClass', trackId: trackId(1), class: 'bus' },
    unseen,
  );
  expect([objects[0]?.class, objects[1]?.class, boxes2d[0]?.class]).toEqual(['bus', 'car', 'bus']);
  const sized = applyFix(labels, { kind: 'trackSize', trackId: trackId(1), size: [5, 2, 2] }, unseen);
  expect(sized.objects.map(({ cuboid }) => cuboid.size[0])).toEqual([5, 4.5]);
  const unlinked = applyFix(
    labels,
    { kind: 'links', links: [{ box2dId: box.id, trackId: undefined }] },
    unseen,
  );
  expect(unlinked.boxes2d).toEqual([boxOf(5)]);
  const linked = applyFix(
    labels,
    { kind: 'links', links: [{ box2dId: box.id, trackId: trackId(2) }] },
    unseen,
  );
  expect(linked.boxes2d[0]).toMatchObject({ trackId: trackId(2), linkedBy: 'matched' });
  const rectangle = { left: 1, top: 2, right: 3, bottom: 4 };
  const redrawn = applyFix(labels, { kind: 'rectangle', box2dId: box.id, rectangle }, unseen);
  expect(redrawn.boxes2d[0]?.rectangle).toEqual(rectangle);
  const flagged = applyFix(labels, { kind: 'attributes', id: box.id, attributes: { truncation: 1 } }, unseen);
  expect(flagged.boxes2d[0]?.attributes).toEqual({ truncation: 1 });
  expect(applyFix(labels, { kind: 'removeObject', objectId: other.id }, unseen).objects).toEqual([object]);
  expect(applyFix(labels, { kind: 'removeBox', box2dId: box.id }, unseen).boxes2d).toEqual([]);
});

test('tracks change only where a fix is about them', () => {
  const tracks = [trackOf(1), trackOf(2)];
  expect(applyFixToTracks(tracks, { kind: 'trackClass', trackId: trackId(2), class: 'bus' })).toEqual([
    trackOf(1),
    trackOf(2, { class: 'bus' }),
  ]);
  expect(applyFixToTracks(tracks, { kind: 'trackClass', trackId: trackId(1), class: 'car' })).toBe(tracks);
  expect(applyFixToTracks(tracks, { kind: 'removeObject', objectId: object.id })).toBe(tracks);
});
