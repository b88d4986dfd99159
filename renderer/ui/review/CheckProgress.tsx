import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../controls/Button.tsx';
import { useWorkspace } from '../session/WorkspaceContext.ts';
import { useBoard } from './useReview.ts';

/** How far the frames have been looked at, while they are or where that ended early. */
export function CheckProgress(): ReactNode {
  const { t } = useTranslation();
  const { checking } = useWorkspace().review;
  const progress = useBoard((state) => state.progress);
  if (progress.kind === 'waiting' || (progress.kind === 'done' && progress.unread === 0)) return null;
  const isRunning = progress.kind === 'running';
  const text =
    progress.kind === 'failed'
      ? t('review.failed')
      : progress.kind === 'done'
        ? t('review.unread', { count: progress.unread })
        : t(`review.${progress.kind}`, { done: progress.done, total: progress.total });
  return (
    <div className="check-progress" role="status">
      <span className="check-progress__text">{text}</span>
      <Button look="link" onClick={() => (isRunning ? checking.stop() : void checking.goThrough())}>
        {t(isRunning ? 'review.stop' : 'review.again')}
      </Button>
      {isRunning && <progress value={progress.done} max={Math.max(1, progress.total)} aria-label={text} />}
    </div>
  );
}
