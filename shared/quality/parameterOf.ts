import type { Rule, RuleContext } from './rule.ts';

/** What the owner of a dataset holds for too much or too little, by `<rule id>.<parameter>[.<class>]`. */
export type Thresholds = Readonly<Record<string, number>>;

/**
 * How a rule asks for its parameters.
 *
 * @throws RangeError for a parameter that the rule does not name: a misspelt one must not pass for 0
 */
export function parameterOf(rule: Rule, thresholds: Thresholds): RuleContext['parameter'] {
  // Asked for every object of every frame.
  const known = new Map<string, Map<string | undefined, number>>();
  return (name, className) => {
    const byClass = known.get(name) ?? new Map<string | undefined, number>();
    known.set(name, byClass);
    const value = byClass.get(className) ?? lookUp(rule, thresholds, name, className);
    byClass.set(className, value);
    return value;
  };
}

function lookUp({ id, parameters }: Rule, thresholds: Thresholds, name: string, className?: string): number {
  if (!Object.hasOwn(parameters, name)) throw new RangeError(`${id} has no parameter ${name}`);
  const key = `${id}.${name}`;
  const ofClass = className === undefined ? undefined : own(thresholds, `${key}.${className}`);
  return ofClass ?? own(thresholds, key) ?? ownOfClass(parameters, name, className) ?? parameters[name]!;
}

/** Rules know some classes by their usual names, however a dataset writes them. */
function ownOfClass(parameters: Thresholds, name: string, className = ''): number | undefined {
  return own(parameters, `${name}.${className.toLowerCase()}`);
}

/** Thresholds come out of a file: `constructor` is no threshold. */
function own(thresholds: Thresholds, key: string): number | undefined {
  const value = Object.hasOwn(thresholds, key) ? thresholds[key] : undefined;
  return value === undefined || !Number.isFinite(value) ? undefined : value;
}
