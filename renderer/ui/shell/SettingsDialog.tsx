import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { settingsSchema, type Settings } from '#shared/host/contract.ts';
import { commandTitle } from '#renderer/i18n/commandTitles.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#renderer/i18n/language.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { useHost } from '../session/useHost.ts';
import { applySettings } from '../workspace/applySettings.ts';
import { LabelRootSetting } from './LabelRootSetting.tsx';
import './settings.css';

/** Each change applies at once. */
export function SettingsDialog(): ReactNode {
  const { t } = useTranslation();
  const host = useHost();
  const language = useLanguage();
  const settings = usePreferences();
  const change = (changes: Partial<Settings>): void => void applySettings(host, changes);
  return (
    <Dialog title={commandTitle('app.settings', language)} width={480} onClose={() => showDialog(undefined)}>
      <div className="settings">
        <Choice
          label={t('language.switch')}
          value={settings.language}
          options={[
            ['system', t('settings.system')],
            ...LANGUAGES.map((id) => [id, LANGUAGE_NAMES[id]] as const),
          ]}
          onChange={(value) => change({ language: settingsSchema.shape.language.parse(value) })}
        />
        <Choice
          label={t('settings.theme')}
          value={settings.theme}
          options={[
            ['dark', t('top.themeDark')],
            ['light', t('top.themeLight')],
          ]}
          onChange={(theme) => change({ theme: settingsSchema.shape.theme.parse(theme) })}
        />
        <Choice
          label={t('settings.budget')}
          value={String(settings.movingPointBudget)}
          options={BUDGETS.map((budget) => [
            String(budget),
            t('settings.budgetPoints', { points: budget / 1e6 }),
          ])}
          onChange={(budget) => change({ movingPointBudget: Number(budget) })}
        />
        <AuthorField value={settings.author} onChange={(author) => change({ author })} />
        <p className="settings__help">{t('settings.authorHelp')}</p>
        <LabelRootSetting />
      </div>
    </Dialog>
  );
}

const BUDGETS = [250_000, 500_000, 1_000_000, 2_000_000, 5_000_000] as const;

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  onChange(value: string): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps): ReactNode {
  const id = useId();
  const isListed = options.some(([known]) => known === value);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} className="text-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {!isListed && <option value={value}>{value}</option>}
        {options.map(([known, text]) => (
          <option key={known} value={known}>
            {text}
          </option>
        ))}
      </select>
    </>
  );
}

/** Kept when it is left, not at every letter. */
function AuthorField({
  value,
  onChange,
}: {
  readonly value: string;
  onChange(author: string): void;
}): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(value);
  const commit = (): void => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <>
      <label htmlFor={id}>{t('settings.author')}</label>
      <input
        id={id}
        className="text-input"
        value={text}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
        }}
      />
    </>
  );
}
