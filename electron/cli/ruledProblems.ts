import { deepEqual } from '#shared/deepEqual.ts';
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
  const isNew = (problem: Problem): boolean => !kept.some((other) => deepEqual(other, problem));
  return [...kept, ...ofReading.filter(isNew)];
}
