import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrameId } from '#renderer/editor/document/records.ts';
import { verdictOf } from '#renderer/editor/review/reviewRecords.ts';
import { useWorkspace } from '../session/WorkspaceContext.ts';

export interface VerdictLineProps {
  readonly frameId: FrameId;
  /** Of an object or a 2D box; undefined: of the frame. */
  readonly id: string | undefined;
  readonly standing: 'accepted' | 'sentBack';
}

/** What was said of an object, and for what reasons. */
export function VerdictLine({ frameId, id, standing }: VerdictLineProps): ReactNode {
  const { t } = useTranslation();
  const { document } = useWorkspace().session;
  if (standing === 'accepted') return <p className="explanation__standing">{t('review.acceptedObject')}</p>;
  const reasons = verdictOf(document.recordsIn(frameId), frameId, id)?.reasons ?? [];
  return (
    <p className="explanation__standing">
      {t('review.sentBack', { reasons: reasons.map((reason) => t(`review.reasons.${reason}`)).join(', ') })}
    </p>
  );
}
