import { describe, expect, test } from 'vitest';
import { ruleWords } from './describeFinding.ts';
import { SEVERITIES } from './finding.ts';
import { needsClouds, selectRules } from './selectRules.ts';
import { RULES, ruleById } from './ruleTable.ts';
import { RULE_WORDS_EN } from './words/en.ts';
import { RULE_WORDS_ZH_CN } from './words/zhCn.ts';

test('no two rules have the same id, and each is found by its own', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  for (const rule of RULES) {
    expect(rule.id).toMatch(/^(?:DAT|GEO|TRK|PTS|AGR|REC)\d{3}$/);
    expect(SEVERITIES).toContain(rule.severity);
    expect(ruleById(rule.id)).toBe(rule);
  }
});

function placeholders(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort((a, b) =>
    a < b ? -1 : 1,
  );
}

test.each(RULES.map(({ id }) => id))(
  '%s has words in both languages, with the same numbers in them',
  (id) => {
    const [en, zh] = [ruleWords(id, 'en'), ruleWords(id, 'zh-CN')];
    expect([en?.title, en?.sentence, zh?.title, zh?.sentence]).not.toContain(undefined);
    expect(placeholders(zh!.sentence)).toEqual(placeholders(en!.sentence));
    expect(zh!.title).toMatch(/[\u4E00-\u9FFF]/);
  },
);

test('there are no words for rules that do not exist', () => {
  const known = new Set<string>(RULES.map(({ id }) => id));
  expect(
    [...Object.keys(RULE_WORDS_EN), ...Object.keys(RULE_WORDS_ZH_CN)].filter((id) => !known.has(id)),
  ).toEqual([]);
});

function ids(typed: string): readonly string[] {
  return selectRules(RULES, typed).rules?.map(({ id }) => id) ?? [];
}

function needs(typed: string): boolean {
  return needsClouds(selectRules(RULES, typed).rules ?? []);
}

describe('choosing rules', () => {
  test('by family and by id', () => {
    expect(ids('TRK003')).toEqual(['TRK003']);
    expect(ids('geo,TRK003').filter((id) => !id.startsWith('GEO'))).toEqual(['TRK003']);
  });

  test('all but some, and some but a few of these', () => {
    expect(ids('-PTS')).toEqual(RULES.map(({ id }) => id).filter((id) => !id.startsWith('PTS')));
    expect(ids('GEO,-GEO002')).toEqual(ids('GEO').filter((id) => id !== 'GEO002'));
  });

  test.each(['', 'GEO,', 'GEO9', 'NOPE', 'GEO,,TRK', 'G'])('%j names no rule', (typed) => {
    expect(selectRules(RULES, typed).rules).toBeUndefined();
  });

  test('clouds are read only for rules that look at them', () => {
    expect([needs('DAT,TRK,GEO001'), needs('PTS001'), needs('GEO'), needs('REC')]).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});
