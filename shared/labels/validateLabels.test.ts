import { describe, expect, test } from 'vitest';
import {
  EXAMPLE_TRACK_ID,
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
} from '../../testing/exampleLabels.ts';
import { serialiseSidecar, serialiseTracksFile } from './frameSidecar.ts';
import type { ObjectJson } from './sidecar.ts';
import { validateSidecar, validateTracksFile } from './validateLabels.ts';

const { tracks } = exampleTracksFile();

function faults(changes: Partial<ObjectJson>, known = tracks): unknown[] {
  const text = serialiseSidecar(exampleSidecar({ objects: [exampleObject(changes)] }));
  return validateSidecar(text, 'x.labels.json', known).map(({ severity, params }) => [
    severity,
    params!['where'],
    params!['reason'],
  ]);
}

function turned(rotation: ObjectJson['cuboid']['rotation'], yaw: number): Partial<ObjectJson> {
  return { cuboid: { ...exampleObject().cuboid, rotation, yaw } };
}

describe('validateSidecar', () => {
  test('finds nothing wrong with the example', () => {
    expect(faults({})).toEqual([]);
  });

  test.each<[string, Partial<ObjectJson>, unknown[]]>([
    ['an id of its own', { id: EXAMPLE_TRACK_ID }, ['warning', 'objects[0].id', 'idNotDerived']],
    ['another class than its track', { class: 'Van' }, ['warning', 'objects[0].class', 'classDiffers']],
    [
      'a yaw off by 2e-6',
      turned([0, 0, 0.247403959, 0.968912422], 0.500002),
      ['error', 'objects[0].cuboid.yaw', 'yawDiffers'],
    ],
    ['a long quaternion', turned([0, 0, 0, 1.002], 0), ['error', 'objects[0].cuboid.rotation', 'notUnit']],
    ['a zero quaternion', turned([0, 0, 0, 0], 0), ['error', 'objects[0].cuboid.rotation', 'notUnit']],
  ])('%s', (_name, changes, fault) => {
    expect(faults(changes)).toEqual([fault]);
  });

  test('a yaw of −π and one of π are the same', () => {
    expect(faults(turned([0, 0, 1, 0], -Math.PI))).toEqual([]);
  });

  test('a box that points straight up has no yaw to compare', () => {
    expect(faults(turned([0, -Math.SQRT1_2, 0, Math.SQRT1_2], 1))).toEqual([]);
  });

  test('a track that tracks.json does not have', () => {
    expect(faults({}, [])).toEqual([['error', 'objects[0].trackId', 'unknownTrack']]);
  });

  test('what cannot be parsed is the one problem', () => {
    expect(validateSidecar('{', 'x.labels.json')).toMatchObject([{ code: 'labels.malformed' }]);
  });
});

test('validateTracksFile', () => {
  expect(validateTracksFile(serialiseTracksFile(exampleTracksFile()), 'tracks.json')).toEqual([]);
  expect(validateTracksFile('{}', 'tracks.json')).toMatchObject([{ code: 'labels.version' }]);
});
