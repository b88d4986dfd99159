import { CircleAlert, CircleCheck, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dismissNotice,
  NOTICE_MS,
  NOTICE_WITH_ACTION_MS,
  useNotices,
  type Notice,
} from '#renderer/state/notices.ts';
import { Button } from '../controls/Button.tsx';
import { useLanguage } from '../controls/useLanguage.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { TEST_IDS } from '../testIds.ts';
import './notices.css';

const ICONS: Readonly<Record<Notice['tone'], LucideIcon>> = {
  info: Info,
  ok: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
};

/** What is said for a moment, at the foot of the view (or of the window where there is no view), never as a dialog. */
export function Notices({ isOverWindow = false }: { readonly isOverWindow?: boolean }): ReactNode {
  const notices = useNotices((state) => state.notices);
  return (
    <div
      className={isOverWindow ? 'notices notices--window' : 'notices'}
      role="status"
      data-testid={TEST_IDS.notices}
    >
      {notices.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

/**
 * Goes away by an animation, not by a timer: that a notice has gone is no reason to render. A pointer or the focus on it
 * holds it; trouble stays until it was read.
 */
function NoticeCard({ notice }: { readonly notice: Notice }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, tone, text, action } = notice;
  const Icon = ICONS[tone];
  const stay = action === undefined ? NOTICE_MS : NOTICE_WITH_ACTION_MS;
  return (
    <div className="notice" data-tone={tone} style={{ '--stay': `${stay}ms` } as CSSProperties}>
      <Icon size={16} strokeWidth={1.75} aria-hidden />
      <span className="notice__text">{text(t, language)}</span>
      {action !== undefined && (
        <Button
          look="link"
          onClick={() => {
            dismissNotice(id);
            action.run();
          }}
        >
          {action.label(t, language)}
        </Button>
      )}
      <IconButton icon={X} name={t('app.dismiss')} onClick={() => dismissNotice(id)} />
    </div>
  );
}
