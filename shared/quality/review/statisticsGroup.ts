import type { SendBackReason, VerdictEntry } from '../../labels/review.ts';
import { Distribution, type DistributionSummary } from '../distribution.ts';
import type { Finding, Severity } from '../finding.ts';

const IOU_BINS = 10;

/** What the dashboard and the report tell of some of the labels. */
export interface GroupStatistics {
  readonly objects: number;
  readonly boxes2d: number;
  /** How many 2D boxes were compared with a cuboid. */
  readonly compared: number;
  /** Of the compared: how many agree with their cuboid by 0 to 0.1, 0.1 to 0.2, … IoU. */
  readonly iouHistogram: readonly number[];
  readonly iou: DistributionSummary | undefined;
  /** Of the compared: those whose difference is more than explainable. */
  readonly disagreeing: number;
  /** Without those that were waived. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly findingsByRule: Readonly<Record<string, number>>;
  readonly waived: number;
  /** Objects that somebody accepted or sent back, and for what. */
  readonly accepted: number;
  readonly rejected: number;
  readonly reasons: Readonly<Partial<Record<SendBackReason, number>>>;
  /** rejected / (accepted + rejected): of what was looked at, which is not a sample by chance. */
  readonly rejectedShare: number | undefined;
  /** Undefined where no times tell. */
  readonly activeSeconds: number | undefined;
}

/** Counts of one group. */
export class StatisticsGroup {
  #objects = 0;
  #boxes2d = 0;
  #disagreeing = 0;
  #waived = 0;
  #accepted = 0;
  #rejected = 0;
  readonly #iou = new Distribution();
  readonly #iouHistogram = Array.from({ length: IOU_BINS }, () => 0);
  readonly #findings: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  readonly #byRule = new Map<string, number>();
  readonly #reasons = new Map<SendBackReason, number>();

  /** @param verdict its own, else that of its frame */
  addObject(verdict: VerdictEntry | undefined): void {
    this.#objects++;
    if (verdict?.verdict === 'accepted') this.#accepted++;
    if (verdict?.verdict !== 'rejected') return;
    this.#rejected++;
    for (const reason of verdict.reasons ?? [])
      this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1);
  }

  addBox(): void {
    this.#boxes2d++;
  }

  addAgreement(iou: number, isDisagreeing: boolean): void {
    if (!Number.isFinite(iou)) return;
    this.#iou.add(iou);
    this.#iouHistogram[Math.min(IOU_BINS - 1, Math.max(0, Math.floor(iou * IOU_BINS)))]!++;
    if (isDisagreeing) this.#disagreeing++;
  }

  addFinding({ rule, severity }: Pick<Finding, 'rule' | 'severity'>, isWaived: boolean): void {
    if (isWaived) {
      this.#waived++;
      return;
    }
    this.#findings[severity]++;
    this.#byRule.set(rule, (this.#byRule.get(rule) ?? 0) + 1);
  }

  statistics(activeSeconds: number | undefined): GroupStatistics {
    const judged = this.#accepted + this.#rejected;
    return {
      objects: this.#objects,
      boxes2d: this.#boxes2d,
      compared: this.#iou.count,
      iouHistogram: [...this.#iouHistogram],
      iou: this.#iou.summary(),
      disagreeing: this.#disagreeing,
      findings: { ...this.#findings },
      findingsByRule: Object.fromEntries([...this.#byRule].sort(([a], [b]) => (a < b ? -1 : 1))),
      waived: this.#waived,
      accepted: this.#accepted,
      rejected: this.#rejected,
      reasons: Object.fromEntries(this.#reasons),
      rejectedShare: judged === 0 ? undefined : this.#rejected / judged,
      activeSeconds,
    };
  }
}
