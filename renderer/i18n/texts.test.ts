import { describe, expect, test } from 'vitest';
import { COMMAND_IDS } from '#renderer/editor/commands/commandTable.ts';
import { commandTitle } from './commandTitles.ts';
import { en } from './en.ts';
import { LANGUAGES } from './language.ts';
import { zhCn } from './zhCn.ts';

type Entry = readonly [key: string, text: string];

/** `start.openFolder` and its text, for every text. */
function flatten(texts: object, prefix = ''): readonly Entry[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): readonly Entry[] =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, String(value)]],
  );
}

function placeholders(text: string): string {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1]!)
    .sort()
    .join(' ');
}

const english = flatten(en);
const chinese = flatten(zhCn);
const all = [...english, ...chinese];

function stemsWith(ending: string): readonly string[] {
  return english.flatMap(([key]) => (key.endsWith(ending) ? [key.slice(0, -ending.length)] : []));
}

describe('texts', () => {
  // That no key is missing is checked by the compiler.
  test('both languages fill in the same values', () => {
    const inEnglish = new Map(english);
    const differing = chinese.filter(
      ([key, text]) => placeholders(text) !== placeholders(inEnglish.get(key) ?? ''),
    );
    expect(differing).toEqual([]);
  });

  test('English has both plural forms wherever it has one', () => {
    expect(stemsWith('_one')).toEqual(stemsWith('_other'));
  });

  test('no text is empty, shouts, or begs', () => {
    expect(all.filter(([, text]) => text.trim() === '')).toEqual([]);
    expect(
      all.filter(([, text]) => /!|！|\bplease\b|\boops\b|\binvalid\b|error occurred/i.test(text)),
    ).toEqual([]);
  });

  test('an ellipsis is one character', () => {
    expect(all.filter(([, text]) => text.includes('...'))).toEqual([]);
  });

  test('Chinese uses full-width punctuation after Chinese characters', () => {
    expect(chinese.filter(([, text]) => /[\u4e00-\u9fff][,;:?](\s|[\u4e00-\u9fff]|$)/.test(text))).toEqual(
      [],
    );
  });

  test.each(LANGUAGES)('every command has a title of its own in %s', (language) => {
    const titles = COMMAND_IDS.map((id) => commandTitle(id, language));
    expect(new Set(titles).size).toBe(titles.length);
  });
});
