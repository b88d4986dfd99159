import type { ReportLanguage } from './agreementReport.ts';
import { markup, type Markup } from './markup.ts';
import { REPORT_WORDS, type ReportWord } from './reportWords.ts';

/** A text in both languages, of which the page shows one. */
export function bilingual(en: string | Markup, zhCn: string | Markup): Markup {
  return markup`<span lang="en">${en}</span><span lang="zh-CN">${zhCn}</span>`;
}

export function say(word: ReportWord): Markup {
  const [en, zhCn] = REPORT_WORDS[word];
  return bilingual(en, zhCn);
}

/** Where only one can stand, as in an attribute. */
export function wordIn(word: ReportWord, language: ReportLanguage): string {
  return REPORT_WORDS[word][language === 'en' ? 0 : 1];
}

/** Made by a function that knows both languages. */
export function sayWith(describe: (language: ReportLanguage) => string): Markup {
  return bilingual(describe('en'), describe('zh-CN'));
}
