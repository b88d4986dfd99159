import { History } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '#renderer/i18n/format.ts';
import { Button } from '../controls/Button.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';

/** What the last run of the program left in the journal and is there again: said once, beside the work. */
export function RecoveredBanner(): ReactNode {
  const { t } = useTranslation();
  const { session } = useWorkspace();
  const recovered = useEditor((state) => state.recovered);
  if (recovered === undefined) return null;
  const { edits, since, steps } = recovered;
  return (
    <div className="frame-banner" data-tone="info" role="status">
      <History size={16} strokeWidth={1.75} aria-hidden />
      <p className="frame-banner__text">{t('recovered.text', { count: edits, time: formatTime(since) })}</p>
      <Button look="link" onClick={() => void session.recovered.show()}>
        {t('recovered.show')}
      </Button>
      {steps > 0 && (
        <Button look="link" onClick={() => void session.recovered.discard()}>
          {t('recovered.discard')}
        </Button>
      )}
      <Button look="link" onClick={() => session.recovered.dismiss()}>
        {t('app.dismiss')}
      </Button>
    </div>
  );
}
