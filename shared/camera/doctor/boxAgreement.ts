import { intersectionOverUnion } from '../../geometry/rectangle.ts';
import { projectCuboid } from '../projectCuboid.ts';
import type { Trial } from './edgeAgreement.ts';

/** How well cuboids, as the camera sees them, meet the boxes that were drawn on its images. */
export interface BoxAgreement {
  /** Objects that are labelled on an image of the camera and in space. */
  readonly count: number;
  /** Mean intersection over union, 0 to 1; 0 without boxes. */
  readonly overlap: number;
}

export function boxAgreement(trials: readonly Trial[]): BoxAgreement {
  const overlaps = trials.flatMap(({ sight: { boxes, width, height }, calibration, model }) => {
    const view = { model, cameraFromLabel: calibration.cameraFromLabel, width, height };
    return boxes.map(({ cuboid, rectangle }) => {
      const seen = projectCuboid(cuboid, view)?.clipped;
      return seen === undefined ? 0 : intersectionOverUnion(seen, rectangle);
    });
  });
  const sum = overlaps.reduce((total, overlap) => total + overlap, 0);
  return { count: overlaps.length, overlap: sum / Math.max(1, overlaps.length) };
}
