import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { customPinyin, pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { COMMAND_IDS } from '#renderer/editor/commands/commandTable.ts';
import { COMMAND_TITLES_ZH_CN } from './commandTitles.zhCn.ts';

const file = fileURLToPath(new URL('commandPinyin.ts', import.meta.url));

// Read as "heavy" otherwise.
customPinyin({ 重做: 'chóng zuò' });

/** The syllables of the Chinese characters of a text; ü is typed as v. */
function spell(text: string): string {
  return pinyin(text, { toneType: 'none', nonZh: 'removed', v: true });
}

/** commandPinyin.ts, made of the Chinese titles: one syllable for each Chinese character. */
function pinyinTable(): string {
  const lines = COMMAND_IDS.map((id) => `  '${id}': '${spell(COMMAND_TITLES_ZH_CN[id])}',\n`);
  return `import type { CommandId } from '#renderer/editor/commands/commandTable.ts';

/**
 * How the Chinese titles of commands are typed, a syllable for each Chinese character. Generated, so that no dictionary
 * is part of the app: refresh with UPDATE_PINYIN=1 npx vitest run renderer/i18n
 */
export const COMMAND_PINYIN: Readonly<Record<CommandId, string>> = {
${lines.join('')}};
`;
}

test('commandPinyin.ts spells the titles (refresh: UPDATE_PINYIN=1 npx vitest run renderer/i18n)', () => {
  if (process.env['UPDATE_PINYIN'] !== undefined) writeFileSync(file, pinyinTable());
  expect(readFileSync(file, 'utf8')).toBe(pinyinTable());
});

test.each(COMMAND_IDS)('each Chinese character of the title of %s has its syllable', (id) => {
  const characters = COMMAND_TITLES_ZH_CN[id].match(/\p{Script=Han}/gu);
  expect(spell(COMMAND_TITLES_ZH_CN[id]).split(' ')).toHaveLength(characters?.length ?? 0);
});
