import { describe, expect, test } from 'vitest';
import { FileListing, sequenceInFolder } from './fileListing.ts';

const files = new FileListing([
  'a/Lidar/10.pcd',
  'a/Lidar/9.pcd',
  'a/Lidar/notes.txt',
  'a/camera/front/9.jpg',
  'a/camera/left/deep/9.jpg',
  'readme.md',
  'x/y/z/lidar/1.pcd',
]);

test('files of a folder come in natural order, by name', () => {
  expect(files.inFolder('a/Lidar', /\.pcd$/)).toEqual(['a/Lidar/9.pcd', 'a/Lidar/10.pcd']);
  expect(files.inFolder('')).toEqual(['readme.md']);
  expect(files.inFolder('nowhere')).toEqual([]);
});

test('a file is known by its whole path', () => {
  expect(files.has('readme.md')).toBe(true);
  expect(files.has('a/camera')).toBe(false);
});

describe('scenes', () => {
  test('lie at most two folders down, in whatever case', () => {
    expect(files.scenesWith('lidar', /\.pcd$/)).toEqual(['a']);
    expect(files.folderIn('a', 'lidar')).toBe('a/Lidar');
    expect(files.folderIn('b', 'lidar')).toBeUndefined();
  });

  test('the dataset’s own folder hides those in it', () => {
    const nested = new FileListing(['lidar/1.pcd', 'old/lidar/1.pcd']);
    expect(nested.scenesWith('lidar', /\.pcd$/)).toEqual(['']);
  });

  test('a folder whose name merely ends alike is none', () => {
    expect(new FileListing(['mylidar/1.pcd']).scenesWith('lidar', /\.pcd$/)).toEqual([]);
  });
});

test('subfolders are those directly inside', () => {
  expect(files.subfolders('a/camera')).toEqual(['front', 'left']);
  expect(files.subfolders('')).toEqual(['a', 'x']);
});

test('a sequence is called by its folder, else by the dataset', () => {
  expect(sequenceInFolder('data/s1', 'drive')).toEqual({ id: 'data/s1', name: 's1', folder: 'data/s1' });
  expect(sequenceInFolder('', 'drive')).toEqual({ id: 'drive', name: 'drive' });
});
