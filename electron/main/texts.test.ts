import { expect, test } from 'vitest';
import { shellTexts } from './texts.ts';

test.each([
  ['en', ['zh-CN'], 'Reload'],
  ['zh-CN', ['en-GB'], '重新加载'],
  ['system', ['fr-FR', 'zh-Hans-CN', 'en-US'], '重新加载'],
  ['system', ['de-DE', 'en-GB', 'zh-CN'], 'Reload'],
  ['system', ['fr-FR'], 'Reload'],
  ['system', [], 'Reload'],
] as const)('%s on a system in %j', (language, systemLanguages, reload) => {
  expect(shellTexts(language, systemLanguages).reload).toBe(reload);
});
