import { describe, expect, test } from 'vitest';
import {
  EXAMPLE_FRAME_ID,
  EXAMPLE_TRACK_ID,
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
} from '../../../testing/exampleLabels.ts';
import { ProblemError } from '../../problems/problem.ts';
import { objectIdOf } from '../ids.ts';
import type { ObjectJson } from '../sidecar.ts';
import { PRESENCE } from './mergeRecords.ts';
import { mergeJson } from './mergeJson.ts';
import { mergeSidecars } from './mergeSidecars.ts';
import { mergeTracksFiles } from './mergeTracksFiles.ts';

const OTHER_TRACK = '7b5d3d1f-7a1c-4b68-8e1d-1e6e7b9eac22';

function withObject(...changes: Partial<ObjectJson>[]) {
  return exampleSidecar({ objects: changes.map(exampleObject) });
}

const { cuboid, provenance } = exampleObject();
const moved = { ...cuboid, centre: [1, 2, 3] as [number, number, number] };
const resized = { ...cuboid, size: [9, 2, 1] as [number, number, number] };

describe('of one object', () => {
  test('one moved it, the other said what it is: both stand', () => {
    const { merged, conflicts } = mergeSidecars(
      withObject({}),
      withObject({
        cuboid: moved,
        points: 3,
        provenance: { source: 'manual', keyframe: true, author: 'ann' },
      }),
      withObject({ attributes: { doors: 4, parked: false, colour: 'red', wet: true }, status: 'draft' }),
    );
    expect(conflicts).toEqual([]);
    expect(merged.objects[0]).toMatchObject({
      cuboid: moved,
      points: 3,
      provenance: { author: 'ann' },
      attributes: { doors: 4, parked: false, wet: true },
      status: 'draft',
    });
  });

  test('a centre and a size of two people never make one box', () => {
    const [ours, theirs] = [withObject({ cuboid: moved }), withObject({ cuboid: resized })];
    const { merged, conflicts } = mergeSidecars(withObject({}), ours, theirs);
    expect(merged.objects[0]?.cuboid).toEqual(moved);
    expect(conflicts).toEqual([
      {
        kind: 'object',
        id: exampleObject().id,
        trackId: EXAMPLE_TRACK_ID,
        fields: ['cuboid'],
        base: exampleObject(),
        ours: ours.objects[0],
        theirs: theirs.objects[0],
      },
    ]);
    const other = mergeSidecars(withObject({}), ours, theirs, { prefer: 'theirs' });
    expect(other.merged.objects[0]?.cuboid).toEqual(resized);
  });

  test('what one deleted and the other changed waits for a person', () => {
    const changed = withObject({ status: 'draft' });
    const { merged, conflicts } = mergeSidecars(withObject({}), withObject(), changed);
    expect(merged.objects).toEqual([]);
    expect(conflicts).toMatchObject([{ fields: [PRESENCE], ours: undefined, theirs: changed.objects[0] }]);
  });

  test('what one deleted and the other only counted again is deleted', () => {
    const counted = withObject({ points: 1, projections: [], provenance: { ...provenance, changedAt: '2' } });
    const { merged, conflicts } = mergeSidecars(withObject({}), counted, withObject());
    expect([merged.objects, conflicts]).toEqual([[], []]);
  });

  test('one moved it, the other said that it is set by hand where it was: neither holds of the other', () => {
    const { conflicts } = mergeSidecars(
      withObject({ provenance: { source: 'interpolated', keyframe: false } }),
      withObject({ provenance: { source: 'manual', keyframe: true } }),
      withObject({ provenance: { source: 'interpolated', keyframe: false }, cuboid: moved }),
    );
    expect(conflicts).toMatchObject([{ fields: ['cuboid'] }]);
  });

  test('ids in capitals are the same', () => {
    const shouting = withObject({ trackId: EXAMPLE_TRACK_ID.toUpperCase(), status: 'draft' });
    const { merged, conflicts } = mergeSidecars(withObject({}), withObject({ cuboid: moved }), shouting);
    expect([merged.objects.length, conflicts]).toEqual([1, []]);
    expect(merged.objects[0]).toMatchObject({ cuboid: moved, status: 'draft' });
  });

  test('an id that went to another track on one side is given once', () => {
    const retracked = withObject({ trackId: OTHER_TRACK });
    const { merged, conflicts } = mergeSidecars(withObject({}), withObject({ cuboid: moved }), retracked);
    expect(new Set(merged.objects.map(({ id }) => id))).toEqual(
      new Set([objectIdOf(EXAMPLE_TRACK_ID, EXAMPLE_FRAME_ID), objectIdOf(OTHER_TRACK, EXAMPLE_FRAME_ID)]),
    );
    expect(conflicts).toMatchObject([{ trackId: EXAMPLE_TRACK_ID, fields: [PRESENCE] }]);
  });

  test('the class is its track’s', () => {
    const classes = new Map([[EXAMPLE_TRACK_ID, 'Van']]);
    const classOf = (id: string) => classes.get(id);
    const { merged } = mergeSidecars(withObject({}), withObject({}), withObject({ class: 'Bus' }), {
      classOf,
    });
    expect(merged.objects[0]?.class).toBe('Van');
  });
});

test('two people who both say that a frame is done agree', () => {
  const base = exampleSidecar();
  const mark = (author: string, markedAt: string) => ({
    ...base,
    frame: { ...base.frame, done: { author, markedAt } },
  });
  const { merged, conflicts } = mergeSidecars(base, mark('ann', '9'), mark('bob', '10'));
  expect([merged.frame.done, conflicts]).toEqual([{ author: 'bob', markedAt: '10' }, []]);
});

test('labels of another frame, or in another coordinate frame, are refused', () => {
  const base = exampleSidecar();
  const elsewhere = { ...base, frame: { ...base.frame, id: 'other.pcd' } };
  expect(() => mergeSidecars(base, base, elsewhere)).toThrow(ProblemError);
  expect(() => mergeSidecars(undefined, { ...base, labelFrame: 'ego' }, base)).toThrow(ProblemError);
});

test('a number that two tracks were given is given to one, whoever merges', () => {
  const file = exampleTracksFile();
  const [track] = file.tracks;
  const add = (id: string) => ({ ...file, tracks: [...file.tracks, { ...track!, id, number: 2 }] });
  const [a, b] = [add(OTHER_TRACK), add('00000000-0000-4000-8000-000000000001')];
  const { merged, conflicts } = mergeTracksFiles(file, a, b);
  expect(conflicts).toEqual([]);
  expect(merged.tracks.map(({ id, number }) => [id.slice(0, 1), number])).toEqual([
    ['0', 2],
    ['6', 1],
    ['7', 3],
  ]);
  expect(mergeTracksFiles(file, b, a).merged).toEqual(merged);
});

test('other JSON is merged key by key', () => {
  const base = { choices: { layout: 'a', clock: 'x' }, list: [1] };
  const ours = { choices: { layout: 'b', clock: 'x' }, list: [1, 2] };
  const theirs = { choices: { layout: 'a', clock: 'y', more: null }, list: [1, 3] };
  expect(mergeJson({ base, ours, theirs })).toEqual({
    merged: { choices: { layout: 'b', clock: 'y', more: null }, list: [1, 2] },
    conflicts: ['list'],
  });
});
