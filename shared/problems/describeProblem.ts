import { fillTemplate, LONGEST_VALUE } from './fillTemplate.ts';
import { MESSAGES_EN, REASONS_EN } from './messages.en.ts';
import { MESSAGES_ZH_CN, REASONS_ZH_CN } from './messages.zhCn.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { isProblemReason, type ProblemReason } from './reasons.ts';
import { printable, shortenPath } from './shortenPath.ts';

export type ProblemLanguage = 'en' | 'zh-CN';

interface Wording {
  readonly messages: Record<ProblemCode, string>;
  readonly reasons: Record<ProblemReason, string>;
  readonly times: string;
  readonly beforePath: string;
}

const WORDINGS: Record<ProblemLanguage, Wording> = {
  en: { messages: MESSAGES_EN, reasons: REASONS_EN, times: ' ({count} more)', beforePath: ' — ' },
  'zh-CN': {
    messages: MESSAGES_ZH_CN,
    reasons: REASONS_ZH_CN,
    times: '（另有 {count} 处）',
    beforePath: '——',
  },
};

type Params = NonNullable<Problem['params']>;

/**
 * The sentence for a problem in the reader's language: what happened, what is safe, what to do; the path comes last.
 * Parts whose parameters are missing are left out.
 */
export function describeProblem(problem: Problem, language: ProblemLanguage): string {
  const wording = WORDINGS[language];
  const params: Params = { ...problem.params };
  if (params['reason'] !== undefined) params['reason'] = reasonOf(params, wording);

  const message = fill(wording.messages[problem.code], params);
  const times = params['count'] === undefined ? '' : fill(wording.times, params);
  return `${message}${times}${placeOf(problem, wording)}`;
}

/** Only the reason, as a sentence of its own with the path last: for lists whose heading says what they are. */
export function describeReason(problem: Problem, language: ProblemLanguage): string {
  const wording = WORDINGS[language];
  const reason = reasonOf(problem.params ?? {}, wording);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${placeOf(problem, wording)}`;
}

function reasonOf(params: Params, wording: Wording): string {
  const { reason = '' } = params;
  return isProblemReason(reason)
    ? fill(wording.reasons[reason], params)
    : shortenPath(printable(String(reason)), LONGEST_VALUE);
}

function placeOf({ path }: Problem, wording: Wording): string {
  return path === undefined ? '' : `${wording.beforePath}${shortenPath(printable(path))}`;
}

function fill(template: string, params: Params): string {
  return fillTemplate(template, (name) => {
    // An empty place is the whole file: there is nothing to say of it.
    if (!Object.hasOwn(params, name) || params[name] === '') return undefined;
    return String(params[name]);
  });
}
