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
  const files = { 'a/1.JPG': '', 'a/2.jpg': '', 'notes.txt': '', Makefile: '', 'lidar/readme.txt': '' };
  await expect(openDataset(memoryFolder('drive', files))).rejects.toMatchObject({
    problem: { code: 'folder.unrecognised', params: { found: '2 .jpg, 2 .txt, 1 Makefile' } },
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

describe('a folder that fits two layouts', () => {
  const files = {
    'lidar/1.pcd': 'x',
    'velodyne/1.bin': 'x',
    'calib/1.txt': 'x',
    'image_2/1.png': 'x',
    'label_2/1.txt': 'x',
  };

  test('is opened as the likelier one, and asked', async () => {
    const { layout, questions } = await openDataset(memoryFolder('drive', files));
    expect(questions).toEqual([
      {
        id: 'layout',
        options: ['kitti-object', 'sustechpoints'],
        chosen: 'kitti-object',
        isAnswered: false,
      },
    ]);
    expect(layout).toBe('kitti-object');
  });

  test('is opened as a person has chosen, in dataset.json or here', async () => {
    const written = { ...files, 'dataset.json': JSON.stringify(CHOICES) };
    expect((await openDataset(memoryFolder('drive', written))).layout).toBe('sustechpoints');
    const over = await openDataset(memoryFolder('drive', written), { layout: 'kitti-object' });
    expect([over.layout, over.questions[0]?.isAnswered]).toEqual(['kitti-object', true]);
  });
});

test('the broken half of one layout does not keep the other from opening', async () => {
  const tables = ['sample', 'sample_data', 'scene', 'sensor', 'calibrated_sensor', 'ego_pose'];
  const files = {
    ...Object.fromEntries(tables.map((table) => [`v1.0-mini/${table}.json`, '['])),
    'lidar/1.pcd': 'x',
  };
  const dataset = await openDataset(memoryFolder('drive', files), { layout: 'nuscenes' });
  expect(dataset.questions[0]).toMatchObject({ chosen: 'sustechpoints', isAnswered: false });
  expect(dataset.problems[0]).toMatchObject({ code: 'json.malformed', severity: 'error' });
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
