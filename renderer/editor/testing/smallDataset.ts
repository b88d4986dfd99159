import type { Camera, Dataset, Frame, Sequence } from '#shared/dataset/dataset.ts';
import type { FrameId } from '../document/records.ts';

/** A camera at the label frame's origin that looks along +x: OpenCV axes z forward, x right, y down. */
export const frontCamera: Camera = {
  id: 'front',
  name: 'Front',
  width: 800,
  height: 600,
  calibration: {
    intrinsics: { model: 'pinhole', fx: 600, fy: 600, cx: 399.5, cy: 299.5 },
    cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 0, 0] },
    hash: `sha256:${'0'.repeat(64)}`,
  },
};

export function frameIdAt(index: number): FrameId {
  return `lidar/00000${index}.pcd` as FrameId;
}

function frameAt(index: number): Frame {
  return {
    id: frameIdAt(index),
    name: `00000${index}`,
    index,
    clouds: [{ sensor: 'lidar', path: frameIdAt(index) }],
    images: [{ sensor: 'front', path: `camera/front/00000${index}.jpg` }],
  };
}

/** One sequence of six frames with a lidar and a camera; two classes. */
export const smallSequence: Sequence = {
  id: 'drive',
  name: 'drive',
  lidars: [
    {
      id: 'lidar',
      name: 'lidar',
      labelFromLidar: { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] },
    },
  ],
  cameras: [frontCamera],
  frames: [0, 1, 2, 3, 4, 5].map(frameAt),
};

export const smallDataset: Dataset = {
  name: 'small',
  layout: 'boxwright',
  labelFrame: 'lidar',
  ontology: {
    classes: [
      { name: 'car', color: '#39ABD6', size: [4.5, 1.8, 1.6], glyph: 'C' },
      { name: 'pedestrian', color: '#F8AD67', size: [0.8, 0.7, 1.75], glyph: 'P' },
    ],
  },
  sequences: [smallSequence],
  questions: [],
  problems: [],
};
