import { verdictIdOf } from '#shared/labels/review.ts';
import { SEVERITIES } from '#shared/quality/finding.ts';
import { rangeBandOf } from '#shared/quality/rangeBand.ts';
import { estimateErrorRate, type RateEstimate } from '#shared/quality/review/errorRate.ts';
import { samplingPlan, type ReviewItem } from '#shared/quality/review/sampling.ts';
import type { FindingsState } from './findingsBoard.ts';

/** A fifth by risk, and one in twenty by chance: enough to tell the error rate of a day's work. */
export const SAMPLE = { riskPercent: 20, randomPercent: 5 } as const;
/** The same labels are sampled alike by everybody who reviews them. */
const SEED = 20_250_601;

/** What is to be looked at where not all can be; the same for as long as nobody draws anew. */
export interface Sample {
  readonly items: readonly ReviewItem[];
  readonly chosen: ReadonlySet<string>;
  /** Drawn by chance: they alone tell how much is wrong in all. */
  readonly random: ReadonlySet<string>;
}

export interface SampleProgress {
  readonly done: number;
  readonly total: number;
  readonly errorRate: RateEstimate | undefined;
}

/** Draws the sample from all objects of the frames that were looked at. */
export function drawSample({ findings, frames }: Pick<FindingsState, 'findings' | 'frames'>): Sample {
  const risks = new Map<string, number>();
  for (const { objectId, severity, badness } of findings) {
    if (objectId === undefined) continue;
    const worse = Number.isFinite(badness) && badness > 0 ? badness / (1 + badness) : 0;
    const risk = SEVERITIES.length - SEVERITIES.indexOf(severity) + worse;
    const id = objectId.toLowerCase();
    risks.set(id, Math.max(risks.get(id) ?? 0, risk));
  }
  const items = [...frames.values()].flatMap(({ objects }) =>
    [...objects].map(([id, { class: className, rangeMetres }]): ReviewItem => ({
      id,
      class: className,
      rangeBand: rangeBandOf(rangeMetres),
      risk: risks.get(id) ?? 0,
    })),
  );
  const percent = SAMPLE.riskPercent + SAMPLE.randomPercent;
  const plan = samplingPlan(items, {
    share: percent / 100,
    randomShare: SAMPLE.randomPercent / percent,
    seed: SEED,
  });
  const random = new Set(plan.random.map(({ id }) => id));
  return { items, random, chosen: new Set([...random, ...plan.risky.map(({ id }) => id)]) };
}

/** How much of the sample has been judged, and how much of all is wrong by what was drawn by chance. */
export function sampleProgress(
  { items, chosen, random }: Sample,
  { frames }: Pick<FindingsState, 'frames'>,
): SampleProgress {
  const judged = new Map<string, boolean>();
  for (const [frameId, { objects, entries, standing }] of frames) {
    const verdicts = new Map(entries.map((entry) => [entry.id.toLowerCase(), entry]));
    for (const id of objects.keys()) {
      if (!chosen.has(id)) continue;
      const verdict = verdicts.get(verdictIdOf(frameId, id));
      if (verdict?.kind === 'verdict' && verdict.verdict !== 'inReview')
        judged.set(id, verdict.verdict === 'rejected');
      // Who accepts a frame has looked at everything in it.
      else if (standing === 'accepted') judged.set(id, false);
    }
  }
  const byChance = new Map([...judged].filter(([id]) => random.has(id)));
  return { done: judged.size, total: chosen.size, errorRate: estimateErrorRate(items, byChance) };
}
