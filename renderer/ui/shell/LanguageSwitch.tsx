import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES } from '#renderer/i18n/language.ts';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { TEST_IDS } from '../testIds.ts';
import { applySettings } from '../workspace/applySettings.ts';

/** EN / 中: always in reach, in both languages. */
export function LanguageSwitch(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const language = useLanguage();
  const other = language === 'en' ? 'zh-CN' : 'en';
  return (
    <button
      type="button"
      className="language-switch"
      data-testid={TEST_IDS.language}
      aria-label={`${t('language.switch')}: ${LANGUAGE_NAMES[other]}`}
      title={LANGUAGE_NAMES[other]}
      onClick={() => void applySettings(host, { language: other })}
    >
      <Languages size={14} strokeWidth={1.75} aria-hidden />
      <b data-current={language === 'en'}>EN</b> / <b data-current={language === 'zh-CN'}>中</b>
    </button>
  );
}
