import { InvalidArgumentError } from 'commander';
import { MEASURES, type Measure } from '#shared/quality/report/agreementReport.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';
import { selectRules } from '#shared/quality/selectRules.ts';

/**
 * The rules that are named as in `selectRules`, or `all`.
 *
 * @throws InvalidArgumentError for one that there is not: a misspelt one must not pass for *nothing found*
 */
export function rulesNamed(typed: string): readonly Rule[] {
  if (typed.trim().toLowerCase() === 'all') return RULES;
  const selection = selectRules(RULES, typed);
  if (selection.rules === undefined) throw new InvalidArgumentError(`There is no rule ${selection.unknown}.`);
  return selection.rules;
}

/** `iou=0.7`: what is to be reached at least. */
export function collectMeasures(
  text: string,
  before: ReadonlyMap<Measure, number> = new Map(),
): ReadonlyMap<Measure, number> {
  const [, name, number] = /^(\w+)=(\d*\.?\d+)$/.exec(text) ?? [];
  const measure = MEASURES.find((known) => known === name);
  const least = Number(number);
  if (measure !== undefined && least <= 1) return new Map([...before, [measure, least]]);
  throw new InvalidArgumentError(`One of ${MEASURES.join(', ')} and a number from 0 to 1, as in iou=0.7.`);
}
