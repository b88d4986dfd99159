import type { start as english } from '../en/start.ts';
import type { TranslationOf } from '../translationOf.ts';

export const start: TranslationOf<typeof english> = {
  start: {
    tagline: '在本机标注激光雷达与相机数据，不上传任何内容。',
    openFolder: '打开文件夹…',
    reads:
      '支持 KITTI、nuScenes、T4、PandaSet、SUSTechPOINTS、Supervisely、Xtreme1、CVAT 和 ROS 文件夹，以及只有点云和图像的文件夹。',
    newHere: '初次使用？',
    sampleFacts: '一小段行车数据，可用来练习画框',
    openSample: '打开示例数据',
    recent: '最近打开',
    recentKeys: '按 Enter 打开',
    noRecent: '打开过的文件夹会列在这里',
    removeRecent: '从列表中移除 {{name}}',
    recentFacts_other: '{{count}} 帧',
    opening: '正在打开 {{name}}…',
    filesSeen_other: '已找到 {{files}} 个文件',
    offline: '无需网络',
    notOpened: '未能打开',
    dropUnsupported: '此处无法得知所拖文件夹的位置，用“打开文件夹…”选择',
  },
  browser: {
    title: '打开文件夹',
    up: '上一级文件夹',
    empty: '此处没有文件夹',
    loading: '正在读取文件夹…',
    choose: '打开此文件夹',
    cancel: '取消',
  },
  layout: {
    boxwright: 'Boxwright 数据集',
    sustechpoints: 'SUSTechPOINTS 场景',
    'kitti-object': 'KITTI 目标检测',
    'kitti-raw': 'KITTI 原始数据',
    nuscenes: 'nuScenes',
    t4: 'TIER IV T4',
    pandaset: 'PandaSet',
    supervisely: 'Supervisely',
    xtreme1: 'Xtreme1',
    'cvat-3d': 'CVAT 3D',
    ros: 'ROS / Autoware 文件夹',
    bare: '点云与图像',
    other: '{{layout}} 数据集',
  },
};
