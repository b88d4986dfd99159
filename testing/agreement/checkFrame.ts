import type { Finding } from '#shared/quality/finding.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import type { FrameRule, Rule, RuleContext } from '#shared/quality/rule.ts';

/** What the frame rules among those given find. `thresholds`: as in a dataset, but by the parameter's name alone. */
export function checkFrame(
  rules: readonly Rule[],
  frame: QualityFrame,
  context: Pick<RuleContext, 'tracks' | 'ontology'>,
  thresholds: Readonly<Record<string, number>> = {},
): Finding[] {
  return rules.flatMap((rule) =>
    rule.scope === 'frame' ? [...rule.check(frame, contextFor(rule, context, thresholds))] : [],
  );
}

export function contextFor(
  { parameters }: Pick<FrameRule, 'parameters'>,
  { tracks, ontology }: Pick<RuleContext, 'tracks' | 'ontology'>,
  thresholds: Readonly<Record<string, number>> = {},
): RuleContext {
  return { tracks, ontology, parameter: (name) => thresholds[name] ?? parameters[name] ?? Number.NaN };
}
