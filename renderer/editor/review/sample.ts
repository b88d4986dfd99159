import { SEVERITIES } from '#shared/quality/finding.ts';
import { rangeBandOf } from '#shared/quality/rangeBand.ts';
import { estimateErrorRate, type RateEstimate } from '#shared/quality/review/errorRate.ts';
import { samplingPlan, type ReviewItem } from '#shared/quality/review/sampling.ts';
import type { FrameId } from '../document/records.ts';
import type { FindingsState } from './findingsBoard.ts';
import { judgementOf, objectStanding, type ObjectStanding } from './objectStanding.ts';

/** How much of all is to be looked at. */
export interface SamplePlan {
  readonly riskPercent: number;
  readonly randomPercent: number;
}

/**
 * Those that may be chosen. A larger share of chance draws holds what a smaller one does, but for the odd one where shares
 * of small groups are rounded: what was judged counts on.
 */
export const SAMPLE_PLANS: readonly SamplePlan[] = [
  { riskPercent: 10, randomPercent: 5 },
  { riskPercent: 20, randomPercent: 5 },
  { riskPercent: 20, randomPercent: 20 },
  { riskPercent: 50, randomPercent: 10 },
  { riskPercent: 0, randomPercent: 100 },
];
/** A fifth by risk, and one in twenty by chance: enough to tell the error rate of a day's work. */
export const USUAL_PLAN: SamplePlan = { riskPercent: 20, randomPercent: 5 };

/** The same labels are sampled alike by everybody who reviews them. */
const SEED = 20_250_601;

/** An object of a frame that may be drawn. */
export interface SampleItem extends ReviewItem {
  readonly frameId: FrameId;
}

/** What is to be looked at where not all can be; the same for as long as nobody draws anew. */
export interface Sample {
  readonly items: readonly SampleItem[];
  /** Worst first. */
  readonly risky: readonly SampleItem[];
  /** Drawn by chance, in an order of chance: they alone tell how much is wrong in all. */
  readonly random: readonly SampleItem[];
}

/** What an object was drawn by. */
export const DRAWN_BY = ['risk', 'chance'] as const;
export type DrawnBy = (typeof DRAWN_BY)[number];

/** An object of the sample, and what has been said of it. */
export interface SampledObject {
  /** Its id. */
  readonly key: string;
  readonly frameId: FrameId;
  readonly class: string;
  readonly drawnBy: DrawnBy;
  readonly standing: ObjectStanding;
}

export interface SampleProgress {
  readonly done: number;
  readonly total: number;
  readonly errorRate: RateEstimate | undefined;
}

/** Draws the sample from all objects of the frames that were looked at. */
export function drawSample(
  { findings, frames }: Pick<FindingsState, 'findings' | 'frames'>,
  { riskPercent, randomPercent }: SamplePlan = USUAL_PLAN,
): Sample {
  const risks = new Map<string, number>();
  for (const { objectId, severity, badness } of findings) {
    if (objectId === undefined) continue;
    const worse = Number.isFinite(badness) && badness > 0 ? badness / (1 + badness) : 0;
    const risk = SEVERITIES.length - SEVERITIES.indexOf(severity) + worse;
    const id = objectId.toLowerCase();
    risks.set(id, Math.max(risks.get(id) ?? 0, risk));
  }
  const items = [...frames].flatMap(([frameId, { objects }]) =>
    [...objects].map(([id, { class: className, rangeMetres }]): SampleItem => ({
      id,
      frameId,
      class: className,
      rangeBand: rangeBandOf(rangeMetres),
      risk: risks.get(id) ?? 0,
    })),
  );
  const percent = riskPercent + randomPercent;
  const plan = samplingPlan(items, {
    share: percent / 100,
    randomShare: randomPercent / percent,
    seed: SEED,
  });
  return { items, ...plan };
}

/** In the order in which they are looked at: those by risk first. What has been deleted since is not among them. */
export function sampledObjects(
  { risky, random }: Sample,
  { frames }: Pick<FindingsState, 'frames'>,
): readonly SampledObject[] {
  const drawn = [
    ...risky.map((item) => ({ item, drawnBy: 'risk' as const })),
    ...random.map((item) => ({ item, drawnBy: 'chance' as const })),
  ];
  return drawn.flatMap(({ item: { id, frameId }, drawnBy }): SampledObject[] => {
    const facts = frames.get(frameId);
    const object = facts?.objects.get(id);
    if (facts === undefined || object === undefined) return [];
    return [{ key: id, frameId, class: object.class, drawnBy, standing: objectStanding(frameId, id, facts) }];
  });
}

/** How much of the sample has been judged, and how much of all is wrong by what was drawn by chance. */
export function sampleProgress(sample: Sample, state: Pick<FindingsState, 'frames'>): SampleProgress {
  const objects = sampledObjects(sample, state);
  return {
    done: objects.filter(({ standing }) => standing !== 'open').length,
    total: objects.length,
    errorRate: estimateErrorRate(sample.items, judgedByChance(sample, state)),
  };
}

/**
 * Is it wrong, by the id of each object that was drawn by chance and judged. What was sent back was wrong, even where
 * somebody has put it right since and it is to be judged anew.
 */
export function judgedByChance(
  { random }: Sample,
  { frames }: Pick<FindingsState, 'frames'>,
): ReadonlyMap<string, boolean> {
  return new Map(
    random.flatMap(({ id, frameId }) => {
      const facts = frames.get(frameId);
      const said = facts && judgementOf(frameId, id, facts);
      return said === undefined ? [] : [[id, said === 'wrong'] as const];
    }),
  );
}
