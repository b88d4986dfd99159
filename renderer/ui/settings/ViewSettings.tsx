import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '#shared/host/settings.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import { Choice } from '../controls/Choice.tsx';
import { COLOR_COMMANDS } from '../workspace/appearanceCommands.ts';
import type { ChangeSettings } from './useUndoableSettings.ts';

const POINT_SIZES = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;
const BUDGETS = [250_000, 500_000, 1_000_000, 2_000_000, 5_000_000] as const;

/** How points are drawn. */
export function ViewSettings({ change }: { readonly change: ChangeSettings }): ReactNode {
  const { t } = useTranslation();
  const { colorMode, movingPointBudget, pointSize } = usePreferences();
  return (
    <div className="settings__grid">
      <Choice<string>
        label={t('settings.pointSize')}
        value={String(pointSize)}
        options={POINT_SIZES.map((size) => [String(size), t('settings.pointPixels', { size })])}
        onChange={(size) => change({ pointSize: Number(size) })}
      />
      <Choice<Settings['colorMode']>
        label={t('settings.colors')}
        value={colorMode}
        options={COLOR_COMMANDS.map(({ mode }) => [mode, t(`settings.color.${mode}`)])}
        onChange={(mode) => change({ colorMode: mode })}
      />
      <Choice<string>
        label={t('settings.budget')}
        value={String(movingPointBudget)}
        options={BUDGETS.map((budget) => [
          String(budget),
          t('settings.budgetPoints', { points: budget / 1e6 }),
        ])}
        onChange={(budget) => change({ movingPointBudget: Number(budget) })}
      />
      <p className="settings__help">{t('settings.budgetHelp')}</p>
    </div>
  );
}
