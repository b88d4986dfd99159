import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import { smallDataset, smallSequence } from './smallDataset.ts';

/**
 * A sequence of frames a tenth of a second apart from a vehicle that drives along x: what stands still comes a metre nearer
 * with every frame, unless it is told otherwise.
 */
export function longSequence(
  frames: number,
  options: { hasPoses?: boolean; metresPerFrame?: number } = {},
): Sequence {
  const { hasPoses = true, metresPerFrame = 1 } = options;
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    ...smallSequence,
    ...(hasPoses ? { egoFromLabel: { rotation: identity, translation: [0, 0, 0] } } : {}),
    frames: Array.from({ length: frames }, (_, index) => {
      const name = String(index).padStart(6, '0');
      const timestamp = { ns: `${index * 100_000_000}`, clock: 'utc', meaning: 'unknown' as const };
      return {
        id: `lidar/${name}.pcd`,
        name,
        index,
        clouds: [{ sensor: 'lidar', path: `lidar/${name}.pcd`, timestamp }],
        images: [],
        ...(hasPoses
          ? { worldFromEgo: { rotation: identity, translation: [index * metresPerFrame, 0, 0] } }
          : {}),
      };
    }),
  };
}

export function longDataset(sequence: Sequence): Dataset {
  return { ...smallDataset, sequences: [sequence] };
}
