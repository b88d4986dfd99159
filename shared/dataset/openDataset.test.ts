import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { openDataset } from './openDataset.ts';
import { summariseDataset } from './summary.ts';

test('an empty folder says so, also when the system has left a file in it', async () => {
  await expect(openDataset(memoryFolder('drive', { '.DS_Store': 'x' }))).rejects.toMatchObject({
    problem: { code: 'folder.empty', path: 'drive' },
  });
});

test('an unknown folder says what is in it', async () => {
  const files = { 'a/1.BIN': '', 'a/2.bin': '', 'notes.txt': '', Makefile: '', 'lidar/readme.txt': '' };
  await expect(openDataset(memoryFolder('drive', files))).rejects.toMatchObject({
    problem: { code: 'folder.unrecognised', params: { found: '2 .bin, 2 .txt, 1 Makefile' } },
  });
});

describe('whose dataset.json it is', () => {
  test('one of another program does not hide the layout beneath', async () => {
    const files = { 'dataset.json': '{"name": "nerf"}', 'lidar/1.pcd': 'x' };
    expect((await openDataset(memoryFolder('drive', files))).layout).toBe('sustechpoints');
  });

  test('one that is ours and broken is an error, not a reason to guess', async () => {
    const files = { 'dataset.json': '{"format": "boxwright-dataset",', 'lidar/1.pcd': 'x' };
    await expect(openDataset(memoryFolder('drive', files))).rejects.toMatchObject({
      problem: { code: 'json.malformed', path: 'dataset.json' },
    });
  });
});

const CHOICES = { format: 'boxwright-dataset', version: 1, choices: { layout: 'sustechpoints' } };

describe('a dataset.json that only answers', () => {
  test('leaves the layout to be recognised, and is not called unused', async () => {
    const files = { 'dataset.json': JSON.stringify(CHOICES), 'lidar/1.pcd': 'x' };
    const dataset = await openDataset(memoryFolder('drive', files));
    expect([dataset.layout, dataset.problems]).toEqual(['sustechpoints', []]);
  });

  test('with choices that are none is an error', async () => {
    const broken = { ...CHOICES, choices: { colour: 'red' } };
    const files = { 'dataset.json': JSON.stringify(broken), 'lidar/1.pcd': 'x' };
    await expect(openDataset(memoryFolder('drive', files))).rejects.toMatchObject({
      problem: { code: 'schema.mismatch', path: 'dataset.json' },
    });
  });
});

test('the summary counts what people ask first', async () => {
  const dataset = await openDataset(
    memoryFolder('drive', {
      'lidar/1.pcd': 'x',
      'lidar/2.pcd': 'x',
      'camera/front/1.jpg': 'x',
      'camera/left/1.jpg': 'x',
      LICENSE: 'x',
    }),
  );
  expect(summariseDataset(dataset)).toEqual({
    layout: 'sustechpoints',
    frames: 2,
    cameras: 2,
    framesWithoutImages: 1,
    skipped: 1,
  });
});
