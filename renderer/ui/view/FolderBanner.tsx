import { Lock } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { printable, shortenPath } from '#shared/problems/shortenPath.ts';
import { showDialog } from '#renderer/state/appStore.ts';
import { Button } from '../controls/Button.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';

/** Labels cannot be written where they are kept: said once for the whole folder, with the one way out. */
export function FolderBanner(): ReactNode {
  const { t } = useTranslation();
  const { writable, labelRoot } = useWorkspace();
  const [isDismissed, setDismissed] = useState(false);
  if (writable || isDismissed) return null;
  return (
    <div className="frame-banner" data-tone="warning" role="status">
      <Lock size={16} strokeWidth={1.75} aria-hidden />
      <p className="frame-banner__text">
        {labelRoot.isDataFolder
          ? t('labelRoot.notWritable')
          : t('labelRoot.rootNotWritable', { path: shortenPath(printable(labelRoot.path)) })}
      </p>
      <Button look="link" onClick={() => showDialog('labelRoot')}>
        {t('labelRoot.keep')}
      </Button>
      <Button look="link" onClick={() => setDismissed(true)}>
        {t('app.dismiss')}
      </Button>
    </div>
  );
}
