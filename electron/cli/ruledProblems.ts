import type { Problem } from '#shared/problems/problem.ts';
import type { ProblemReason } from '#shared/problems/reasons.ts';
import type { RuleId } from '#shared/quality/finding.ts';
import type { Rule } from '#shared/quality/rule.ts';

/** What is said of a single file where there are no rules, and which rule says the same. */
const SAID_BY: Partial<Record<ProblemReason, RuleId>> = {
  unknownTrack: 'DAT002',
  notUnit: 'DAT005',
  yawDiffers: 'DAT006',
  idNotDerived: 'DAT007',
  classDiffers: 'TRK011',
};

/** Do rules look at all that {@link SAID_BY} has? */
export function areSaidByRules(rules: readonly Rule[]): boolean {
  return Object.values(SAID_BY).every((id) => rules.some((rule) => rule.id === id));
}

/**
 * The problems of files, and of reading them, each said once: without those that a rule finds by its own name.
 *
 * @param rules that were looked at
 */
export function withoutDoubles(
  ofFiles: readonly Problem[],
  ofReading: readonly Problem[],
  rules: readonly Rule[],
): Problem[] {
  const ids = new Set<string>(rules.map(({ id }) => id));
  const saidBy: Readonly<Record<string, string>> = SAID_BY;
  const kept = ofFiles.filter(({ code, params }) => {
    const reason = code === 'labels.schema' ? params?.['reason'] : undefined;
    return typeof reason !== 'string' || !Object.hasOwn(saidBy, reason) || !ids.has(saidBy[reason]!);
  });
  // There may be one for every frame.
  const known = new Set(kept.map(textOf));
  return [...kept, ...ofReading.filter((problem) => !known.has(textOf(problem)))];
}

/** The same for the same problem, whatever order its params were put in. */
function textOf({ code, severity, path, params = {} }: Problem): string {
  return JSON.stringify([code, severity, path, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
