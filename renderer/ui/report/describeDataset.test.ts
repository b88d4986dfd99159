import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '#shared/dataset/defaultOntology.ts';
import type { Dataset } from '#shared/dataset/dataset.ts';
import { en } from '#renderer/i18n/en.ts';
import { zhCn } from '#renderer/i18n/zhCn.ts';
import { describeDataset } from './describeDataset.ts';

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
      lidars: [],
      cameras: ['front', 'left', 'right'].map((id) => ({ id, name: id })),
      frames: [
        { id: 'a', name: 'a', index: 0, clouds: [cloud], images: [image] },
        { id: 'b', name: 'b', index: 1, clouds: [cloud], images: [] },
      ],
    },
  ],
  problems: [{ code: 'file.skipped', severity: 'info', path: 'notes.txt' }],
};

test.each([
  ['en', 'SUSTechPOINTS scene, 2 frames, 3 cameras, 1 frame without images, 1 file skipped'],
  ['zh-CN', 'SUSTechPOINTS 场景，2 帧，3 个相机，1 帧没有图像，跳过 1 个文件'],
])('what was found, in %s', async (lng, expected) => {
  const i18n = createInstance();
  const t = await i18n.init({
    lng,
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCn } },
    interpolation: { escapeValue: false },
  });
  expect(describeDataset(dataset, t)).toBe(expected);
  expect(describeDataset({ ...dataset, layout: 'kitti' }, t)).toContain('kitti');
});
