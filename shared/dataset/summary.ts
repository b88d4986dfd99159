import type { Dataset } from './dataset.ts';

/** The numbers of the sentence “SUSTechPOINTS scene, 4 frames, 3 cameras, 1 frame without images”. */
export interface DatasetSummary {
  readonly layout: string;
  readonly frames: number;
  /** The largest number of cameras that a sequence has. */
  readonly cameras: number;
  readonly framesWithoutImages: number;
  /** Files that were not used. */
  readonly skipped: number;
}

export function summariseDataset({ layout, sequences, problems }: Dataset): DatasetSummary {
  const frames = sequences.flatMap((sequence) => sequence.frames);
  return {
    layout,
    frames: frames.length,
    cameras: Math.max(...sequences.map((sequence) => sequence.cameras.length)),
    framesWithoutImages: frames.filter((frame) => frame.images.length === 0).length,
    skipped: problems
      .filter(({ code }) => code === 'file.skipped')
      .reduce((sum, { params }) => sum + Number(params?.['count'] ?? 1), 0),
  };
}
