import type { FoundCalibration } from '../../dataset/calibration.ts';
import { transformPoint } from '../../geometry/rigidTransform.ts';
import type { CameraModel } from '../cameraModel.ts';
import type { Sight } from './sights.ts';

/** How well depth edges meet image edges. */
export interface EdgeAgreement {
  /** Depth edges in the image. */
  readonly count: number;
  /**
   * How far the agreement where the edges are stands out from that at other places of the image, in standard deviations:
   * about 0 for a wrong calibration, from 1 (few edges) to 8 for a right one.
   */
  readonly peak: number;
}

/** Shifts to other places, in widths of the image: across the edges, then along them. */
const ACROSS = [0.03, 0.05, 0.07, 0.09, 0.12, 0.15, 0.18].flatMap((shift) => [-shift, shift]);
const ALONG = [-0.04, -0.02, 0, 0.02, 0.04];
/** Fewer say nothing. */
const LEAST_COUNT = 12;
/** Added to the deviation, lest an image without edges divides by nothing. */
const LEAST_DEVIATION = 0.01;

export interface Trial {
  readonly sight: Sight;
  readonly calibration: FoundCalibration;
  readonly model: CameraModel;
}

/** Of all sights together: the whole pattern of depth edges, in place and shifted. */
export function edgeAgreement(trials: readonly Trial[]): EdgeAgreement {
  const sums = new Float64Array(1 + ACROSS.length * ALONG.length);
  const totals = { count: 0, weight: 0 };
  for (const trial of trials) addAgreement(trial, sums, totals);
  const { count, weight } = totals;
  if (count < LEAST_COUNT) return { count, peak: 0 };
  const [here = 0, ...elsewhere] = Array.from(sums, (sum) => sum / weight);
  const mean = elsewhere.reduce((sum, value) => sum + value, 0) / elsewhere.length;
  const variance = elsewhere.reduce((sum, value) => sum + (value - mean) ** 2, 0) / elsewhere.length;
  return { count, peak: (here - mean) / (Math.sqrt(variance) + LEAST_DEVIATION) };
}

function addAgreement(
  { sight, calibration: { cameraFromLabel }, model }: Trial,
  sums: Float64Array,
  totals: { count: number; weight: number },
): void {
  if (sight.edges === undefined) return;
  // What stands upright is crossed along the row of the lidar, and in the image along rows unless the camera lies on its side.
  const { rotation } = cameraFromLabel;
  const isUpright = Math.abs(rotation[5]) >= Math.abs(rotation[2]);
  const { width, height, block, values } = isUpright ? sight.edges.x : sight.edges.y;
  const shifts = ACROSS.flatMap((across) =>
    ALONG.map((along) => (isUpright ? [across, along] : [along, across])),
  );
  const steps = [[0, 0], ...shifts].map(
    ([x, y]) => [Math.round(x! * width), Math.round(y! * width)] as const,
  );
  for (const { points, weights } of sight.depth) {
    for (let i = 0; i < weights.length; i += 1) {
      const point = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!] as const;
      const pixel = model.project(transformPoint(cameraFromLabel, point));
      if (pixel === undefined) continue;
      const u = Math.floor((pixel[0] + 0.5) / block);
      const v = Math.floor((pixel[1] + 0.5) / block);
      if (!(u >= 1 && u < width - 1 && v >= 1 && v < height - 1)) continue;
      const weight = weights[i]!;
      totals.count += 1;
      totals.weight += weight;
      for (let s = 0; s < steps.length; s += 1) {
        const [dx, dy] = steps[s]!;
        sums[s]! += weight * values[mirrored(v + dy, height) * width + mirrored(u + dx, width)]!;
      }
    }
  }
}

/** What is shifted over the border comes back from it. */
function mirrored(place: number, length: number): number {
  if (place < 1) return 2 - place;
  return place > length - 2 ? 2 * (length - 2) - place : place;
}
