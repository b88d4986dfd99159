import { changeLanguage, use } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import type { Language } from './language.ts';
import { zhCn } from './zhCn.ts';

/** Makes the texts available to React. Synchronous: both languages are in the bundle. */
export function startI18n(language: Language): void {
  void use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCn } },
    // Said outright, or each look-up first asks by a regular expression whether the key is a sentence.
    keySeparator: '.',
    nsSeparator: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  markDocument(language);
}

/** Switches the language of everything on screen. */
export function showLanguage(language: Language): void {
  void changeLanguage(language);
  markDocument(language);
}

/** `lang` makes browsers take the Chinese forms of characters that Chinese and Japanese write differently. */
function markDocument(language: Language): void {
  document.documentElement.lang = language;
}
