import type { FoundCalibration } from '../../dataset/calibration.ts';
import { invertTransform, transformPoint } from '../../geometry/rigidTransform.ts';
import { distance } from '../../geometry/vec3.ts';
import { createCameraModel } from '../createCameraModel.ts';
import { boxAgreement } from './boxAgreement.ts';
import { edgeAgreement, type Trial } from './edgeAgreement.ts';
import type { Sight } from './sights.ts';

/** What a full overlap of labelled boxes is worth, and how many it takes. */
const BOXES_WORTH = 4;
const ENOUGH_BOXES = 3;

/** What speaks for and against a calibration. */
export interface Assessment {
  /** How many points were looked at. */
  readonly points: number;
  /** Shares of them, 0 to 1. */
  readonly inFront: number;
  readonly inImage: number;
  /** Share of the image, in cells, that points lie on. */
  readonly covered: number;
  /** Cosine between the image's downward direction and that of the label frame. */
  readonly upright: number;
  /** Sine of the angle by which the rows of the image are off the horizontal. */
  readonly roll: number;
  /** Metres from the camera to the nearest lidar. */
  readonly away: number;
  /** See `EdgeAgreement`. */
  readonly edges: number;
  readonly peak: number;
  /** See `BoxAgreement`. */
  readonly boxes: number;
  readonly overlap: number;
  /** Edges and boxes together, in the unit of the peak. */
  readonly agreement: number;
}

const COLUMNS = 12;
const ROWS = 8;

export function assess(
  sights: readonly Sight[],
  calibrationOf: (sight: Sight) => FoundCalibration | undefined,
): Assessment | undefined {
  const trials: Trial[] = sights.flatMap((sight) => {
    const calibration = calibrationOf(sight);
    return calibration === undefined
      ? []
      : [{ sight, calibration, model: createCameraModel(calibration.intrinsics) }];
  });
  if (trials.length === 0) return undefined;
  const cells = new Set<number>();
  let [total, front, inside] = [0, 0, 0];
  for (const { sight, calibration, model } of trials) {
    const { sample, width, height } = sight;
    for (let i = 0; i < sample.length; i += 3) {
      const point = transformPoint(calibration.cameraFromLabel, [sample[i]!, sample[i + 1]!, sample[i + 2]!]);
      total += 1;
      if (point[2] > 0) front += 1;
      const pixel = model.project(point);
      if (pixel === undefined) continue;
      const column = Math.floor(((pixel[0] + 0.5) / width) * COLUMNS);
      const row = Math.floor(((pixel[1] + 0.5) / height) * ROWS);
      if (!(column >= 0 && column < COLUMNS && row >= 0 && row < ROWS)) continue;
      inside += 1;
      cells.add(row * COLUMNS + column);
    }
  }
  const { rotation } = trials[0]!.calibration.cameraFromLabel;
  const away = trials.map(({ sight, calibration }) => {
    const centre = invertTransform(calibration.cameraFromLabel).translation;
    return Math.min(...sight.origins.map((origin) => distance(centre, origin)));
  });
  const { count: edges, peak } = edgeAgreement(trials);
  const { count: boxes, overlap } = boxAgreement(trials);
  return {
    points: total,
    inFront: front / Math.max(total, 1),
    inImage: inside / Math.max(total, 1),
    covered: cells.size / (COLUMNS * ROWS),
    upright: -rotation[5],
    roll: rotation[2],
    away: Math.min(...away),
    edges,
    peak,
    boxes,
    overlap,
    agreement: peak + BOXES_WORTH * overlap * Math.min(1, boxes / ENOUGH_BOXES),
  };
}
