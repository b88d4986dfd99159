import type { Rule, RuleContext } from './rule.ts';

/** A rule with the context that it is asked in. */
export interface BoundRule<R extends Rule> {
  readonly rule: R;
  readonly context: RuleContext;
}
