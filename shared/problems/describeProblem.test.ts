import { describe, expect, test } from 'vitest';
import { describeProblem, describeReason } from './describeProblem.ts';
import { MESSAGES_EN, REASONS_EN } from './messages.en.ts';
import { MESSAGES_ZH_CN, REASONS_ZH_CN } from './messages.zhCn.ts';
import { PROBLEM_CODES } from './problem.ts';
import { PROBLEM_REASONS } from './reasons.ts';

function placeholders(template: string): string[] {
  return [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
}

describe('the wordings of both languages', () => {
  test.each(PROBLEM_CODES)('%s takes the same parameters', (code) => {
    expect(placeholders(MESSAGES_ZH_CN[code])).toEqual(placeholders(MESSAGES_EN[code]));
  });

  test.each(PROBLEM_REASONS)('%s takes the same parameters', (reason) => {
    expect(placeholders(REASONS_ZH_CN[reason])).toEqual(placeholders(REASONS_EN[reason]));
  });

  test.each(['en', 'zh-CN'] as const)('every message reads well without parameters in %s', (language) => {
    const texts = PROBLEM_CODES.map((code) => describeProblem({ code, severity: 'error' }, language));
    expect(texts.filter((text) => /undefined|[{}[\]]|…|[:：(（]\s*$/.test(text) || text.length < 3)).toEqual(
      [],
    );
  });

  test('English keeps to the house words', () => {
    for (const text of [...Object.values(MESSAGES_EN), ...Object.values(REASONS_EN)]) {
      expect(text).not.toMatch(/error occurred|invalid|please|oops|!|\.$/i);
    }
  });
});

describe('describeProblem', () => {
  test('a calibration that is not JSON is told apart from one with wrong values', () => {
    const problem = { code: 'calibration.malformed', severity: 'error' } as const;
    const params = { camera: 'front', line: 2, column: 7 };
    expect(describeProblem({ ...problem, params }, 'en')).toContain(
      'The calibration of camera front could not be read: not readable JSON, line 2, column 7.',
    );
  });

  test('says nothing of a place that is the whole file', () => {
    const params = { where: '', reason: 'expectObject' };
    expect(describeProblem({ code: 'labels.schema', severity: 'error', params }, 'en')).toBe(
      'The labels do not have the expected form: an object is expected',
    );
  });

  const malformed = { code: 'labels.malformed', severity: 'error', path: 'label/1.json' } as const;

  test('puts the message first and the path last', () => {
    expect(describeProblem({ ...malformed, params: { line: 3, column: 5 } }, 'en')).toBe(
      'The labels are not readable JSON: line 3, column 5. The frame is read-only, the file is left as it is — label/1.json',
    );
    expect(describeProblem({ ...malformed, params: { line: 3, column: 5 } }, 'zh-CN')).toBe(
      '标注不是可读的 JSON：第 3 行，第 5 列。此帧只读，文件保持原样——label/1.json',
    );
  });

  test('drops a part when one of its parameters is missing', () => {
    expect(describeProblem({ ...malformed, params: { line: 3 } }, 'en')).toMatch(
      /^The labels are not readable JSON\. /,
    );
  });

  test('says a known reason in the language and an unknown one as it is', () => {
    const skipped = { code: 'file.skipped', severity: 'info' } as const;
    expect(describeProblem({ ...skipped, params: { reason: 'noSuchFrame' } }, 'zh-CN')).toBe(
      '已跳过：没有同名的点云',
    );
    expect(describeProblem({ ...skipped, params: { reason: 'EACCES' } }, 'en')).toBe('Skipped: EACCES');
  });

  test('fills the parameters of a reason', () => {
    const params = { camera: 'front', where: 'extrinsic', reason: 'wrongCount', expected: 16 };
    expect(describeProblem({ code: 'calibration.malformed', severity: 'error', params }, 'en')).toContain(
      'of camera front could not be read: extrinsic: the number of values is wrong, 16 are expected.',
    );
  });

  test('says how many more there are', () => {
    const params = { reason: 'notPartOfLayout', count: 12 };
    expect(describeProblem({ code: 'file.skipped', severity: 'info', params }, 'en')).toBe(
      'Skipped: not part of this kind of dataset (12 more)',
    );
  });

  test('a hostile name neither fills placeholders nor turns or breaks the line', () => {
    const text = describeProblem(
      { code: 'save.failed', severity: 'error', path: 'a\n\u202Eb', params: { reason: '{reason} [x] $&' } },
      'en',
    );
    expect(text).toBe('Not saved: {reason} [x] $&. Your work is kept in memory — a��b');
  });

  test('inherited names are not parameters', () => {
    const text = describeProblem({ code: 'save.failed', severity: 'error', params: {} }, 'en');
    expect(text).toBe('Not saved. Your work is kept in memory');
  });
});

describe('describeReason', () => {
  const assumed = { code: 'layout.assumed', severity: 'info' } as const;

  test('is a sentence without what the heading says', () => {
    const params = { reason: 'assumedBinColumns', columns: 'x y z intensity' };
    expect(describeReason({ ...assumed, params }, 'en')).toBe(
      'The columns of .bin files are x y z intensity',
    );
    expect(describeReason({ ...assumed, params, path: 'a.bin' }, 'zh-CN')).toBe(
      '.bin 文件的各列为 x y z intensity——a.bin',
    );
  });

  test('shows a word of the file as it is, without what could rewrite the sentence', () => {
    expect(describeReason({ ...assumed, params: { reason: 'EACCES\u202e' } }, 'en')).toBe('EACCES�');
    expect(describeReason(assumed, 'en')).toBe('');
  });
});
