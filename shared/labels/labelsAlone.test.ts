import { expect, test } from 'vitest';
import { labelsAlone } from './labelsAlone.ts';

const framesOf = (paths: readonly string[]) =>
  labelsAlone('labels', paths)?.sequences.map(({ id, folder, frames }) => ({
    id,
    folder,
    frames: frames.map((frame) => [frame.index, frame.id, frame.name]),
  }));

test('each sidecar is a frame, and what lies below a list of tracks a sequence', () => {
  const paths = [
    'b/lidar/10.pcd.labels.json',
    'b/lidar/2.pcd.labels.json',
    'b/tracks.json',
    'a/1.pcd.labels.json',
    'a/readme.txt',
  ];
  expect(framesOf(paths)).toEqual([
    { id: 'a', folder: 'a', frames: [[0, 'a/1.pcd', '1']] },
    {
      id: 'b',
      folder: 'b',
      frames: [
        [0, 'b/lidar/2.pcd', '2'],
        [1, 'b/lidar/10.pcd', '10'],
      ],
    },
  ]);
});

test('the folder itself may be the sequence, by an id that does not hang on its name', () => {
  const expected = [{ id: '.', folder: undefined, frames: [[0, 'lidar/1.pcd', '1']] }];
  expect(framesOf(['tracks.json', 'lidar/1.pcd.labels.json'])).toEqual(expected);
});

test('without a sidecar there is nothing', () => {
  expect(labelsAlone('labels', ['tracks.json', 'a.json'])).toBeUndefined();
});
