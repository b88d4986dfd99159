import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';

export interface OpeningProps {
  readonly path: string;
  /** Seen in the folder so far. */
  readonly files: number;
  cancel(): void;
}

/** While a folder is read: how far that has come, and the way back. */
export function Opening({ path, files, cancel }: OpeningProps): ReactNode {
  const { t } = useTranslation();
  return (
    <main className="app-wait">
      <h1 role="status">{t('start.opening', { name: path })}</h1>
      {/* Its place is kept, or the button would move away under the pointer. */}
      <p>{files === 0 ? '\u00a0' : t('start.filesSeen', { count: files, files: formatCount(files) })}</p>
      <Button onClick={cancel}>{t('browser.cancel')}</Button>
    </main>
  );
}
