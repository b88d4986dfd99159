import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AGREEMENT_RULES } from './agreementRules.ts';
import { AGREEMENT_WORDS_EN } from './words.en.ts';
import { AGREEMENT_WORDS_ZH_CN } from './words.zhCn.ts';

const ids = AGREEMENT_RULES.map(({ id }) => id);

test('ids are in order and unique, and each has words in both languages with the same parameters', () => {
  expect(ids).toEqual(ids.map((_, i) => `AGR${String(i + 1).padStart(3, '0')}`));
  expect(Object.keys(AGREEMENT_WORDS_EN)).toEqual(ids);
  expect(Object.keys(AGREEMENT_WORDS_ZH_CN)).toEqual(ids);
  for (const id of ids) {
    expect(paramsIn(AGREEMENT_WORDS_ZH_CN[id]!.sentence)).toEqual(paramsIn(AGREEMENT_WORDS_EN[id]!.sentence));
  }
});

test('what sentences ask for, some rule says', () => {
  const folders = ['../rules/agreement/', './'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const code = folders
    .flatMap((folder) => readdirSync(folder).map((name) => folder + name))
    .filter((path) => path.endsWith('.ts') && !path.includes('test') && !path.includes('words'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  for (const { sentence } of Object.values(AGREEMENT_WORDS_EN)) {
    for (const name of paramsIn(sentence)) expect(code).toMatch(new RegExp(`\\b${name}[:,]`));
  }
});

function paramsIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}
