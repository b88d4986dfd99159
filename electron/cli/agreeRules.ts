import { InvalidArgumentError } from 'commander';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import type { Rule } from '#shared/quality/rule.ts';
import { RULES } from '#shared/quality/ruleTable.ts';

/** Every rule once. */
export const ALL_RULES: readonly Rule[] = [
  ...new Map([...RULES, ...AGREEMENT_RULES].map((rule) => [rule.id, rule])).values(),
];

/**
 * The rules that are named: ids, families (`AGR`), or `all`, with commas between them; those of agreement where none is.
 *
 * @throws InvalidArgumentError for one that there is not: a misspelt one must not pass for *nothing found*
 */
export function rulesNamed(text: string | undefined): readonly Rule[] {
  if (text === undefined) return ALL_RULES.filter(({ id }) => id.startsWith('AGR'));
  const names = text
    .split(',')
    .map((name) => name.trim().toUpperCase())
    .filter((name) => name !== '');
  const unknown = names.find((name) => !ALL_RULES.some(({ id }) => isNamed(name, id)));
  if (unknown !== undefined || names.length === 0)
    throw new InvalidArgumentError(`There is no rule ${unknown ?? ''}.`);
  return ALL_RULES.filter(({ id }) => names.some((name) => isNamed(name, id)));
}

function isNamed(name: string, id: string): boolean {
  return name === 'ALL' || name === id || (/^[A-Z]{3}$/.test(name) && id.startsWith(name));
}
