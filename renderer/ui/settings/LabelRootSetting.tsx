import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { printable, shortenPath } from '#shared/problems/shortenPath.ts';
import { showDialog, useAppStore } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';

/** Where the open dataset's labels are kept, and how to change that. */
export function LabelRootSetting(): ReactNode {
  const { t } = useTranslation();
  const labelRoot = useAppStore(({ phase }) =>
    phase.kind === 'open' ? phase.workspace.labelRoot : undefined,
  );
  if (labelRoot === undefined) return <p className="settings__help">{t('settings.labelsHelp')}</p>;
  return (
    <>
      <span className="settings__label">{t('report.labels')}</span>
      <span className="settings__labels">
        <span title={labelRoot.path}>
          {labelRoot.isDataFolder ? t('labelRoot.here') : shortenPath(printable(labelRoot.path), 60)}
        </span>
        <Button onClick={() => showDialog('labelRoot')}>{t('labelRoot.change')}</Button>
      </span>
    </>
  );
}
