import { describe, expect, test } from 'vitest';
import { exampleObject, exampleSidecar } from '../../testing/exampleLabels.ts';
import type { Frame } from '../dataset/dataset.ts';
import { SIDECAR_CONVENTIONS } from './conventions.ts';
import { buildSidecar, serialiseSidecar, type SidecarParts } from './frameSidecar.ts';
import { sidecarSchema } from './sidecar.ts';
import { sidecarPath, tracksPath } from './labelPaths.ts';

const FRAME: Frame = {
  id: 'lidar/000965.pcd',
  name: '000965',
  index: 1,
  clouds: [{ sensor: 'lidar', path: 'lidar/000965.pcd' }],
  images: [
    {
      sensor: 'front',
      path: 'front/000965.jpg',
      timestamp: { ns: '7', clock: 'gps', meaning: 'mid-exposure' },
    },
  ],
};

function parts(changes: Partial<SidecarParts> = {}): SidecarParts {
  return {
    dataset: { labelFrame: 'lidar' },
    sequence: { id: 'example' },
    frame: FRAME,
    objects: [],
    boxes2d: [],
    review: [],
    generator: { name: 'boxwright', version: '9.9.9' },
    ...changes,
  };
}

describe('buildSidecar', () => {
  test('a new one is complete', () => {
    const sidecar = buildSidecar(parts({ objects: [exampleObject()] }));
    expect(sidecarSchema.parse(sidecar)).toEqual(sidecar);
    expect(sidecar.conventions).toEqual(SIDECAR_CONVENTIONS);
    expect(sidecar.frame).toEqual({
      id: FRAME.id,
      sequence: 'example',
      index: 1,
      timestamps: { front: { ns: '7', clock: 'gps', meaning: 'mid-exposure' } },
    });
  });

  test('carries over what it does not know, its sources, times and pose', () => {
    const base = exampleSidecar({ futureKey: 1 });
    base.generator['commit'] = 'abc';
    base.frame['weather'] = 'rain';
    const { futureKey, generator, sources, frame } = buildSidecar(parts({ base }));
    expect({ futureKey, generator, weather: frame['weather'] }).toEqual({
      futureKey: 1,
      generator: { name: 'boxwright', version: '9.9.9', commit: 'abc' },
      weather: 'rain',
    });
    expect(sources).toBe(base.sources);
    expect(Object.keys(frame.timestamps).sort()).toEqual(['front', 'lidar']);
    expect(frame.worldFromEgo).toEqual(base.frame.worldFromEgo);
  });

  test('an edited object keeps keys it did not know, and loses what the edit took away', () => {
    const before = exampleObject({ futureKey: 'kept' });
    before.cuboid['covariance'] = [1, 2, 3];
    const { author: _author, ...provenance } = exampleObject().provenance;
    const after = exampleObject({ attributes: { doors: 2 }, provenance, projections: [] });
    const [object] = buildSidecar(
      parts({ base: exampleSidecar({ objects: [before] }), objects: [after] }),
    ).objects;
    expect(object).toEqual({
      ...after,
      futureKey: 'kept',
      cuboid: { ...after.cuboid, covariance: [1, 2, 3] },
    });
    expect(object!.provenance.author).toBeUndefined();
  });

  test('an object that is gone stays gone, one that is untouched stays as it was', () => {
    const base = exampleSidecar();
    expect(buildSidecar(parts({ base })).objects).toEqual([]);
    expect(buildSidecar(parts({ base, objects: base.objects })).objects[0]).toBe(base.objects[0]);
  });

  test('a done mark keeps keys it did not know, and goes when it is taken away', () => {
    const base = exampleSidecar();
    base.frame.done = { author: 'lin', markedAt: '7', futureKey: [1] };
    const done = { author: 'wu', markedAt: '8' };
    expect(buildSidecar(parts({ base, done })).frame.done).toEqual({ ...done, futureKey: [1] });
    expect(buildSidecar(parts({ base })).frame).not.toHaveProperty('done');
  });

  test('building again from what was built changes no byte', () => {
    const base = exampleSidecar({ futureKey: 1 });
    const { objects, boxes2d, review } = base;
    const first = buildSidecar(parts({ base, objects, boxes2d, review }));
    const again = buildSidecar(parts({ base: first, objects, boxes2d, review }));
    expect(serialiseSidecar(again)).toBe(serialiseSidecar(first));
  });
});

test('where labels lie', () => {
  expect(sidecarPath('lidar/000965.pcd')).toBe('lidar/000965.pcd.labels.json');
  expect(tracksPath({})).toBe('tracks.json');
  expect(tracksPath({ folder: 'data/s1' })).toBe('data/s1/tracks.json');
});
