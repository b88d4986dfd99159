import { expect, test } from 'vitest';
import { cuboidContains, cuboidCorners, type Cuboid } from '#shared/geometry/cuboid.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { compareLabels } from '#shared/labels/versions/compareLabels.ts';
import { boxAbout } from '#renderer/batch/comparePainter.ts';
import { versionObjects } from '#renderer/editor/edits/restoreVersion.ts';
import type { CuboidId, CuboidRecord, FrameId, TrackId } from '#renderer/editor/document/records.ts';
import { formatMoment } from './formatMoment.ts';
import { movedBy, numbersOf, objectDifferences, turnedBy } from './objectDifferences.ts';

function recordAt(track: string, x: number, yawRad = 0): CuboidRecord {
  return {
    type: 'cuboid',
    id: track as CuboidId,
    frameId: 'f' as FrameId,
    trackId: track as TrackId,
    cuboid: { centre: [x, 0, 0], size: [4, 2, 1.5], rotation: fromYaw(yawRad) },
    attributes: {},
    provenance: { source: 'manual', keyframe: true },
    status: 'draft',
    extra: {},
  };
}

const objects = (...records: readonly CuboidRecord[]) => versionObjects(records, () => 'car');

test('what is lost comes first, then what moved, the farthest first, then what came', () => {
  const was = objects(recordAt('lost', 0), recordAt('near', 0), recordAt('far', 0));
  const now = objects(recordAt('near', 1), recordAt('far', 3, 0.5), recordAt('new', 0));
  const all = objectDifferences(compareLabels(was, now));
  expect(all.map(({ trackId }) => trackId)).toEqual(['lost', 'far', 'near', 'new']);
  expect(all.map(movedBy)).toEqual([0, 3, 1, 0]);
  expect(turnedBy(all[1]!)).toBeCloseTo(0.5, 12);
  expect(numbersOf(all[1]!)[0]).toEqual({ key: 'x', was: 0, now: 3 });
  expect(numbersOf(all[0]!)[0]).toEqual({ key: 'x', was: 0, now: undefined });
});

test('the box about an object at two times holds both', () => {
  const [was, now] = [recordAt('a', 0, 0.3).cuboid, recordAt('a', 5, 1).cuboid];
  const box = boxAbout({ was, now })!;
  const roomy: Cuboid = { ...box, size: [box.size[0] + 1e-9, box.size[1] + 1e-9, box.size[2] + 1e-9] };
  for (const corner of [was, now].flatMap(cuboidCorners)) expect(cuboidContains(roomy, corner)).toBe(true);
  expect(boxAbout({ was, now: undefined })).toBe(was);
});

test('a moment of another day has its date', () => {
  const noon = new Date(2026, 2, 4, 12, 0, 0).getTime();
  expect(formatMoment(noon, noon + 3_600_000)).toBe('12:00:00');
  expect(formatMoment(noon, noon + 86_400_000)).toBe('2026-03-04 12:00');
});
