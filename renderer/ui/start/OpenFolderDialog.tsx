import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showDialog } from '#renderer/state/appStore.ts';
import { useConnection } from '../session/useHost.ts';
import { openFolder } from '../workspace/openFolder.ts';
import { FolderBrowser } from './FolderBrowser.tsx';

/** Opens a folder where there is no folder dialog of the system's. */
export function OpenFolderDialog(): ReactNode {
  const { t } = useTranslation();
  const connection = useConnection();
  const open = (path: string): void => {
    showDialog(undefined);
    void openFolder(connection, path);
  };
  return (
    <FolderBrowser
      title={t('browser.title')}
      choose={t('browser.choose')}
      onChoose={open}
      onDataset={open}
      onClose={() => showDialog(undefined)}
    />
  );
}
