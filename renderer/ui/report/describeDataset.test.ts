import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import type { Dataset } from '#shared/dataset/dataset.ts';
import { LAYOUT_IDS } from '#shared/dataset/layoutIds.ts';
import { translator } from '#renderer/i18n/testing/translator.ts';
import { describeContents, describeDataset, layoutName } from './describeDataset.ts';

const cloud = { sensor: 'lidar', path: 'a.pcd' };
const image = { sensor: 'front', path: 'a.jpg' };
const dataset: Dataset = {
  name: 'gate',
  layout: 'sustechpoints',
  labelFrame: 'lidar',
  ontology: DEFAULT_ONTOLOGY,
  sequences: [
    {
      id: 's',
      name: 's',
      lidars: [
        {
          id: 'lidar',
          name: 'lidar',
          labelFromLidar: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
        },
      ],
      cameras: ['front', 'left', 'right'].map((id) => ({ id, name: id })),
      frames: [
        { id: 'a', name: 'a', index: 0, clouds: [cloud], images: [image] },
        { id: 'b', name: 'b', index: 1, clouds: [cloud], images: [] },
      ],
    },
  ],
  questions: [],
  problems: [{ code: 'file.skipped', severity: 'info', path: 'notes.txt' }],
};

test.each([
  ['en', 'SUSTechPOINTS scene, 2 frames, 3 cameras, 1 frame without images, 1 file skipped'],
  ['zh-CN', 'SUSTechPOINTS 场景，2 帧，3 个相机，1 帧没有图像，跳过 1 个文件'],
])('what was found, in %s', async (lng, expected) => {
  expect(describeDataset(dataset, await translator(lng))).toBe(expected);
});

test.each([
  ['en', '2 frames, 3 cameras, 1 lidar', '2 sequences, 4 frames, 3 cameras, 1 lidar'],
  ['zh-CN', '2 帧，3 个相机，1 个激光雷达', '2 个序列，4 帧，3 个相机，1 个激光雷达'],
])('what it holds, in %s: one sequence goes without saying', async (lng, one, two) => {
  const t = await translator(lng);
  expect(describeContents(dataset, t)).toBe(one);
  const sequences = [...dataset.sequences, ...dataset.sequences];
  expect(describeContents({ ...dataset, sequences }, t)).toBe(two);
});

test.each([
  ['en', '2 frames, no cameras, 1 lidar'],
  ['zh-CN', '2 帧，没有相机，1 个激光雷达'],
])('a folder without cameras, in %s', async (lng, expected) => {
  const sequences = dataset.sequences.map((sequence) => ({ ...sequence, cameras: [] }));
  expect(describeContents({ ...dataset, sequences }, await translator(lng))).toBe(expected);
});

test.each(['en', 'zh-CN'])('every layout has a name of its own in %s', async (lng) => {
  const t = await translator(lng);
  const names = LAYOUT_IDS.map((id) => layoutName(id, t));
  expect(new Set(names).size).toBe(LAYOUT_IDS.length);
  expect(layoutName('of-another-version', t)).toContain('of-another-version');
});
