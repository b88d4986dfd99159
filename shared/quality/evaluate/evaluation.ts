import type { Ontology } from '../../dataset/dataset.ts';
import type { Vec3 } from '../../geometry/vec3.ts';
import { rangeBandName, rangeBandOf, RANGE_BORDERS } from '../rangeBand.ts';
import { ERROR_DISTANCE, EvaluationGroup, DISTANCE_THRESHOLDS, type GroupReport } from './evaluationGroup.ts';
import {
  pairsAcrossClasses,
  pairsByDistance,
  pairsByIou,
  type EvaluatedCuboid,
  type Pair,
} from './matching.ts';
import { pairErrors } from './pairErrors.ts';

export interface EvaluationReport {
  readonly frames: number;
  /** The least overlap of each class that occurs. */
  readonly leastIou: Readonly<Record<string, number>>;
  readonly all: GroupReport;
  readonly byClass: Readonly<Record<string, GroupReport>>;
  readonly byRange: Readonly<Record<string, GroupReport>>;
  /** What was labelled as something else, by what it is and what it is called: the most frequent first. */
  readonly confusions: readonly {
    readonly reference: string;
    readonly label: string;
    readonly count: number;
  }[];
}

export interface EvaluatedFrame {
  readonly references: readonly EvaluatedCuboid[];
  readonly labels: readonly EvaluatedCuboid[];
  /** Where ranges are measured from, seen from above. */
  readonly sensor: Vec3;
}

/** Overlap that is enough to say that another class was meant. */
const CONFUSED_IOU = 0.3;
const FARTHEST = Math.max(...DISTANCE_THRESHOLDS);

/**
 * Compares labels with a reference, frame by frame: nothing of a frame is kept but counts.
 *
 * A pair counts at the range of the reference, a label without a partner at its own.
 */
export class Evaluation {
  readonly #leastIouOf: (className: string) => number;
  readonly #all = new EvaluationGroup();
  readonly #byClass = new Map<string, EvaluationGroup>();
  readonly #byRange = RANGE_BORDERS.map(() => new EvaluationGroup()).concat(new EvaluationGroup());
  readonly #confusions = new Map<string, { reference: string; label: string; count: number }>();
  #frames = 0;

  constructor(leastIouOf: (className: string) => number) {
    this.#leastIouOf = leastIouOf;
  }

  addFrame({ references, labels, sensor }: EvaluatedFrame): void {
    this.#frames++;
    const bandOf = (one: EvaluatedCuboid): number =>
      rangeBandOf(Math.hypot(one.cuboid.centre[0] - sensor[0], one.cuboid.centre[1] - sensor[1]));
    const groupsOf = (one: EvaluatedCuboid): readonly EvaluationGroup[] => [
      this.#all,
      this.#ofClass(one.class),
      this.#byRange[bandOf(one)]!,
    ];
    for (const reference of references) for (const group of groupsOf(reference)) group.addReference();

    const overlaps = pairsByIou(references, labels);
    const near = pairsByDistance(references, labels, FARTHEST);
    const iouOf = new Map(overlaps.map(({ label, value }) => [label, value]));
    const metresTo = new Map(near.map(({ label, value }) => [label, value]));
    for (const label of labels) {
      const isMatched = (iouOf.get(label) ?? -1) >= this.#leastIouOf(label.class);
      for (const group of groupsOf(label)) group.addLabel(isMatched, metresTo.get(label) ?? Infinity);
    }
    for (const { reference, value } of overlaps) {
      const least = this.#leastIouOf(reference.class);
      for (const group of groupsOf(reference)) group.addOverlap(value, least);
    }
    for (const { reference, label, value } of near) {
      const errors = value <= ERROR_DISTANCE ? pairErrors(reference.cuboid, label.cuboid) : undefined;
      for (const group of groupsOf(reference)) {
        group.addDistance(value);
        if (errors !== undefined) group.addErrors(errors);
      }
    }
    this.#addConfusions(references, labels, overlaps);
  }

  report(): EvaluationReport {
    const classes = [...this.#byClass].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      frames: this.#frames,
      leastIou: Object.fromEntries(classes.map(([name]) => [name, this.#leastIouOf(name)])),
      all: this.#all.report(),
      byClass: Object.fromEntries(classes.map(([name, group]) => [name, group.report()])),
      byRange: Object.fromEntries(this.#byRange.map((group, band) => [rangeBandName(band), group.report()])),
      confusions: [...this.#confusions.values()].sort((a, b) => b.count - a.count),
    };
  }

  #ofClass(name: string): EvaluationGroup {
    const group = this.#byClass.get(name) ?? new EvaluationGroup();
    this.#byClass.set(name, group);
    return group;
  }

  /** Among those that have no partner of their own class. */
  #addConfusions(
    references: readonly EvaluatedCuboid[],
    labels: readonly EvaluatedCuboid[],
    overlaps: readonly Pair[],
  ): void {
    const paired = new Set(
      overlaps.flatMap(({ reference, label, value }) => (value >= CONFUSED_IOU ? [reference, label] : [])),
    );
    const isAlone = (one: EvaluatedCuboid): boolean => !paired.has(one);
    const pairs = pairsAcrossClasses(references.filter(isAlone), labels.filter(isAlone), CONFUSED_IOU);
    for (const { reference, label } of pairs) {
      const key = JSON.stringify([reference.class, label.class]);
      const entry = this.#confusions.get(key) ?? { reference: reference.class, label: label.class, count: 0 };
      entry.count++;
      this.#confusions.set(key, entry);
    }
  }
}

/** Typical lengths of cars and what is larger, metres: of those KITTI asks more overlap. */
const VEHICLE_LENGTH = 3;

/**
 * KITTI's least overlap (Geiger et al. 2012): 0.7 for cars, 0.5 for pedestrians and cyclists, whose boxes a hand's width
 * changes more. Other classes go by their typical length; a class that nobody knows gets 0.5.
 */
export function kittiLeastIou(ontology: Ontology, className: string): number {
  const known = ontology.classes.find(({ name }) => name.toLowerCase() === className.toLowerCase());
  return known !== undefined && known.size[0] >= VEHICLE_LENGTH ? 0.7 : 0.5;
}
