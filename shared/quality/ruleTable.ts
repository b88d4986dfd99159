import type { RuleId } from './finding.ts';
import type { Rule } from './rule.ts';
import { unknownClass } from './rules/data/unknownClass.ts';
import { sizeOutsideRange } from './rules/geometry/sizeOutsideRange.ts';
import { speed } from './rules/track/speed.ts';

/** All rules, by family and id. */
export const RULES: readonly Rule[] = [
  unknownClass,
  sizeOutsideRange,
  speed,
  // Those of agreement: ...AGREEMENT_RULES.
];

const BY_ID: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.id, rule]));

export function ruleById(id: RuleId): Rule | undefined {
  return BY_ID.get(id);
}
