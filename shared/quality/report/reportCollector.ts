import type { Agreement } from '../agreement/compareFrame.ts';
import type { CheckedFinding } from '../findingBook.ts';
import { Distribution } from '../distribution.ts';
import { SEVERITIES, type Severity } from '../finding.ts';
import { StatisticsCollector, type CountedFrame } from '../review/statistics.ts';
import type { AgreementReport, EdgeDistributions, ReportedFinding, RuleCount } from './agreementReport.ts';
import { worstFirst } from './worstOf.ts';

/** Of each rule no more findings are kept than these worst: a page shows fewer, and all are counted. */
const KEPT_OF_RULE = 200;

/** Gathers a report over a dataset; of a frame it keeps counts. */
export class ReportCollector {
  readonly #statistics = new StatisticsCollector();
  readonly #edges = new Map<string, readonly Distribution[]>();
  readonly #rules = new Map<string, { severity: Severity; count: number; waived: number }>();
  readonly #findings = new Map<string, ReportedFinding[]>();

  addFrame(sequence: string, frame: CountedFrame, agreements: readonly Agreement[]): void {
    this.#statistics.addFrame(sequence, frame, agreements);
    for (const { camera, errors } of agreements) {
      const edges = this.#edges.get(camera) ?? [0, 1, 2, 3].map(() => new Distribution());
      this.#edges.set(camera, edges);
      [errors.left, errors.top, errors.right, errors.bottom].forEach((error, i) => edges[i]!.add(error));
    }
  }

  /** @param frameName by the frame's id; what people know it by */
  endSequence(
    sequence: string,
    findings: readonly CheckedFinding[],
    frameName: (frameId: string) => string,
  ): readonly ReportedFinding[] {
    const reported = findings.map((finding): ReportedFinding => ({
      finding,
      sequence,
      frame: frameName(finding.frameId),
    }));
    for (const one of reported) this.#addFinding(one);
    for (const [rule, kept] of this.#findings)
      if (kept.length > KEPT_OF_RULE) this.#findings.set(rule, worstFirst(kept).slice(0, KEPT_OF_RULE));
    this.#statistics.endSequence();
    return reported;
  }

  #addFinding(reported: ReportedFinding): void {
    const { finding, sequence } = reported;
    const { rule, severity, waiver } = finding;
    const isWaived = waiver !== undefined;
    this.#statistics.addFinding(sequence, finding, isWaived);
    const counts = this.#rules.get(rule) ?? { severity, count: 0, waived: 0 };
    this.#rules.set(rule, counts);
    if (isWaived) counts.waived++;
    else counts.count++;
    if (isWaived) return;
    const kept = this.#findings.get(rule) ?? [];
    this.#findings.set(rule, kept);
    kept.push(reported);
  }

  /** Worst first, without what was waived; of each rule at most a few hundred. */
  findings(): readonly ReportedFinding[] {
    return worstFirst([...this.#findings.values()].flat());
  }

  report(): Pick<AgreementReport, 'statistics' | 'edges' | 'rules'> {
    const rules = [...this.#rules].map(([rule, counts]): RuleCount => Object.assign({ rule }, counts));
    return {
      statistics: this.#statistics.statistics(),
      edges: new Map(
        [...this.#edges].map(([camera, edges]): [string, EdgeDistributions] => [
          camera,
          edges.map((edge) => edge.summary()),
        ]),
      ),
      rules: rules.sort((a, b) => gravity(a) - gravity(b) || b.count - a.count),
    };
  }
}

function gravity({ severity }: RuleCount): number {
  return SEVERITIES.indexOf(severity);
}
