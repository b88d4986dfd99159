import { SEVERITIES } from '../finding.ts';
import type { ReportedFinding } from './agreementReport.ts';

/** The gravest first; of one severity, the worst of each rule in turn, since badness does not compare between rules. */
export function worstFirst<T extends ReportedFinding>(findings: readonly T[]): T[] {
  const byRule = new Map<string, T[]>();
  for (const one of findings) {
    const members = byRule.get(one.finding.rule);
    if (members === undefined) byRule.set(one.finding.rule, [one]);
    else members.push(one);
  }
  const ranked = [...byRule.values()].flatMap((members) =>
    members
      .sort((a, b) => soundBadness(b) - soundBadness(a))
      .map((one, rank) => ({ one, rank, severity: SEVERITIES.indexOf(one.finding.severity) })),
  );
  return ranked.sort((a, b) => a.severity - b.severity || a.rank - b.rank).map(({ one }) => one);
}

function soundBadness({ finding: { badness } }: ReportedFinding): number {
  return Number.isFinite(badness) ? badness : badness === Infinity ? Number.MAX_VALUE : 0;
}
