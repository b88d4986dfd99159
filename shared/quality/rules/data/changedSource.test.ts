import { expect, test } from 'vitest';
import { checkFrameRule, frameOf, objectOf } from '../../testing/qualityScenes.ts';
import { changedSource } from './changedSource.ts';

test('one finding for a frame, however many files have changed', () => {
  const changedSources = [
    { role: 'cloud', path: 'lidar/000001.pcd' },
    { role: 'calibration', path: 'calib/front.json' },
  ] as const;
  expect(checkFrameRule(changedSource, frameOf(0, [], { changedSources }))).toMatchObject([
    { params: { what: 'cloud', path: 'lidar/000001.pcd', files: 2 } },
  ]);
  expect(checkFrameRule(changedSource, frameOf(0, [objectOf(1)]))).toEqual([]);
});
