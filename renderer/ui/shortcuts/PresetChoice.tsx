import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PRESET_IDS, PRESET_NAMES, type PresetId } from '#renderer/editor/shortcuts/presets/presets.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Choice } from '../controls/Choice.tsx';

/** Which program's keys one knows. */
export function PresetChoice({ onChange }: { onChange(keyPreset: PresetId): void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Choice
      label={t('shortcuts.preset')}
      value={usePreferences((settings) => settings.keyPreset)}
      options={PRESET_IDS.map((id) => [id, PRESET_NAMES[id]] as const)}
      onChange={onChange}
    />
  );
}
