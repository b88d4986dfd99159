import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '#renderer/state/preferences.ts';
import { LabelRootSetting } from './LabelRootSetting.tsx';
import type { ChangeSettings } from './useUndoableSettings.ts';

/** Who labels, and where the labels are kept. */
export function SavingSettings({ change }: { readonly change: ChangeSettings }): ReactNode {
  const { t } = useTranslation();
  const author = usePreferences((settings) => settings.author);
  return (
    <div className="settings__grid">
      {/* Another value from elsewhere, by undo, begins anew. */}
      <AuthorField key={author} value={author} onChange={(name) => change({ author: name })} />
      <p className="settings__help">{t('settings.authorHelp')}</p>
      <LabelRootSetting />
    </div>
  );
}

interface AuthorFieldProps {
  readonly value: string;
  onChange(author: string): void;
}

/** Kept when it is left, not at every letter. */
function AuthorField({ value, onChange }: AuthorFieldProps): ReactNode {
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
