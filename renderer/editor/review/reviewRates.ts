import { ActiveTime } from '#shared/quality/review/activeTime.ts';
import { compareNaturally } from '#shared/dataset/naturalOrder.ts';
import { estimateErrorRate, type RateEstimate } from '#shared/quality/review/errorRate.ts';
import type { FindingsState } from './findingsBoard.ts';
import { judgementOf } from './objectStanding.ts';
import { judgedByChance, type Sample, type SampleItem } from './sample.ts';

export const RATE_KINDS = ['author', 'sequence', 'class'] as const;
export type RateKind = (typeof RATE_KINDS)[number];

/** What files tell of the objects of one annotator, class or sequence. */
export interface ObjectRates {
  readonly name: string;
  readonly objects: number;
  /** Those that somebody has accepted or sent back, and those of them that were sent back: not a sample by chance. */
  readonly judged: number;
  readonly sentBack: number;
  /** From what was drawn by chance; undefined where none of that was judged. */
  readonly errorRate: RateEstimate | undefined;
  /** Spent on them, as far as the times of edits tell (`ActiveTime`): a lower bound. Undefined: no times tell. */
  readonly seconds: number | undefined;
}

/** What files tell of the 2D boxes on one camera's images. */
export interface CameraRates {
  readonly name: string;
  readonly boxes: number;
  /** Those that were compared with a cuboid, and those that differ by more than is explainable. */
  readonly compared: number;
  readonly disagreeing: number;
  readonly seconds: number | undefined;
}

/** What files tell of what one person said in reviews. */
export interface ReviewerRates {
  readonly name: string;
  readonly accepted: number;
  readonly sentBack: number;
  readonly notes: number;
  readonly seconds: number | undefined;
}

export interface ReviewRates {
  readonly objects: Readonly<Record<RateKind, readonly ObjectRates[]>>;
  readonly cameras: readonly CameraRates[];
  readonly reviewers: readonly ReviewerRates[];
}

interface Group {
  objects: number;
  judged: number;
  sentBack: number;
}

/** Error rates and times per annotator, sequence, class, camera and reviewer; by name. */
export function reviewRates(
  { frames, agreements }: Pick<FindingsState, 'frames' | 'agreements'>,
  sample: Sample | undefined,
  sequence: string,
): ReviewRates {
  const time = new ActiveTime();
  const groups = {
    author: new Map<string, Group>(),
    sequence: new Map<string, Group>(),
    class: new Map<string, Group>(),
  };
  const cameras = new Map<string, { boxes: number; compared: number; disagreeing: number }>();
  const reviewers = new Map<string, { accepted: number; sentBack: number; notes: number }>();
  for (const [frameId, facts] of frames) {
    for (const [id, { class: className, author, changedAt }] of facts.objects) {
      const names = { author: author ?? '', sequence, class: className };
      const judgement = judgementOf(frameId, id, facts);
      for (const kind of RATE_KINDS) {
        const group = entryIn(groups[kind], names[kind], { objects: 0, judged: 0, sentBack: 0 });
        group.objects++;
        if (judgement !== undefined) group.judged++;
        if (judgement === 'wrong') group.sentBack++;
      }
      time.add(
        author,
        changedAt,
        RATE_KINDS.map((kind) => `${kind}/${names[kind]}`),
      );
    }
    for (const { camera, class: className, author, changedAt } of facts.boxes) {
      entryIn(cameras, camera, { boxes: 0, compared: 0, disagreeing: 0 }).boxes++;
      const keys = [
        `camera/${camera}`,
        `author/${author ?? ''}`,
        `sequence/${sequence}`,
        `class/${className}`,
      ];
      time.add(author, changedAt, keys);
    }
    for (const entry of facts.entries) {
      const name = entry.author ?? '';
      const said = entryIn(reviewers, name, { accepted: 0, sentBack: 0, notes: 0 });
      if (entry.kind === 'comment') said.notes++;
      else if (entry.kind === 'verdict' && entry.verdict === 'accepted') said.accepted++;
      else if (entry.kind === 'verdict' && entry.verdict === 'rejected') said.sentBack++;
      // Apart from what the same person labels.
      time.add(`review of ${name}`, entry.at, [`reviewer/${name}`]);
    }
  }
  for (const ofFrame of agreements.values())
    for (const { camera, verdict } of ofFrame) {
      const counts = entryIn(cameras, camera, { boxes: 0, compared: 0, disagreeing: 0 });
      counts.compared++;
      if (verdict !== 'agrees') counts.disagreeing++;
    }
  const seconds = time.secondsByKey();
  const isWrong = sample === undefined ? new Map<string, boolean>() : judgedByChance(sample, { frames });
  const objectsBy = (kind: RateKind): readonly ObjectRates[] => {
    const items = new Map<string, SampleItem[]>();
    for (const item of sample?.items ?? []) {
      const author = frames.get(item.frameId)?.objects.get(item.id)?.author ?? '';
      entryIn(items, { author, sequence, class: item.class }[kind], []).push(item);
    }
    return byName(groups[kind]).map(([name, { objects, judged, sentBack }]) => ({
      name,
      objects,
      judged,
      sentBack,
      errorRate: estimateErrorRate(items.get(name) ?? [], isWrong),
      seconds: seconds.get(`${kind}/${name}`),
    }));
  };
  return {
    objects: { author: objectsBy('author'), sequence: objectsBy('sequence'), class: objectsBy('class') },
    cameras: byName(cameras).map(([name, { boxes, compared, disagreeing }]) => ({
      name,
      boxes,
      compared,
      disagreeing,
      seconds: seconds.get(`camera/${name}`),
    })),
    reviewers: byName(reviewers).map(([name, { accepted, sentBack, notes }]) => ({
      name,
      accepted,
      sentBack,
      notes,
      seconds: seconds.get(`reviewer/${name}`),
    })),
  };
}

function entryIn<T>(map: Map<string, T>, name: string, first: T): T {
  const known = map.get(name) ?? first;
  map.set(name, known);
  return known;
}

function byName<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].toSorted(([a], [b]) => compareNaturally(a, b));
}
