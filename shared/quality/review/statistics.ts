import { compareNaturally } from '../../dataset/naturalOrder.ts';
import { reviewEntryOf, type VerdictEntry } from '../../labels/review.ts';
import type { Agreement } from '../agreement/compareFrame.ts';
import type { Finding } from '../finding.ts';
import type { Box2dJson, ObjectJson, Sidecar } from '../../labels/sidecar.ts';
import { ActiveTime } from './activeTime.ts';
import { StatisticsGroup, type GroupStatistics } from './statisticsGroup.ts';

export const STATISTIC_DIMENSIONS = ['sequence', 'annotator', 'class', 'camera'] as const;
export type StatisticDimension = (typeof STATISTIC_DIMENSIONS)[number];

export interface ReviewStatistics {
  readonly frames: number;
  readonly all: GroupStatistics;
  /** By name, in the order of the names; nobody is called the empty text. */
  readonly by: Readonly<Record<StatisticDimension, ReadonlyMap<string, GroupStatistics>>>;
}

/** What is counted of a frame. */
export interface CountedFrame {
  readonly objects: readonly (Pick<ObjectJson, 'id' | 'class'> & {
    readonly provenance: Pick<ObjectJson['provenance'], 'author' | 'changedAt'>;
  })[];
  readonly boxes2d: readonly Pick<Box2dJson, 'id' | 'class' | 'camera' | 'author' | 'changedAt'>[];
  readonly review: Sidecar['review'];
}

/** Of a sequence, of who drew it, of its class, of a camera. */
type Places = Readonly<Partial<Record<StatisticDimension, string>>>;

interface NamedGroup {
  readonly dimension: StatisticDimension | undefined;
  readonly name: string;
  /** Unique among all groups. */
  readonly key: string;
  readonly group: StatisticsGroup;
}

/** Gathers them over a dataset. Of a frame it keeps counts, the times of edits, and whose its records are. */
export class StatisticsCollector {
  #frames = 0;
  readonly #all: NamedGroup = { dimension: undefined, name: '', key: 'all', group: new StatisticsGroup() };
  readonly #groups = new Map<string, NamedGroup>();
  readonly #time = new ActiveTime();
  /** Objects and 2D boxes of the sequence, by their id. */
  readonly #places = new Map<string, Places>();

  /** @param sequence its name; the frames of one come together */
  addFrame(sequence: string, frame: CountedFrame, agreements: readonly Agreement[]): void {
    this.#frames++;
    const verdicts = verdictsOf(frame);
    for (const { id, class: name, provenance } of frame.objects) {
      const { author, changedAt } = provenance;
      const groups = this.#remember(id, { sequence, annotator: author ?? '', class: name });
      const verdict = verdicts.get(id.toLowerCase()) ?? verdicts.get('');
      for (const { group } of groups) group.addObject(verdict);
      this.#time.add(author, changedAt, keysOf(groups));
    }
    for (const { id, class: name, camera, author, changedAt } of frame.boxes2d) {
      const groups = this.#remember(id, { sequence, annotator: author ?? '', class: name, camera });
      for (const { group } of groups) group.addBox();
      this.#time.add(author, changedAt, keysOf(groups));
    }
    for (const { objectId, camera, iou, verdict } of agreements)
      for (const { group } of this.#of({ ...this.#places.get(objectId), sequence, camera }))
        group.addAgreement(iou, verdict !== 'agrees');
  }

  /** Of a frame that was added. @param isWaived it counts apart */
  addFinding(sequence: string, finding: Finding, isWaived: boolean): void {
    const { objectId = '', box2dId = '', camera } = finding;
    const known = this.#places.get(objectId) ?? this.#places.get(box2dId);
    const places: Places = { ...known, sequence, ...(camera === undefined ? {} : { camera }) };
    for (const { group } of this.#of(places)) group.addFinding(finding, isWaived);
  }

  /** After its last finding: whose its records are is forgotten. */
  endSequence(): void {
    this.#places.clear();
  }

  statistics(): ReviewStatistics {
    const seconds = this.#time.secondsByKey();
    const by = (wanted: StatisticDimension): ReadonlyMap<string, GroupStatistics> =>
      new Map(
        [...this.#groups.values()]
          .filter(({ dimension }) => dimension === wanted)
          .sort((a, b) => compareNaturally(a.name, b.name))
          .map(({ name, key, group }) => [name, group.statistics(seconds.get(key))]),
      );
    return {
      frames: this.#frames,
      all: this.#all.group.statistics(seconds.get(this.#all.key)),
      by: {
        sequence: by('sequence'),
        annotator: by('annotator'),
        class: by('class'),
        camera: by('camera'),
      },
    };
  }

  #remember(id: string, places: Places): readonly NamedGroup[] {
    this.#places.set(id, places);
    return this.#of(places);
  }

  #of(places: Places): readonly NamedGroup[] {
    const groups = [this.#all];
    for (const dimension of STATISTIC_DIMENSIONS) {
      const name = places[dimension];
      if (name === undefined) continue;
      const key = `${dimension}/${name}`;
      const known = this.#groups.get(key) ?? { dimension, name, key, group: new StatisticsGroup() };
      this.#groups.set(key, known);
      groups.push(known);
    }
    return groups;
  }
}

function keysOf(groups: readonly NamedGroup[]): readonly string[] {
  return groups.map(({ key }) => key);
}

/** By the object's id, in lower case; that of the frame under the empty text. */
function verdictsOf({ review }: Pick<CountedFrame, 'review'>): ReadonlyMap<string, VerdictEntry> {
  const verdicts = new Map<string, VerdictEntry>();
  for (const json of review) {
    const entry = reviewEntryOf(json);
    if (entry?.kind === 'verdict') verdicts.set(entry.object?.toLowerCase() ?? '', entry);
  }
  return verdicts;
}
