import { createInstance, type TFunction } from 'i18next';
import { en } from '../en.ts';
import { zhCn } from '../zhCn.ts';

/** The app's texts in one language, for tests without a window. */
export function translator(lng: string): Promise<TFunction> {
  const resources = { en: { translation: en }, 'zh-CN': { translation: zhCn } };
  return createInstance().init({ lng, resources, interpolation: { escapeValue: false } });
}
