import type { Rule } from './rule.ts';

/** Rules by what a person typed, or the part of it that names none. */
export type RuleSelection =
  | { readonly rules: readonly Rule[] }
  | { readonly rules: undefined; readonly unknown: string };

/**
 * Those that a list like `GEO,TRK003,-PTS` names: families and ids, with a `-` those that are left out. Where the first
 * is left out, all the others are meant; else only those that are named.
 */
export function selectRules(all: readonly Rule[], typed: string): RuleSelection {
  const parts = typed.split(',').map((part) => part.trim().toUpperCase());
  let chosen = new Set(parts[0]?.startsWith('-') === true ? all : []);
  for (const part of parts) {
    const name = part.replace(/^-/, '');
    const named = all.filter(({ id }) => id === name || (/^[A-Z]{3}$/.test(name) && id.startsWith(name)));
    if (named.length === 0) return { rules: undefined, unknown: part };
    chosen = part.startsWith('-')
      ? new Set([...chosen].filter((rule) => !named.includes(rule)))
      : new Set([...chosen, ...named]);
  }
  return { rules: all.filter((rule) => chosen.has(rule)) };
}

/** Do any of them look at clouds? Reading these takes most of the time. */
export function needsClouds(rules: readonly Rule[]): boolean {
  return needsEveryCloud(rules) || rules.some(({ id }) => id.startsWith('AGR'));
}

/** Do any of them look at every cloud? Those of agreement do so only where they are in doubt. */
export function needsEveryCloud(rules: readonly Rule[]): boolean {
  return rules.some(({ id }) => /^(?:PTS|REC|GEO003)/.test(id));
}
