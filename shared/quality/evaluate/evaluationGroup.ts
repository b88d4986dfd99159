import { degreesFromRadians } from '../../geometry/angle.ts';
import { Distribution, type DistributionSummary } from '../distribution.ts';
import type { PairErrors } from './pairErrors.ts';

/** At these distances of their centres, metres, nuScenes takes two for the same object. */
export const DISTANCE_THRESHOLDS = [0.5, 1, 2, 4] as const;
/** The distance up to which errors are told; nuScenes' own. */
export const ERROR_DISTANCE = 2;
const IOU_BINS = 10;

/** Of what was found and what there is. */
export interface Rates {
  readonly matched: number;
  /** Share of the labels that are right; `null` without labels. */
  readonly precision: number | null;
  /** Share of the reference that was labelled; `null` without a reference. */
  readonly recall: number | null;
  /** Harmonic mean of both. */
  readonly f1: number | null;
}

type Summary = DistributionSummary | null;

/** Errors of the pairs whose centres are no farther than {@link ERROR_DISTANCE} apart. Metres and degrees. */
export interface ErrorReport {
  readonly pairs: number;
  readonly centre: Summary;
  readonly ahead: Summary;
  readonly left: Summary;
  readonly up: Summary;
  readonly length: Summary;
  readonly width: Summary;
  readonly height: Summary;
  readonly scale: Summary;
  readonly yawDegrees: Summary;
  /** Front and rear taken as the same. */
  readonly yawOfAxisDegrees: Summary;
  /** Front and rear the wrong way round. */
  readonly turnedRound: number;
}

export interface GroupReport {
  readonly references: number;
  readonly labels: number;
  /** By 3D overlap, each class with its own least overlap (KITTI). */
  readonly byIou: Rates;
  /** By distance of the centres (nuScenes), the keys metres. */
  readonly byDistance: Readonly<Record<string, Rates>>;
  /** Of pairs that overlap at all. */
  readonly iou: Summary;
  /** How many pairs have an overlap of 0 to 0.1, 0.1 to 0.2, … */
  readonly iouHistogram: readonly number[];
  readonly errors: ErrorReport;
}

const ERRORS = [
  'centre',
  'ahead',
  'left',
  'up',
  'length',
  'width',
  'height',
  'scale',
  'yawDegrees',
  'yawOfAxisDegrees',
] as const;
type ErrorName = (typeof ERRORS)[number];

/** Gathers the figures of some of the objects: all of them, those of a class, of a range. */
export class EvaluationGroup {
  #references = 0;
  #labels = 0;
  #matchedByIou = 0;
  #falseByIou = 0;
  readonly #matchedByDistance = DISTANCE_THRESHOLDS.map(() => 0);
  readonly #falseByDistance = DISTANCE_THRESHOLDS.map(() => 0);
  readonly #iou = new Distribution();
  readonly #iouHistogram = Array.from({ length: IOU_BINS }, () => 0);
  readonly #errors = new Map(ERRORS.map((name) => [name, new Distribution()]));
  #pairs = 0;
  #turnedRound = 0;

  addReference(): void {
    this.#references++;
  }

  /**
   * @param isMatched its overlap with its partner is enough
   * @param metres to its partner by distance; infinite without one
   */
  addLabel(isMatched: boolean, metres: number): void {
    this.#labels++;
    if (!isMatched) this.#falseByIou++;
    DISTANCE_THRESHOLDS.forEach((threshold, i) => {
      if (metres > threshold) this.#falseByDistance[i]!++;
    });
  }

  addOverlap(iou: number, leastIou: number): void {
    this.#iou.add(iou);
    this.#iouHistogram[Math.min(IOU_BINS - 1, Math.floor(iou * IOU_BINS))]!++;
    if (iou >= leastIou) this.#matchedByIou++;
  }

  addDistance(metres: number): void {
    DISTANCE_THRESHOLDS.forEach((threshold, i) => {
      if (metres <= threshold) this.#matchedByDistance[i]!++;
    });
  }

  addErrors(errors: PairErrors): void {
    const values: Record<ErrorName, number> = {
      centre: errors.centre,
      ahead: errors.offset[0],
      left: errors.offset[1],
      up: errors.offset[2],
      length: errors.size[0],
      width: errors.size[1],
      height: errors.size[2],
      scale: errors.scale,
      yawDegrees: degreesFromRadians(errors.yawRad),
      yawOfAxisDegrees: degreesFromRadians(errors.yawOfAxisRad),
    };
    for (const name of ERRORS) this.#errors.get(name)!.add(values[name]);
    this.#pairs++;
    if (errors.isTurnedRound) this.#turnedRound++;
  }

  report(): GroupReport {
    const distances = DISTANCE_THRESHOLDS.map((metres, i) => [
      String(metres),
      this.#rates(this.#matchedByDistance[i]!, this.#falseByDistance[i]!),
    ]);
    const summary = (name: ErrorName): Summary => this.#errors.get(name)!.summary() ?? null;
    return {
      references: this.#references,
      labels: this.#labels,
      byIou: this.#rates(this.#matchedByIou, this.#falseByIou),
      byDistance: Object.fromEntries(distances) as Record<string, Rates>,
      iou: this.#iou.summary() ?? null,
      iouHistogram: this.#iouHistogram,
      errors: {
        pairs: this.#pairs,
        centre: summary('centre'),
        ahead: summary('ahead'),
        left: summary('left'),
        up: summary('up'),
        length: summary('length'),
        width: summary('width'),
        height: summary('height'),
        scale: summary('scale'),
        yawDegrees: summary('yawDegrees'),
        yawOfAxisDegrees: summary('yawOfAxisDegrees'),
        turnedRound: this.#turnedRound,
      },
    };
  }

  #rates(matched: number, wrong: number): Rates {
    const labelled = matched + wrong;
    const all = labelled + this.#references;
    return {
      matched,
      precision: labelled === 0 ? null : matched / labelled,
      recall: this.#references === 0 ? null : matched / this.#references,
      f1: all === 0 ? null : (2 * matched) / all,
    };
  }
}
