import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES } from '#renderer/i18n/language.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Choice } from '../controls/Choice.tsx';
import type { ChangeSettings } from './useUndoableSettings.ts';

const UI_SIZES = ['90', '100', '110', '125', '150'] as const;

/** Language, theme and size of the interface. */
export function GeneralSettings({ change }: { readonly change: ChangeSettings }): ReactNode {
  const { t } = useTranslation();
  const { language, theme, uiSize } = usePreferences();
  return (
    <div className="settings__grid">
      <Choice
        label={t('language.switch')}
        value={language}
        options={[
          ['system', t('settings.system')],
          ...LANGUAGES.map((id) => [id, LANGUAGE_NAMES[id]] as const),
        ]}
        onChange={(chosen) => change({ language: chosen })}
      />
      <Choice
        label={t('settings.theme')}
        value={theme}
        options={[
          ['system', t('settings.system')],
          ['dark', t('top.themeDark')],
          ['light', t('top.themeLight')],
        ]}
        onChange={(chosen) => change({ theme: chosen })}
      />
      <Choice<string>
        label={t('settings.uiSize')}
        value={String(uiSize)}
        options={UI_SIZES.map((percent) => [percent, t('settings.percent', { percent })])}
        onChange={(percent) => change({ uiSize: Number(percent) })}
      />
    </div>
  );
}
