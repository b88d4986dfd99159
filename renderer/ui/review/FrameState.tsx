import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { frameStanding, verdictOf } from '#renderer/editor/review/reviewRecords.ts';
import { Button } from '../controls/Button.tsx';
import { useEditor, useWorkspace } from '../session/WorkspaceContext.ts';
import { useDocumentSerial } from '../versions/useDocumentSerial.ts';

/** How far the frame on screen is: its verdict, who gave it, and the way to open it again. */
export function FrameState(): ReactNode {
  const { t } = useTranslation();
  const { session, sequence } = useWorkspace();
  const frameId = useEditor((state) => state.frameId);
  useDocumentSerial();
  if (frameId === undefined || !session.document.isLoaded(frameId)) return null;
  const records = session.document.recordsIn(frameId);
  const standing = frameStanding(records, frameId);
  const verdict = verdictOf(records, frameId);
  const frame = sequence.frames.find(({ id }) => id === frameId)?.name ?? '';
  const reasons = verdict?.reasons?.map((reason) => t(`review.reasons.${reason}`)).join(', ');
  return (
    <div className="frame-state" data-standing={standing} data-testid="frame-state">
      <span>{t('review.frameStanding', { frame })}</span>
      <b className={`frame-state__is is-${standing}`}>
        {standing === 'accepted' && <Lock size={12} strokeWidth={2} aria-hidden />}
        {t(`review.standings.${standing}`)}
      </b>
      <span className="frame-state__by">{[verdict?.author, reasons].filter(Boolean).join(' · ')}</span>
      {standing === 'accepted' && (
        <Button look="link" onClick={() => session.commands.run('review.reopen')}>
          {t('review.reopen')}
        </Button>
      )}
    </div>
  );
}
