import { describe, expect, test } from 'vitest';
import { resolveLanguage } from './language.ts';

describe('language', () => {
  test('the choice of the person wins', () => {
    expect(resolveLanguage('en', ['zh-CN'])).toBe('en');
    expect(resolveLanguage('zh-CN', ['en-US'])).toBe('zh-CN');
  });

  test.each([
    [['zh-CN', 'en'], 'zh-CN'],
    [['zh-Hant-TW'], 'zh-CN'],
    [['ZH'], 'zh-CN'],
    [['de-DE', 'zh', 'en'], 'zh-CN'],
    [['de-DE', 'en-GB'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('a system that speaks %j gets %s', (languages, expected) => {
    expect(resolveLanguage('system', languages)).toBe(expected);
  });
});
