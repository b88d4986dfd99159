import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeFinding } from '../describeFinding.ts';
import { RULE_WORDS_EN } from '../words/en.ts';
import { RULE_WORDS_ZH_CN } from '../words/zhCn.ts';
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

test('no sentence ends with a full stop, and a cuboid and a 2D box have one name each in Chinese', () => {
  const [en, zh] = [
    { ...RULE_WORDS_EN, ...AGREEMENT_WORDS_EN },
    { ...RULE_WORDS_ZH_CN, ...AGREEMENT_WORDS_ZH_CN },
  ];
  for (const { sentence } of [...Object.values(en), ...Object.values(zh)]) {
    expect(sentence).not.toMatch(/[.。]$/);
  }
  for (const { title, sentence } of Object.values(zh)) {
    expect(title + sentence).not.toMatch(/[23]D ?框|三维框|长方体/);
  }
});

test('what is not known is said in words, or not at all', () => {
  const params = { camera: 'front', class: 'car', iou: 0, iouAfter: 0.8, otherClass: 'truck', other: 2 };
  const said = (rule: 'AGR002' | 'AGR003' | 'AGR013', more: Record<string, string | number>): string =>
    describeFinding({ rule, params: { ...params, ...more } }, 'en').sentence;
  expect(said('AGR013', { number: 1, reason: 'outOfView' })).toBe(
    'Car 1 and its 2D box on front disagree: the cuboid is out of view of that camera',
  );
  expect(said('AGR002', { widthPixels: 20, heightPixels: 30 })).toBe(
    'The 2D box (car, 20 × 30 px) on front has no cuboid in this frame',
  );
  expect(said('AGR003', { reason: 'unlinked' })).toBe(
    'The 2D box on front fits truck 2 (overlap 0.80), but is linked to none',
  );
  expect(said('AGR003', { number: 1 })).toBe(
    'The 2D box on front fits truck 2 (overlap 0.80), but is linked to car 1 (overlap 0.00)',
  );
});

function paramsIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
}
