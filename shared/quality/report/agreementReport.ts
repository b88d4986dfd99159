import type { ProblemLanguage } from '../../problems/describeProblem.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Rectangle } from '../../geometry/rectangle.ts';
import type { CheckedFinding } from '../findingBook.ts';
import type { DistributionSummary } from '../distribution.ts';
import type { Severity } from '../finding.ts';
import type { ReviewStatistics } from '../review/statistics.ts';

/** All that a report on the agreement of a dataset's labels says. Plain data. */
export interface AgreementReport {
  readonly dataset: string;
  readonly generator: { readonly name: string; readonly version: string };
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  readonly statistics: ReviewStatistics;
  /** How far the edges of 2D boxes lie from those of projections, by camera; pixels. */
  readonly edges: ReadonlyMap<string, EdgeDistributions>;
  /** By rule, the gravest first and then the most frequent. */
  readonly rules: readonly RuleCount[];
  /** Worst first; no more than are worth a page. */
  readonly findings: readonly ReportedFinding[];
  readonly worst: readonly WorstCase[];
  readonly problems: readonly Problem[];
  /** What was asked to be reached at least. */
  readonly thresholds: readonly ThresholdResult[];
}

/** Left, top, right, bottom. */
export type EdgeDistributions = readonly (DistributionSummary | undefined)[];

export interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
  readonly waived: number;
}

export interface ReportedFinding {
  readonly finding: CheckedFinding;
  readonly sequence: string;
  /** The frame's, as people know it. */
  readonly frame: string;
}

/** A finding with what is to be seen of it. */
export interface WorstCase extends ReportedFinding {
  readonly picture: Picture | undefined;
}

/** Cut out of a camera's image. All places in pixels of the whole image. */
export interface Picture {
  /** A `data:` address. */
  readonly href: string;
  /** What of the image it shows. */
  readonly area: Rectangle;
  /** Edges of the cuboid as it is, and as the suggested fix would have it. */
  readonly projection: readonly Outline[];
  readonly fixed: readonly Outline[];
  readonly projectionBounds: Rectangle | undefined;
  readonly box: Rectangle | undefined;
  /** How far each edge of the 2D box is off as the rule has it; undefined of rules that do not compare edges. */
  readonly edges: Rectangle | undefined;
}

export type Outline = readonly (readonly [number, number])[];

export const MEASURES = ['iou', 'p10', 'agreeing'] as const;
/** `iou`: the median of all that was compared; `p10`: what nine of ten reach; `agreeing`: the share that agrees. */
export type Measure = (typeof MEASURES)[number];

export interface ThresholdResult {
  readonly measure: Measure;
  readonly least: number;
  /** Undefined: nothing was compared, which is not enough. */
  readonly value: number | undefined;
  readonly isReached: boolean;
}

export function checkThreshold(
  statistics: ReviewStatistics,
  measure: Measure,
  least: number,
): ThresholdResult {
  const value = measureOf(statistics, measure);
  return { measure, least, value, isReached: value !== undefined && value >= least };
}

function measureOf({ all }: ReviewStatistics, measure: Measure): number | undefined {
  switch (measure) {
    case 'iou':
      return all.iou?.median;
    case 'p10':
      return all.iou?.p10;
    case 'agreeing':
      return all.compared === 0 ? undefined : 1 - all.disagreeing / all.compared;
  }
}

export type ReportLanguage = ProblemLanguage;
