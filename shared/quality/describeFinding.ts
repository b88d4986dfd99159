import { fillTemplate } from '../problems/fillTemplate.ts';
import type { ProblemLanguage } from '../problems/describeProblem.ts';
import { AGREEMENT_WORDS_EN } from './agreement/words.en.ts';
import { AGREEMENT_WORDS_ZH_CN } from './agreement/words.zhCn.ts';
import type { Finding } from './finding.ts';
import { formatParam } from './formatParam.ts';
import type { RuleWords } from './rule.ts';
import { PARAM_WORDS_EN, RULE_WORDS_EN } from './words/en.ts';
import { PARAM_WORDS_ZH_CN, RULE_WORDS_ZH_CN } from './words/zhCn.ts';

interface Wording {
  readonly rules: Readonly<Record<string, RuleWords>>;
  /** What rules say in words of their own, not in names out of the data. */
  readonly params: Readonly<Record<string, string>>;
}

const WORDINGS: Record<ProblemLanguage, Wording> = {
  en: { rules: { ...RULE_WORDS_EN, ...AGREEMENT_WORDS_EN }, params: PARAM_WORDS_EN },
  'zh-CN': { rules: { ...RULE_WORDS_ZH_CN, ...AGREEMENT_WORDS_ZH_CN }, params: PARAM_WORDS_ZH_CN },
};

/** Parameters whose values are words of the rule, to be said in the reader's language. */
const SPOKEN = new Set(['side', 'face', 'direction', 'axis', 'what', 'reason']);

export interface FindingText {
  /** What findings of its rule are called. */
  readonly title: string;
  /** What is wrong here, with numbers; no full stop. */
  readonly sentence: string;
}

/** What a finding says in the reader's language. One of a rule that this version does not know is called by its id. */
export function describeFinding(
  { rule, params }: Pick<Finding, 'rule' | 'params'>,
  language: ProblemLanguage,
): FindingText {
  const { rules, params: words } = WORDINGS[language];
  const own = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  if (own === undefined) return { title: rule, sentence: '' };
  const sentence = fillTemplate(own.sentence, (name) => {
    if (!Object.hasOwn(params, name) || params[name] === '') return undefined;
    const text = formatParam(name, params[name]!);
    return SPOKEN.has(name) && Object.hasOwn(words, text) ? words[text] : text;
  });
  return { title: own.title, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) };
}

/** What findings of a rule are called. */
export function ruleTitle(rule: string, language: ProblemLanguage): string {
  const { rules } = WORDINGS[language];
  return Object.hasOwn(rules, rule) ? rules[rule]!.title : rule;
}

/** What is said of a rule's findings in a language; undefined for a rule that this version does not know. */
export function ruleWords(rule: string, language: ProblemLanguage): RuleWords | undefined {
  const { rules } = WORDINGS[language];
  return Object.hasOwn(rules, rule) ? rules[rule] : undefined;
}
